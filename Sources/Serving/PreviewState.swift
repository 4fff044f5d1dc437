package import Rendering

/// What a preview shows at one moment.
package struct PreviewState: Sendable {
  /// Goes up by one with each change that a reader can see.
  package var generation = 0
  /// The generation that last changed a style sheet.
  package var styleGeneration = 0
  /// Names of the editions, in the project's order.
  package var editions: [String] = []
  /// The last pages that compiled, by path: `public/en/brief/index.html`.
  package var files: [String: RenderedFile] = [:]
  /// What is wrong now, as the terminal shows it; empty where the pages are up to date.
  package var findings = ""

  package init() {}
}
