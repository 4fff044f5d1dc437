internal import MarkdownTree

/// Tables between pipes, one row a line.
enum TableText {
  static func lines(of table: MarkdownTable) -> [String] {
    let rule = table.header.indices.map { column -> String in
      guard table.alignments.indices.contains(column) else { return "---" }
      return switch table.alignments[column] {
      case .none: "---"
      case .left: ":--"
      case .center: ":-:"
      case .right: "--:"
      }
    }
    return [row(table.header.map(cell)), row(rule)] + table.rows.map { row($0.map(cell)) }
  }

  private static func row(_ cells: [String]) -> String {
    "|" + cells.map { $0.isEmpty ? "  |" : " \($0) |" }.joined()
  }

  /// A pipe is escaped wherever it stands, in code and addresses too.
  private static func cell(_ content: [Inline]) -> String {
    let bytes = InlineText.text(content, in: .line).utf8
      .flatMap { $0 == UInt8(ascii: "|") ? [0x5C, $0] : [$0] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
