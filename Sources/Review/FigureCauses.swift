/// Which changes moved a figure or turned a claim.
///
/// A row that entered or left names itself where it changed, else what it refers to. A row that
/// stayed counts where one of its changed fields feeds a column that the query reads.
struct FigureCauses {
  let difference: SnapshotDifference

  func causes(
    old: (query: String, records: [String]), new: (query: String, records: [String])
  ) -> [String] {
    var causes: Set<String> = []
    let words = Set(Self.words(of: old.query)).union(Self.words(of: new.query))
    let before = Set(old.records)
    let after = Set(new.records)
    for reference in before.symmetricDifference(after) {
      if difference.changedRecords[reference] != nil {
        causes.insert(reference)
      } else {
        causes.formUnion(neighbours(of: reference))
      }
    }
    for reference in before.intersection(after) {
      guard let changed = difference.changedRecords[reference] else { continue }
      let columns = changed.fields.reduce(into: Set<String>()) {
        $0.formUnion(Self.columns(of: $1))
      }
      if changed.isNewOrGone || !columns.isDisjoint(with: words) { causes.insert(reference) }
    }
    for id in Self.figures(in: old.query) + Self.figures(in: new.query)
    where difference.changedNumbers.contains("figures/\(id)") {
      causes.insert("figures/\(id)")
    }
    if words.contains("under") {
      for (reference, changed) in difference.changedRecords
      where reference.hasPrefix("entities/") && changed.fields.contains("parent") {
        if before != after { causes.insert(reference) }
      }
    }
    guard causes.isEmpty else { return causes.sorted() }
    // Fields that no snapshot holds, then whatever the rows have to do with, then the dates.
    let rows = before.union(after)
    for reference in rows where difference.changedRecords[reference]?.fields.contains("*") == true {
      causes.insert(reference)
    }
    if causes.isEmpty {
      for reference in rows where difference.changedRecords[reference] != nil {
        causes.insert(reference)
      }
    }
    if causes.isEmpty, difference.old.metadata["asOf"] != difference.new.metadata["asOf"] {
      causes.insert("pack/asOf")
    }
    if causes.isEmpty {
      for reference in rows { causes.formUnion(neighbours(of: reference)) }
    }
    return causes.sorted()
  }

  /// Changed records that a row refers to, and the ancestors of these.
  private func neighbours(of reference: String) -> Set<String> {
    var found: Set<String> = []
    var open = [reference]
    var seen: Set<String> = [reference]
    for _ in 0..<8 {
      var next: [String] = []
      for reference in open {
        for snapshot in [difference.old, difference.new] {
          for neighbour in snapshot.references(of: reference)
          where !neighbour.hasPrefix("sources/") && seen.insert(neighbour).inserted {
            if difference.changedRecords[neighbour] != nil { found.insert(neighbour) }
            if neighbour.hasPrefix("entities/") { next.append(neighbour) }
          }
        }
      }
      open = next
    }
    return found
  }

  // MARK: - Queries

  /// The bare words of SQL, texts in quotes left out.
  static func words(of query: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in query {
      if character == "'" {
        isQuoted.toggle()
      } else if !isQuoted, character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The ids in `figure('id')`.
  static func figures(in query: String) -> [String] {
    query.components(between: "figure('", and: "'")
  }

  /// The columns and tables that a field feeds.
  static func columns(of field: String) -> Set<String> {
    var columns: Set<String> = [field]
    switch field {
    case "losses":
      columns.formUnion([
        "lossUSD", "lossLow", "lossHigh", "amount", "amountMin", "amountMax", "amountUSD",
        "currency", "basis", "asset", "preferred", "valuationDate", "recoveredAmount",
      ])
    case "startDate", "disclosureDate": columns.insert("year")
    case "initiators": columns.formUnion(["actor", "entity"])
    case "receivers": columns.formUnion(["victim", "country", "category", "name", "entity"])
    case "attributions":
      columns.formUnion([
        "attributingActor", "attributingCountry", "attributionDate", "attributionBasis",
        "confidence", "contested",
      ])
    case "wallets": columns.formUnion(["address", "wallet", "asset"])
    case "alias", "weakAlias", "previousName": columns.formUnion(["aliases", "kind", "name"])
    case "endDate", "status", "listingDate": columns.insert("inForce")
    case "container-title": columns.insert("containerTitle")
    case "parent": columns.insert("under")
    default: break
    }
    return columns
  }
}

extension String {
  /// The texts that stand between two marks.
  func components(between opening: String, and closing: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: opening) {
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: closing) else { break }
      found.append(String(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return found
  }
}
