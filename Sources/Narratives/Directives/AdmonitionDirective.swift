internal import Diagnostics
internal import MarkdownTree

/// `recommendation`, `keymessage`, `ifraised`, `qa`, `note`, `warning`: titled passages.
enum AdmonitionDirective {
  static let definitions: [DirectiveDefinition] = [
    "recommendation", "keymessage", "ifraised", "qa", "note", "warning",
  ].map { name in
    DirectiveDefinition(
      name, argument: name == "qa" ? .requiredTitle : .title, holdsText: true
    ) { directive, _, page in
      let title = page.title(of: directive)
      let blocks = page.compile(directive.body)
      if citing.contains(name), !NarrativeUses(directive).hasCitation {
        page.report(.uncitedLine(directive.name))
      }
      return .admonition(kind: name, title: title, blocks)
    }
  }

  /// Lines that are spoken in public: each cites a source.
  private static let citing: Set<String> = ["keymessage", "ifraised"]
}
