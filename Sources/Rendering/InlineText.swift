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

  /// Whether text begins with a sign that belongs to the word before it: no blank parts the two.
  static func startsWithStop(_ inlines: [ProseInline]) -> Bool {
    switch plain(inlines).utf8.first {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: ")"), UInt8(ascii: "!"), UInt8(ascii: "?"):
      true
    default: false
    }
  }

  /// Whether a label after these bytes would be glued to a word.
  static func endsInWord(_ bytes: [UInt8]) -> Bool {
    switch bytes.last {
    case nil, UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: ">"), UInt8(ascii: "("),
      UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["):
      false
    default: true
    }
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
        if endsInWord(Array(result.utf8.suffix(1))) { result += " " }
        result += marking.label + (startsWithStop(content) ? "" : " ")
        append(content, to: &result)
      case .image(_, _, let alternative): result += alternative
      case .html, .footnote: break
      case .number(let number): result += number.display
      case .citation(let citation): result += citation.leadText
      }
    }
  }
}

extension [ProseInline] {
  /// The same text without a full stop at its end.
  var withoutStop: [ProseInline] {
    var result = self
    switch last {
    case .text(let text) where text.utf8.last == UInt8(ascii: "."):
      result[count - 1] = .text(String(decoding: text.utf8.dropLast(), as: UTF8.self))
    case .foreign(let language, let content):
      result[count - 1] = .foreign(language: language, content.withoutStop)
    default: break
    }
    return result
  }
}
