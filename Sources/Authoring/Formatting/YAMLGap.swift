/// What stands between two values of a YAML file: comments and blank lines.
struct YAMLGap {
  struct Line {
    enum Kind: Equatable {
      case blank
      /// Text from `#` to the line's end.
      case comment(String)
    }

    var kind: Kind
    /// The count of bytes before it on its line.
    var column: Int
  }

  /// The comment behind what stands before the gap, on the same line.
  private(set) var trailing: String?
  /// Lines of their own, in order; several blank ones count as one.
  private(set) var lines: [Line] = []

  /// Reads the bytes between the end of one value and the start of the next; dashes, colons and
  /// brackets of the values' own lines are passed over.
  init(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    var index = start
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    var isFirst = true
    var sawText = true
    while index < end {
      switch bytes[index] {
      case 0x0A:
        if !isFirst, !sawText { append(.init(kind: .blank, column: 0)) }
        isFirst = false
        sawText = false
        index += 1
        lineStart = index
      case UInt8(ascii: "#") where index == lineStart || bytes[index - 1] <= 0x20:
        let column = index - lineStart
        var stop = index
        while stop < end, bytes[stop] != 0x0A { stop += 1 }
        var last = stop
        while last > index, bytes[last - 1] <= 0x20 { last -= 1 }
        let text = String(decoding: bytes[index..<last], as: UTF8.self)
        if isFirst, trailing == nil {
          trailing = text
        } else {
          append(.init(kind: .comment(text), column: column))
        }
        sawText = true
        index = stop
      default:
        if bytes[index] > 0x20 { sawText = true }
        index += 1
      }
    }
  }

  private mutating func append(_ line: Line) {
    if line.kind == .blank, lines.last?.kind == .blank { return }
    lines.append(line)
  }

  /// Every comment, in order.
  var comments: [String] {
    (trailing.map { [$0] } ?? [])
      + lines.compactMap { if case .comment(let text) = $0.kind { text } else { nil } }
  }

  /// Takes the lines from the first that stands at or left of `column`: those before it belong to
  /// what is indented deeper, above the gap.
  mutating func takeDeeper(than column: Int) -> [Line] {
    let split =
      lines.firstIndex { line in
        if case .comment = line.kind { line.column <= column } else { false }
      } ?? lines.lastIndex { if case .comment = $0.kind { true } else { false } }.map { $0 + 1 }
      ?? 0
    var deeper = Array(lines[..<split])
    var rest = Array(lines[split...])
    // A blank line before the outer comment parts the two.
    while deeper.last?.kind == .blank { rest.insert(deeper.removeLast(), at: 0) }
    if !deeper.contains(where: { $0.kind != .blank }) { return [] }
    lines = rest
    return deeper
  }
}
