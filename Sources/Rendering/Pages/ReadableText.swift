internal import Diagnostics
internal import MarkdownTree
internal import Narratives

extension [ProseInline] {
  /// The same text for another page: without notes, whose lists stay behind, and with links into
  /// its own page leading back there.
  func copied(fromSection section: String) -> [ProseInline] {
    var result: [ProseInline] = []
    for inline in self {
      switch inline {
      case .emphasis(let content): result.append(.emphasis(content.copied(fromSection: section)))
      case .strong(let content): result.append(.strong(content.copied(fromSection: section)))
      case .strikethrough(let content):
        result.append(.strikethrough(content.copied(fromSection: section)))
      case .link(let target, let title, let content):
        result.append(
          .link(
            target: target.copied(fromSection: section), title: title,
            content: content.copied(fromSection: section)))
      case .term(let id, let content):
        result.append(.term(id: id, content: content.copied(fromSection: section)))
      case .marked(let marking, let content):
        result.append(.marked(marking, content.copied(fromSection: section)))
      case .foreign(let language, let content):
        result.append(.foreign(language: language, content.copied(fromSection: section)))
      case .citation(let citation) where !citation.leadText.isEmpty:
        result.append(.text(citation.leadText))
      case .citation, .footnote: result.dropTrailingSpace()
      case .text, .softBreak, .lineBreak, .code, .image, .html, .number: result.append(inline)
      }
    }
    return result
  }

  /// Leaves no gap where a note stood.
  mutating func dropTrailingSpace() {
    switch last {
    case .softBreak, .lineBreak: removeLast()
    case .text(let text):
      guard text.utf8.last == UInt8(ascii: " ") else { break }
      self[count - 1] = .text(String(decoding: text.utf8.dropLast(), as: UTF8.self))
    default: break
    }
  }
}

extension LinkTarget {
  fileprivate func copied(fromSection section: String) -> LinkTarget {
    guard case .here(let fragment) = self else { return self }
    return .section(name: section, fragment: fragment)
  }
}

extension [Inline] {
  /// The text of narrative that was never compiled: titles of editions and of the project.
  var readableText: String {
    map { inline -> String in
      switch inline {
      case .text(let text), .code(let text): text.value
      case .softBreak, .lineBreak: " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.readableText
      case .link(let link): link.content.readableText
      case .image(let image): image.alternative
      // A passage reads as what it says, behind the blank it may start with.
      case .role(let role) where !role.narrative.isEmpty:
        (role.content.value.utf8.first == UInt8(ascii: " ") ? " " : "")
          + role.narrative.readableText
      case .role(let role): (role.text ?? role.content).value
      case .html, .footnoteReference, .citation: ""
      }
    }.joined()
  }
}

extension String {
  /// The text up to the end of its first sentence.
  ///
  /// A stop ends a sentence where a space and a capital or a digit follow.
  var firstSentence: String {
    let bytes = Array(utf8)
    for index in bytes.indices.dropLast(2) {
      guard [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(bytes[index]),
        bytes[index + 1] == UInt8(ascii: " "), index > 2,
        !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[index - 1])
      else { continue }
      let next = bytes[index + 2]
      if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next) || next >= 0xC3 {
        return String(decoding: bytes[...index], as: UTF8.self)
      }
    }
    return self
  }

  /// How many words it has, split at spaces.
  var wordCount: Int { utf8.split { $0 == 0x20 || $0 == 0x0A }.count }
}
