/// How much Markdown one file may hold; `dossier.yaml` may raise each.
package struct MarkdownLimits: Sendable, Equatable {
  package var fileBytes = 256 * 1024
  package var blockBytes = 64 * 1024
  package var blockDepth = 32
  package var inlineDepth = 64
  package var tableColumns = 64
  package var tableCells = 20_000
  /// Link definitions and footnotes together.
  package var definitions = 2_000
  package var directiveDepth = 8
  package var roleDepth = 4

  package init() {}
}
