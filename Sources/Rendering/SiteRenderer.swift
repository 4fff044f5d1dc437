package import Diagnostics
package import Narratives
package import Records

/// Template, style and string files by path under `Templates/`: the built-in ones, overridden by
/// the project's.
package struct TemplateFiles: Sendable {
  /// `html/layout.mustache` → text, where it stands, and whether the project wrote it.
  package var files: [String: SourceFile]

  package init(files: [String: SourceFile]) {
    self.files = files
  }
}

/// Lays out one compiled pack: every page, the whole-pack files, tables and the snapshot.
package struct SiteRenderer: Sendable {
  package let templates: TemplateFiles

  package init(templates: TemplateFiles) {
    self.templates = templates
  }

  /// The files of one pack in one language, sorted by path under `LANGUAGE/PACK/`.
  ///
  /// `languages` are those the pack is built in, for the switch between them.
  package func render(
    _ pack: CompiledPack, compiler: NarrativeCompiler, languages: [String], jobs: Int
  ) async -> Checked<[RenderedFile]> {
    Checked([])
  }

  /// The edition's front page: its packs by title, in each language.
  package func renderIndex(of packs: [CompiledPack], settings: ProjectSettings) -> Checked<
    [RenderedFile]
  > {
    Checked([])
  }
}
