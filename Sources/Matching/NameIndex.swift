package import Records

/// The names of entities, found by what they share with another.
package struct NameIndex: Sendable {
  /// One name of an entity.
  struct Entry: Sendable {
    let entity: RecordReference
    let name: ComparableName
    /// What agreement with it is worth: a weak alias says less than a name.
    let weight: Double
    let kind: String
  }

  private var entries: [Entry] = []
  private var sizes: [Int] = []
  private var byPair: [UInt16: [Int32]] = [:]

  package init(_ records: some Sequence<Record>) {
    for record in records {
      for (text, weight, kind) in NameIndex.names(of: record) {
        let name = ComparableName(text)
        let pairs = NameIndex.pairs(of: name)
        for pair in pairs { byPair[pair, default: []].append(Int32(entries.count)) }
        sizes.append(pairs.count)
        entries.append(
          Entry(entity: record.reference, name: name, weight: weight, kind: kind))
      }
    }
  }

  /// Every name of an entity once, the strongest kind first.
  static func names(of record: Record) -> [(text: String, weight: Double, kind: String)] {
    var seen: Set<String> = []
    var result: [(String, Double, String)] = []
    func add(_ texts: [String], _ weight: Double, _ kind: String) {
      for text in texts where seen.insert(text).inserted { result.append((text, weight, kind)) }
    }
    add(record.item.localized("name")?.entries.map(\.text) ?? [], 1, "name")
    add(record.item.texts("alias"), 1, "alias")
    add(record.item.texts("previousName"), 0.98, "former name")
    add(record.item.texts("weakAlias"), 0.9, "weak alias")
    return result
  }

  /// How a name compares with each entity that has one like it, best first.
  package func matches(
    _ name: ComparableName, least: Int
  ) -> [(entity: RecordReference, comparison: NameComparison)] {
    var shared: [Int32: Int] = [:]
    let pairs = NameIndex.pairs(of: name)
    for pair in pairs {
      for index in byPair[pair] ?? [] { shared[index, default: 0] += 1 }
    }
    var best: [RecordReference: NameComparison] = [:]
    for (index, count) in shared {
      let position = Int(index)
      // Names that share less than a quarter of their pairs are never alike enough.
      guard count * 4 >= min(pairs.count, sizes[position]) else { continue }
      let entry = entries[position]
      let comparison = NameComparison(
        name, entry.name, floor: (Double(least) - 0.6) / 100 / entry.weight)
      let reason = "\(entry.kind) '\(entry.name.text)': \(comparison.reason)"
      let weighed = comparison.weighed(entry.weight, reason)
      guard weighed.score >= least else { continue }
      if let present = best[entry.entity],
        present > weighed || (present == weighed && present.reason <= reason)
      {
        continue
      }
      best[entry.entity] = weighed
    }
    return best.map { ($0.key, $0.value) }.sorted {
      $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0
    }
  }

  /// Neighbouring letters of a name in all its spellings.
  private static func pairs(of name: ComparableName) -> Set<UInt16> {
    var result: Set<UInt16> = []
    for spelling in [name.plain] + name.folds.values {
      var previous: UInt8 = 0
      for byte in spelling.straight {
        if previous != 0 { result.insert(UInt16(previous) << 8 | UInt16(byte)) }
        previous = byte
      }
    }
    return result
  }
}
