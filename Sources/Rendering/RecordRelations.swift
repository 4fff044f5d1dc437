internal import Diagnostics
package import Records

/// Who names whom among the shown records of a pack, the other way round; made once a pack.
package struct RecordRelations: Sendable {
  /// Sanctions by the entity they list, oldest first.
  private var sanctionsByEntity: [String: [RecordReference]] = [:]
  private var incidentsByEntity: [String: [RecordReference]] = [:]
  private var childrenByEntity: [String: [RecordReference]] = [:]
  private var walletsByHolder: [String: [RecordReference]] = [:]
  private var measuresByRecord: [RecordReference: [RecordReference]] = [:]
  private var recordsByWallet: [Wallet: [RecordReference]] = [:]
  private var citersBySource: [String: [RecordReference]] = [:]
  private let dates: [RecordReference: PartialDate]

  /// Reads the shown records of a corpus.
  package init(corpus: Corpus, shown: Set<RecordReference>) {
    var dates: [RecordReference: PartialDate] = [:]
    for collection in Collection.allCases {
      for record in corpus.records(collection) where shown.contains(record.reference) {
        if let date = RecordRelations.date(of: record) { dates[record.reference] = date }
      }
    }
    self.dates = dates
    for collection in Collection.allCases {
      for record in corpus.records(collection) where shown.contains(record.reference) {
        add(record)
      }
    }
    sort(&sanctionsByEntity)
    sort(&incidentsByEntity)
    sort(&measuresByRecord)
    sort(&recordsByWallet)
  }

  package func sanctions(of entity: RecordReference) -> [RecordReference] {
    sanctionsByEntity[entity.id] ?? []
  }

  /// Incidents that an entity is said to have done or suffered, oldest first.
  package func incidents(of entity: RecordReference) -> [RecordReference] {
    incidentsByEntity[entity.id] ?? []
  }

  /// Entities that name this one as their parent, by id.
  package func children(of entity: RecordReference) -> [RecordReference] {
    childrenByEntity[entity.id] ?? []
  }

  /// Wallets that name this entity as their holder, by id.
  package func wallets(of entity: RecordReference) -> [RecordReference] {
    walletsByHolder[entity.id] ?? []
  }

  /// Measures that name an incident or a sanction, oldest first.
  package func measures(naming record: RecordReference) -> [RecordReference] {
    measuresByRecord[record] ?? []
  }

  /// Incidents and sanctions that name a wallet, oldest first.
  package func records(with wallet: Wallet) -> [RecordReference] { recordsByWallet[wallet] ?? [] }

  /// Records that cite a source in their fields, sorted.
  package func citers(of source: RecordReference) -> [RecordReference] {
    citersBySource[source.id] ?? []
  }

  /// The date a record is sorted by.
  package static func date(of record: Record) -> PartialDate? {
    switch record.collection {
    case .incidents: record.item.date("startDate") ?? record.item.date("disclosureDate")
    case .sanctions: record.item.date("listingDate") ?? record.item.date("startDate")
    case .measures: record.item.date("date")
    case .sources: record.item.date("issued")
    case .forums: record.item.date("startDate")
    case .entities, .authorities: nil
    }
  }

  private mutating func add(_ record: Record) {
    let item = record.item
    let reference = record.reference
    switch record.collection {
    case .incidents:
      var named: [String] = []
      for key in ["initiators", "receivers"] {
        for entity in item.items(key).compactMap({ $0.reference("entity")?.id })
        where !named.contains(entity) {
          named.append(entity)
        }
      }
      for entity in named { incidentsByEntity[entity, default: []].append(reference) }
      for wallet in item.wallets("wallets") {
        recordsByWallet[wallet, default: []].append(reference)
      }
    case .sanctions:
      if let entity = item.reference("entity") {
        sanctionsByEntity[entity.id, default: []].append(reference)
      }
      for wallet in item.wallets("wallets") {
        recordsByWallet[wallet, default: []].append(reference)
      }
    case .entities:
      if let parent = item.reference("parent") {
        childrenByEntity[parent.id, default: []].append(reference)
      }
      if let holder = item.reference("holder") {
        walletsByHolder[holder.id, default: []].append(reference)
      }
    case .measures:
      for named in item.references("incidents") + item.references("sanctions") {
        measuresByRecord[named, default: []].append(reference)
      }
    case .sources, .authorities, .forums: break
    }
    for source in SourceReferences.of(item) {
      citersBySource[source.id, default: []].append(reference)
    }
  }

  private func sort<Key>(_ index: inout [Key: [RecordReference]]) {
    for key in index.keys {
      index[key]?.sort { left, right in
        switch (dates[left], dates[right]) {
        case (let first?, let second?) where first != second: first < second
        case (.some, nil): true
        case (nil, .some): false
        default: left < right
        }
      }
    }
  }
}

/// The sources that a record's fields rest on.
package enum SourceReferences {
  /// Its own and its nested items' sources, and the document it quotes; each once, as written.
  package static func of(_ item: Item) -> [RecordReference] {
    var seen: Set<RecordReference> = []
    var result: [RecordReference] = []
    collect(item, into: &result, seen: &seen)
    return result
  }

  private static func collect(
    _ item: Item, into result: inout [RecordReference], seen: inout Set<RecordReference>
  ) {
    for field in item.fields {
      switch field.value {
      case .reference(let reference) where reference.collection == .sources:
        if seen.insert(reference).inserted { result.append(reference) }
      case .item(let nested): collect(nested, into: &result, seen: &seen)
      case .list(let values):
        for value in values {
          switch value.value {
          case .reference(let reference) where reference.collection == .sources:
            if seen.insert(reference).inserted { result.append(reference) }
          case .item(let nested): collect(nested, into: &result, seen: &seen)
          default: break
          }
        }
      default: break
      }
    }
  }
}
