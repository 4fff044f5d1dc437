import Diagnostics
import Records

/// A map whose keys are a closed list, such as `pack.yaml`: unknown ones are reported at once.
struct FormReader {
  let span: SourceSpan
  private let pairs: [YAMLPair]

  /// Nil where the node is no map.
  init?(_ node: YAMLNode, _ thing: String, keys: [String], _ values: inout ValueReader) {
    guard let pairs = node.pairs else {
      values.report(.wrongType(thing, wants: "a map", node))
      return nil
    }
    self.pairs = pairs
    span = pairs.first?.key.span ?? node.span
    for pair in pairs where !keys.contains(pair.key.value) {
      values.report(.unknownField(pair.key, in: thing, among: keys))
    }
  }

  /// The value of a key that is given and not absent.
  subscript(key: String) -> YAMLNode? {
    guard let value = pairs.first(where: { $0.key.value == key })?.value, !value.isAbsent else {
      return nil
    }
    return value
  }

  /// The value of `marking`, which is never absent once its key is given.
  var marking: YAMLNode? { pairs.first { $0.key.value == "marking" }?.value }

  func keySpan(_ key: String) -> SourceSpan? {
    pairs.first { $0.key.value == key }?.key.span
  }

  /// The value of a key that must be given.
  func required(_ key: String, of thing: String, _ values: inout ValueReader) -> YAMLNode? {
    if let node = self[key] { return node }
    values.report(.missingField(key, of: thing, at: keySpan(key) ?? span))
    return nil
  }
}

extension ValueReader {
  /// Several values, or one for a list of one.
  func items(_ node: YAMLNode) -> [YAMLNode] { node.items ?? [node] }

  /// Reads an own label and reads on at the stricter of it and what is in force.
  mutating func enterMarking(_ node: YAMLNode?) -> Marking? {
    guard let node else { return nil }
    // Findings about the label itself must not fall below what it may have meant.
    let label = marking(node)
    marking = max(marking, label ?? .red)
    return label ?? .red
  }

  /// The entries of a map of ids: figures, claims, terms, editions.
  mutating func named(_ node: YAMLNode, _ thing: String) -> [(id: Located<String>, node: YAMLNode)]
  {
    guard let pairs = node.pairs else {
      report(.wrongType(thing, wants: "a map of names", node))
      return []
    }
    var found: [(id: Located<String>, node: YAMLNode)] = []
    for pair in pairs {
      if Identifier.isValid(pair.key.value) {
        found.append((pair.key, pair.value))
      } else {
        report(.malformedIdentifier(pair.key.value, at: pair.key.span))
      }
    }
    return found
  }

  mutating func reference(
    _ node: YAMLNode, _ field: String, _ collection: Records.Collection
  ) -> Located<RecordReference>? {
    identifier(node, field).map { Located(RecordReference(collection, $0), at: node.span) }
  }
}
