package import Narratives

/// Writes finished narrative as HTML, one block element a line.
package struct HTMLWriter: Sendable {
  package let context: RenderingContext
  /// The page's path from the pack's folder, without its ending.
  package let page: String
  /// Put before every id, so that several pages fit in one file; links stay inside that file.
  package let idPrefix: String

  package init(context: RenderingContext, page: String, idPrefix: String = "") {
    self.context = context
    self.page = page
    self.idPrefix = idPrefix
  }

  package func html(_ blocks: [ProseBlock]) -> TrustedHTML {
    TrustedHTML(escaping: "")
  }

  package func html(_ inlines: [ProseInline]) -> TrustedHTML {
    TrustedHTML(escaping: "")
  }
}
