package import Narratives

/// Writes finished narrative as Markdown for code hosts, one sentence a line.
package struct MarkdownWriter: Sendable {
  package let context: RenderingContext
  /// The page's path from the pack's `md` folder, without its ending.
  package let page: String

  package init(context: RenderingContext, page: String) {
    self.context = context
    self.page = page
  }

  package func markdown(_ blocks: [ProseBlock]) -> String { "" }

  package func markdown(_ inlines: [ProseInline]) -> String { "" }
}
