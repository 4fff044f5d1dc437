package import Diagnostics

/// Parses GitHub Flavored Markdown with roles, directives and citations into values.
package struct MarkdownParser: Sendable {
  package var limits: MarkdownLimits

  package init(limits: MarkdownLimits = MarkdownLimits()) {
    self.limits = limits
  }

  /// Parses a whole text.
  package func parse(_ text: String, origin: TextOrigin) -> Checked<MarkdownDocument> {
    Checked(MarkdownDocument())
  }

  /// Parses text that may hold inline elements only: titles, labels, arguments.
  package func parseInline(_ text: String, origin: TextOrigin) -> Checked<[Inline]> {
    Checked([])
  }
}
