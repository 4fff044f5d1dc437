internal import Diagnostics
package import Narratives

/// The text of finished narrative without its markup.
package enum InlineText {
  /// What a reader sees: breaks as spaces, notes and marks left out.
  package static func plain(_ inlines: [ProseInline]) -> String {
    var result = ""
    append(inlines, to: &result)
    return result
  }

  private static func append(_ inlines: [ProseInline], to result: inout String) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): result += text
      case .softBreak, .lineBreak: result += " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .link(_, _, let content), .term(_, let content), .foreign(_, let content):
        append(content, to: &result)
      case .marked(let marking, let content):
        result += marking.label + " "
        append(content, to: &result)
      case .image(_, _, let alternative): result += alternative
      case .html, .footnote: break
      case .number(let number): result += number.display
      case .citation(let citation): result += citation.leadText
      }
    }
  }
}
