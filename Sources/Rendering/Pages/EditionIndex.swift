internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records

/// The front page of an edition: its packs by title, a list for each language.
struct EditionIndex {
  let packs: [CompiledPack]
  let settings: ProjectSettings
  let engine: TemplateEngine
  let tool: String

  /// It shows titles of packs, which carry their packs' labels.
  var marking: Marking {
    packs.map(\.edition.pack.marking).max() ?? settings.marking ?? .clear
  }

  func render() -> Checked<[UInt8]> {
    let languages = settings.languages.filter { code in packs.contains { $0.language == code } }
    guard let first = packs.first(where: { $0.language == languages.first }) ?? packs.first else {
      return Checked([])
    }
    let context = RenderingContext(titlesOf: first)
    let writer = HTMLWriter(context: context, page: "index", options: .inert)
    let edition = first.edition.request.edition
    var values = TemplateRecord(strings: first.strings)
    let title = context.text(of: settings.title)
    values["language"] = .plain(first.language)
    values["policy"] = .plain(ContentPolicy.front)
    values["pageTitle"] = .plain(InlineText.plain(title))
    values["titleHTML"] = .html(writer.html(title))
    let editionTitle = context.text(of: edition.title)
    values["editionHTML"] = .html(
      writer.html(editionTitle.isEmpty ? [.text(edition.name)] : editionTitle))
    values["stylesheetURL"] = .url(SafeURL(unchecked: "assets/site.css"))
    values["label"] = .plain(marking.label)
    values["labelClass"] = .plain(marking.cssClass)
    values["handlingHTML"] = .html(writer.html(context.text(of: edition.handling)))
    values["tool"] = .plain(tool)
    values["contact"] = .plain(settings.contact ?? "")
    values["licence"] = .plain(settings.licence ?? "")
    values["digest"] = .plain("")
    values["languages"] = .list(languages.map(languageValues))
    return engine.fill("index", [values])
  }

  private func languageValues(_ language: String) -> TemplateRecord {
    let listed = packs.filter { $0.language == language }
      .map { (key: FoldedName.key(InlineText.plain($0.title)), pack: $0) }
      .sorted { left, right in
        left.key == right.key
          ? left.pack.edition.pack.id < right.pack.edition.pack.id
          : left.key.lexicographicallyPrecedes(right.key)
      }
    return TemplateRecord([
      "code": .plain(language),
      "languageID": .plain("language-\(language)"),
      "languageName": .plain(LanguageNames.table[language] ?? language),
      "packs": .list(listed.map { packValues($0.pack) }),
    ])
  }

  private func packValues(_ pack: CompiledPack) -> TemplateRecord {
    let context = RenderingContext(titlesOf: pack)
    let writer = HTMLWriter(context: context, page: "index", options: .inert)
    let id = pack.edition.pack.id
    return TemplateRecord([
      "packURL": .url(SafeURL(unchecked: "\(pack.language)/\(id)/index.html")),
      "packHTML": .html(writer.html(pack.title)),
      "packID": .plain(id),
      "packLabel": .plain(pack.edition.pack.marking.label),
      "asOfLabel": .plain(context.strings("page.asOf")),
      "asOf": .plain(EditionDate(context: context).date?.description ?? ""),
      "asOfText": .plain(EditionDate(context: context).text ?? ""),
    ])
  }
}
