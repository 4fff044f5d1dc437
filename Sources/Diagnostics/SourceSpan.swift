/// A stretch of one input file, in UTF-8 offsets from the file's first byte.
package struct SourceSpan: Hashable, Sendable {
  /// The path from the project's root, with `/` between components.
  package var path: String
  package var start: Int
  /// One past the last byte.
  package var end: Int

  package init(path: String, start: Int, end: Int) {
    self.path = path
    self.start = start
    self.end = max(start, end)
  }

  /// The whole-file span: diagnostics about a file as such stand at its first byte.
  package init(file path: String) {
    self.init(path: path, start: 0, end: 0)
  }
}

extension SourceSpan: Comparable {
  package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    if left.path != right.path { return left.path.utf8.lexicographicallyPrecedes(right.path.utf8) }
    return (left.start, left.end) < (right.start, right.end)
  }
}

/// A value together with the place that states it.
package struct Located<Value> {
  package var value: Value
  package var span: SourceSpan

  package init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = span
  }

  package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
    Located<Other>(transform(value), at: span)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
