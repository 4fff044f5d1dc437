internal import Diagnostics
internal import Loading
internal import Records

/// What YAML says, and the comments in it: two texts with the same of both may take each other's
/// place.
struct YAMLMeaning: Equatable {
  private(set) var values = ""
  private(set) var comments: [String] = []

  init(_ bytes: [UInt8], _ range: Range<Int>, _ documents: [YAMLNode], _ shape: FieldShape) {
    var cursor = range.lowerBound
    for document in documents {
      append(document, shape)
      values += "\n"
      collect(bytes, document, &cursor)
    }
    comments += YAMLGap(bytes, cursor, max(cursor, range.upperBound)).comments
    comments.sort()
  }

  private mutating func append(_ node: YAMLNode, _ shape: FieldShape) {
    switch node.kind {
    case .scalar(let scalar):
      if node.isAbsent {
        values += "~"
      } else if case .scalar(let type) = shape {
        append(CanonicalScalar.meaning(of: scalar, type))
      } else {
        append(scalar.text)
      }
    case .sequence(let items):
      values += "["
      for item in items { append(item, shape) }
      values += "]"
    case .mapping(let pairs):
      values += "{"
      for index in shape.ordered(pairs) {
        append(pairs[index].key.value)
        append(pairs[index].value, shape.shape(of: pairs[index].key.value, in: pairs))
      }
      values += "}"
    }
  }

  /// Preceded by its length: no two values look alike.
  private mutating func append(_ text: String) {
    values += "\(text.utf8.count):\(text)"
  }

  private mutating func collect(_ bytes: [UInt8], _ node: YAMLNode, _ cursor: inout Int) {
    switch node.kind {
    case .scalar: step(bytes, node.span.start, node.span.end, &cursor)
    case .sequence(let items):
      for item in items { collect(bytes, item, &cursor) }
    case .mapping(let pairs):
      for pair in pairs {
        step(bytes, pair.key.span.start, pair.key.span.end, &cursor)
        collect(bytes, pair.value, &cursor)
      }
    }
  }

  private mutating func step(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ cursor: inout Int
  ) {
    guard start >= cursor else { return }
    comments += YAMLGap(bytes, cursor, start).comments
    cursor = max(cursor, end)
  }
}
