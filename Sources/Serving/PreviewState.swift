package import Rendering

/// What a preview shows at one moment.
package struct PreviewState: Sendable {
  /// Goes up by one with each change that a reader can see.
  package var generation = 0
  /// The generation that began with the last save: later ones only complete what it showed.
  package var save = 0
  /// The generation that last changed a style sheet.
  package var styleGeneration = 0
  /// Names of the editions, in the project's order.
  package var editions: [String] = []
  /// The last files that compiled, by path: `public/en/brief/index.html`.
  package var files: [String: RenderedFile] = [:]
  /// Pages of the last save that compiled, where `files` are those of an earlier one.
  package var pages: (any PreviewPages)?
  /// What is wrong now, as the terminal shows it; empty where the pages are up to date.
  package var findings = ""
  /// Whether a save is being compiled.
  package var isCompiling = false

  package init() {}
}

/// Pages that are laid out when somebody asks for one.
package protocol PreviewPages: Sendable {
  /// The page at a path such as `public/en/brief/overview.html`, but for what rests on all pages;
  /// nil where there is none, or nothing to say of it before all are laid out.
  func page(_ path: String) async -> RenderedFile?
}
