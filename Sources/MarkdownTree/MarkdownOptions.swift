/// What a parse recognises beyond GitHub Flavored Markdown.
package struct MarkdownOptions: Sendable, Equatable {
  /// Keeps raw HTML without a diagnostic, for the specification's examples.
  package var allowsRawHTML = false
  /// Reads bare GitHub Flavored Markdown: no roles, directives, citations or diagnostics.
  package var isPlain = false
  package var knownRoles = MarkdownOptions.standardRoles
  package var knownDirectives = MarkdownOptions.standardDirectives

  /// Whether the text stands where a backslash is itself escaped: in YAML's double quotes.
  package var doublesBackslashes = false

  package init() {}

  /// Bare GitHub Flavored Markdown with raw HTML, as its specification reads it.
  package static var plain: MarkdownOptions {
    var options = MarkdownOptions()
    options.allowsRawHTML = true
    options.isPlain = true
    return options
  }

  package static let standardRoles: Set<String> = [
    "fig", "incident", "entity", "sanction", "measure", "ref", "term", "calc", "claim", "literal",
    "marked",
  ]

  package static let standardDirectives: Set<String> = [
    "keyfigures", "incidents", "sanctions", "measures", "timeline", "table", "chart", "coverage",
    "marked", "only", "recommendation", "keymessage", "ifraised", "qa", "note", "warning",
  ]

  /// The directive options whose values are prose.
  static let narrativeOptions: Set<String> = ["title", "subtitle", "note", "source"]
}
