package import Diagnostics
internal import Editions
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

  /// A file's text, and nothing where there is none.
  func text(_ path: String) -> String {
    files[path].map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }
}

/// Lays out one compiled pack: every page, the whole-pack files, tables and the snapshot.
package struct SiteRenderer: Sendable {
  package let templates: TemplateFiles
  /// The tool and its version, as footers name it.
  package let toolVersion: String
  /// Images by path from the project's root, as `Pack.assets` lists them.
  package let assets: [String: [UInt8]]
  private let engine: Checked<TemplateEngine>

  package init(
    templates: TemplateFiles, toolVersion: String = "Dossier", assets: [String: [UInt8]] = [:],
    shapes: TemplateShapes? = nil
  ) {
    self.templates = templates
    self.toolVersion = toolVersion
    self.assets = assets
    var engine = TemplateEngine.load(templates)
    engine.value.shapes = shapes
    self.engine = engine
  }

  /// The files of one pack in one language, sorted by path under `LANGUAGE/PACK/`.
  ///
  /// `languages` are those the pack is built in, for the switch between them; `shownElsewhere`
  /// names the records that have pages in each other language, so that the switch leads there.
  /// `printer` is given the pack before its cover is written, and the cover offers what it makes.
  package func render(
    _ pack: CompiledPack, compiler: NarrativeCompiler, languages: [String], jobs: Int,
    shownElsewhere: [String: Set<RecordReference>] = [:], printer: PackPrinter? = nil
  ) async -> Checked<[RenderedFile]> {
    let renderer = renderer(
      of: pack, compiler: compiler, languages: languages, jobs: jobs,
      shownElsewhere: shownElsewhere, printer: printer)
    return await checked(renderer) { await $0.render() }
  }

  /// The snapshot of one pack in one language, the same bytes as `render` gives, and nothing else.
  package func renderSnapshot(
    of pack: CompiledPack, compiler: NarrativeCompiler, jobs: Int
  ) async -> Checked<[RenderedFile]> {
    await checked(renderer(of: pack, compiler: compiler, jobs: jobs)) { await $0.renderSnapshot() }
  }

  /// The pages of one pack in one language, to be laid out one by one.
  package func pages(
    of pack: CompiledPack, compiler: NarrativeCompiler, languages: [String],
    shownElsewhere: [String: Set<RecordReference>]
  ) -> PagesOnDemand {
    PagesOnDemand(
      renderer(
        of: pack, compiler: compiler, languages: languages, jobs: 1,
        shownElsewhere: shownElsewhere))
  }

  /// What makes the files of a pack whose clearances are reviewed.
  private func renderer(
    of pack: CompiledPack, compiler: NarrativeCompiler, languages: [String] = [], jobs: Int,
    shownElsewhere: [String: Set<RecordReference>] = [:], printer: PackPrinter? = nil
  ) -> Checked<PackRenderer> {
    let review = ClearanceReview(pack)
    var pack = pack
    pack.clearances = review.inForce
    let settings = FrameSettings(
      tool: toolVersion, languages: languages, languageNames: LanguageNames.table,
      shownElsewhere: shownElsewhere, digest: "")
    let context = RenderingContext(pack: pack)
    return Checked(
      PackRenderer(
        context: context, engine: engine.value, settings: settings,
        compiler: compiler, templates: templates, images: images(of: pack.edition.pack),
        jobs: jobs, printer: printer),
      engine.diagnostics + review.diagnostics + CoverText(context: context).diagnostics)
  }

  private func checked(
    _ renderer: Checked<PackRenderer>,
    _ render: (PackRenderer) async -> Checked<[RenderedFile]>
  ) async -> Checked<[RenderedFile]> {
    var rendered = await render(renderer.value)
    rendered.diagnostics = (renderer.diagnostics + rendered.diagnostics).sortedByPlace()
    return rendered
  }

  /// The pack's images, of which selection left those shown, by path from its own folder:
  /// `assets/map.png`.
  private func images(of pack: Pack) -> [String: [UInt8]] {
    var images: [String: [UInt8]] = [:]
    for path in pack.assets {
      guard let bytes = assets[path] else { continue }
      let parts = path.utf8.split(separator: UInt8(ascii: "/"))
      guard let start = parts.lastIndex(where: { $0.elementsEqual("assets".utf8) }) else {
        continue
      }
      let short = parts[start...].map { String(decoding: $0, as: UTF8.self) }
      images[short.joined(separator: "/")] = bytes
    }
    return images
  }

  /// The edition's front page: its packs by title, in each language.
  package func renderIndex(
    of packs: [CompiledPack], settings: ProjectSettings
  ) -> Checked<[RenderedFile]> {
    let page = EditionIndex(
      packs: packs, settings: settings, engine: engine.value, tool: toolVersion)
    let rendered = page.render()
    guard !packs.isEmpty else { return Checked([], engine.diagnostics) }
    let style = RenderedFile(
      path: "assets/site.css", bytes: Array(templates.text("assets/site.css").utf8),
      marking: .clear)
    return Checked(
      [style, RenderedFile(path: "index.html", bytes: rendered.value, marking: page.marking)],
      (engine.diagnostics + rendered.diagnostics).sortedByPlace())
  }
}

/// What languages call themselves.
enum LanguageNames {
  static let table: [String: String] = [
    "ar": "العربية", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "en": "English",
    "es": "Español", "fi": "Suomi", "fr": "Français", "it": "Italiano", "ja": "日本語",
    "ko": "한국어", "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "pt": "Português",
    "sv": "Svenska", "uk": "Українська", "zh": "中文",
  ]
}
