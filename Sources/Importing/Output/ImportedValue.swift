/// A value of an imported record, as a file of records holds it.
package indirect enum ImportedValue: Sendable, Equatable {
  case text(String)
  case list([ImportedValue])
  /// Keys in the order they are written.
  case map([Member])

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: ImportedValue

    package init(_ key: String, _ value: ImportedValue) {
      self.key = key
      self.value = value
    }
  }

  /// The same value with keys sorted and lists of one undone: what two spellings of it share.
  var comparable: ImportedValue {
    switch self {
    case .text: self
    case .list(let items):
      items.count == 1 ? items[0].comparable : .list(items.map(\.comparable))
    case .map(let members):
      .map(
        members.map { Member($0.key, $0.value.comparable) }
          .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }
  }

  package subscript(key: String) -> ImportedValue? {
    guard case .map(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }

  /// Whether a text in it has more bytes than `limit`.
  func isLong(_ limit: Int) -> Bool {
    switch self {
    case .text(let text): text.utf8.count > limit
    case .list(let items): items.contains { $0.isLong(limit) }
    case .map(let members): members.contains { $0.value.isLong(limit) }
    }
  }

  /// The texts of a list, or of a single value.
  package var texts: [String] {
    if case .list(let items) = self { return items.compactMap(\.text) }
    return text.map { [$0] } ?? []
  }

  /// One line for reports.
  package var line: String {
    switch self {
    case .text(let text): text
    case .list(let items): items.map(\.line).joined(separator: "; ")
    case .map(let members): members.map { "\($0.key): \($0.value.line)" }.joined(separator: ", ")
    }
  }
}

/// Collects the members of a map, leaving out what is absent.
struct MapBuilder {
  private(set) var members: [ImportedValue.Member] = []

  mutating func add(_ key: String, _ text: String?) {
    if let text, !text.isEmpty { members.append(.init(key, .text(text))) }
  }

  mutating func add(_ key: String, _ texts: [String]) {
    if !texts.isEmpty { members.append(.init(key, .list(texts.map(ImportedValue.text)))) }
  }

  mutating func add(_ key: String, maps: [[ImportedValue.Member]]) {
    let kept = maps.filter { !$0.isEmpty }
    if !kept.isEmpty { members.append(.init(key, .list(kept.map(ImportedValue.map)))) }
  }

  mutating func add(_ key: String, map: [ImportedValue.Member]) {
    if !map.isEmpty { members.append(.init(key, .map(map))) }
  }
}
