internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Takes narrative apart into the texts that readers see in one piece, each with its marking.
///
/// What is computed, a number or a citation, breaks a text: nobody can know what it says.
struct NarrativeTexts {
  let corpus: Corpus
  let language: String

  func visit(
    _ document: MarkdownDocument, _ marking: Marking, _ visit: (HiddenPhrase) -> Void
  ) {
    self.visit(document.blocks, marking, visit)
    for footnote in document.footnotes {
      visit(
        HiddenPhrase(text: footnote.label, kind: .id, span: footnote.span, marking: marking))
      self.visit(footnote.blocks, marking, visit)
    }
  }

  private func visit(_ blocks: [Block], _ marking: Marking, _ visit: (HiddenPhrase) -> Void) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content):
        self.visit(content, marking, block.span, visit)
      case .quote(let inner): self.visit(inner, marking, visit)
      case .list(let list): for item in list.items { self.visit(item.blocks, marking, visit) }
      case .table(let table):
        for cell in table.header { self.visit(cell, marking, block.span, visit) }
        for row in table.rows { for cell in row { self.visit(cell, marking, block.span, visit) } }
      case .code(let info, let text):
        visit(
          HiddenPhrase(text: info + "\n" + text, kind: .prose, span: block.span, marking: marking))
      case .html(let text):
        visit(HiddenPhrase(text: text, kind: .prose, span: block.span, marking: marking))
      case .directive(let directive): self.visit(directive, at: block.span, marking, visit)
      case .thematicBreak: break
      }
    }
  }

  private func visit(
    _ directive: Directive, at span: SourceSpan, _ marking: Marking,
    _ visit: (HiddenPhrase) -> Void
  ) {
    var marking = marking
    if directive.name.value == "marked" {
      let label = directive.argument.flatMap { Marking(shortForm: $0.value) }
      marking = max(marking, label ?? .red)
    } else {
      self.visit(directive.argumentContent, marking, span, visit)
    }
    for option in directive.options {
      if option.content.holdMarked {
        self.visit(option.content, marking, option.value.span, visit)
      } else {
        let kind: HiddenPhrase.Kind = option.name.value == "name" ? .id : .prose
        visit(
          HiddenPhrase(
            text: option.value.value, kind: kind, span: option.value.span, marking: marking))
      }
    }
    self.visit(directive.body, marking, visit)
  }

  func visit(
    _ content: [Inline], _ marking: Marking, _ span: SourceSpan, _ visit: (HiddenPhrase) -> Void
  ) {
    var text = ""
    append(content, marking, to: &text, visit)
    visit(HiddenPhrase(text: text, kind: .prose, span: span, marking: marking))
  }

  private func append(
    _ content: [Inline], _ marking: Marking, to text: inout String,
    _ visit: (HiddenPhrase) -> Void
  ) {
    for inline in content {
      switch inline {
      case .text(let part), .code(let part), .html(let part): text += part.value
      case .softBreak, .lineBreak: text += " "
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner):
        append(inner, marking, to: &text, visit)
      case .link(let link):
        append(link.content, marking, to: &text, visit)
        for part in [link.destination.value, link.title] {
          visit(
            HiddenPhrase(
              text: part, kind: .prose, span: link.destination.span, marking: marking))
        }
      case .image(let image):
        for part in [image.source.value, image.title, image.alternative] {
          visit(
            HiddenPhrase(text: part, kind: .prose, span: image.source.span, marking: marking))
        }
      case .footnoteReference: text += " "
      case .citation(let citation):
        text += "\n"
        for item in citation.items {
          for part in [item.prefix, item.locator, item.suffix] {
            visit(
              HiddenPhrase(text: part, kind: .prose, span: citation.span, marking: marking))
          }
        }
      case .role(let role): append(role, marking, to: &text, visit)
      }
    }
  }

  private func append(
    _ role: Role, _ marking: Marking, to text: inout String, _ visit: (HiddenPhrase) -> Void
  ) {
    if role.name.value == "marked" {
      let label = role.variant.flatMap { Marking(shortForm: $0.value) } ?? .red
      if label > marking {
        self.visit(role.narrative, label, role.span, visit)
      } else {
        append(role.narrative, marking, to: &text, visit)
      }
      return
    }
    if let written = role.text {
      text += written.value
    } else if let collection = Collection(name: role.name.value),
      let title = corpus[RecordReference(collection, role.target.value)]?.title
    {
      text += title.text(in: language, default: language).text
    } else {
      text += "\n"
      visit(
        HiddenPhrase(
          text: role.target.value, kind: .prose, span: role.span, marking: marking))
    }
  }
}
