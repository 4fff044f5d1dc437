package import Diagnostics

/// One inline element.
///
/// Leaves that diagnostics point at carry their place.
package indirect enum Inline: Sendable, Equatable {
  /// Plain text, entities and escapes resolved.
  case text(Located<String>)
  case softBreak
  case lineBreak
  case code(Located<String>)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link(Link)
  case image(Image)
  /// Raw HTML: a diagnostic by the time anyone renders, kept for specification tests.
  case html(Located<String>)
  case footnoteReference(label: String, span: SourceSpan)
  case role(Role)
  case citation(Citation)

  package struct Link: Sendable, Equatable {
    /// As cmark gives it, percent-encoding untouched.
    package var destination: Located<String>
    package var title: String
    package var content: [Inline]

    package init(destination: Located<String>, title: String, content: [Inline]) {
      self.destination = destination
      self.title = title
      self.content = content
    }
  }

  package struct Image: Sendable, Equatable {
    package var source: Located<String>
    package var title: String
    /// The alternative text, markup removed.
    package var alternative: String

    package init(source: Located<String>, title: String, alternative: String) {
      self.source = source
      self.title = title
      self.alternative = alternative
    }
  }
}

/// A MyST role: `` {name}`content` ``, or `` {name:variant}`content` ``.
package struct Role: Sendable, Equatable {
  /// The name before the colon, with its span inside the braces.
  package var name: Located<String>
  /// The part after the colon: `range`, `usd`, `amber`.
  package var variant: Located<String>?
  /// The whole content of the code span.
  package var content: Located<String>
  /// The text shown, of `text <target>`; nil where the content is the target alone.
  package var text: Located<String>?
  /// The last `<…>` of the content, else the whole content.
  package var target: Located<String>
  /// The content read as narrative; only of `marked`, whose span may hold more roles.
  package var narrative: [Inline]
  /// From `{` to the closing backticks.
  package var span: SourceSpan

  package init(
    name: Located<String>, variant: Located<String>?, content: Located<String>,
    text: Located<String>?, target: Located<String>, narrative: [Inline], span: SourceSpan
  ) {
    self.name = name
    self.variant = variant
    self.content = content
    self.text = text
    self.target = target
    self.narrative = narrative
    self.span = span
  }
}

/// A Pandoc citation: `[see @key, p. 2; @other]`, `@key [p. 3]`, `[-@key]`.
package struct Citation: Sendable, Equatable {
  package var items: [Item]
  /// `@key` in running text, whose name is part of the sentence.
  package var isInText: Bool
  package var span: SourceSpan

  package struct Item: Sendable, Equatable {
    package var key: Located<String>
    package var suppressesAuthor: Bool
    /// Plain text before the key.
    package var prefix: String
    /// `p. 2`, `paras. 3-5`; empty where there is none.
    package var locator: String
    /// Plain text after key and locator.
    package var suffix: String

    package init(
      key: Located<String>, suppressesAuthor: Bool, prefix: String, locator: String,
      suffix: String
    ) {
      self.key = key
      self.suppressesAuthor = suppressesAuthor
      self.prefix = prefix
      self.locator = locator
      self.suffix = suffix
    }
  }

  package init(items: [Item], isInText: Bool, span: SourceSpan) {
    self.items = items
    self.isInText = isInText
    self.span = span
  }
}

extension [Inline] {
  /// The text a reader sees, markup removed, breaks as spaces; roles give their text or target.
  package var plainText: String {
    var result = ""
    appendPlainText(to: &result)
    return result
  }

  private func appendPlainText(to result: inout String) {
    for inline in self {
      switch inline {
      case .text(let text), .code(let text): result += text.value
      case .softBreak, .lineBreak: result += " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.appendPlainText(to: &result)
      case .link(let link): link.content.appendPlainText(to: &result)
      case .image(let image): result += image.alternative
      case .html, .footnoteReference, .citation: break
      case .role(let role):
        if role.narrative.isEmpty {
          result += (role.text ?? role.target).value
        } else {
          role.narrative.appendPlainText(to: &result)
        }
      }
    }
  }
}
