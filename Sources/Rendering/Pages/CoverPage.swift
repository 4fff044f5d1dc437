internal import Diagnostics
internal import Editions
internal import Figures
internal import MarkdownTree
internal import Narratives
internal import Records

/// A file of the pack that the cover offers, with its size.
struct Download: Sendable {
  var path: String
  /// The key of what it is, in the strings.
  var kind: String
  var size: Int
}

/// The first page: what it is, what it permits, the bottom line, what is in it.
struct CoverPage: Page {
  let context: RenderingContext
  /// Sections and annexes in order, with their places.
  let entries: [Entry]
  let marking: Marking
  let downloads: [Download]

  /// One line of the contents.
  struct Entry: Sendable {
    var path: String
    var title: [ProseInline]
    var line: String
    var isAnnex: Bool
  }

  var path: String { "index" }
  var template: String { "cover" }
  var title: [ProseInline] { context.pack.title }

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = PackHead(context: context).values(writer)
    values["titleHTML"] = .html(writer.html(title))
    values["label"] = .plain(marking.label)
    values["labelMeaning"] = .plain(context.strings(marking.stringsKey))
    let edition = context.pack.edition.request.edition
    values["editionHTML"] = .html(writer.html(context.text(of: edition.title)))
    let status = ClearanceStatus(context: context)
    values["statusLabel"] = .plain(status.label)
    values["statusHTML"] = .html(writer.html(status.ofPack))
    setForum(&values, writer)
    setSummary(&values, writer)
    setEntries(&values, writer)
    setCounts(&values, writer)
    setTerms(&values, writer)
    setDownloads(&values, writer)
    return values
  }

  private func setForum(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    let reference = context.pack.edition.pack.forum?.value
    let forum = reference.flatMap { context.corpus[$0] }
    values["forumHTML"] = .html(writer.html(forum.map { context.name(of: $0.reference) } ?? []))
    let place = forum?.item.localized("place")
    values["placeHTML"] = .html(writer.html(place.map(context.inlines) ?? []))
    values["datesHTML"] = .html(writer.html(context.dates(of: forum)))
  }

  private func setSummary(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    var options = writer.options
    options.hasAnchors = false
    let copier = writer.with(options)
    let text = CoverText(context: context)
    let summary = text.summary
    let bottomLine = text.bottomLine.map { [ProseBlock(id: "", kind: .paragraph($0))] } ?? []
    let keyFigures = summary?.text.blocks.lazy.compactMap { block -> ProseBlock? in
      guard case .keyFigures(let figures) = block.kind, !figures.isEmpty else { return nil }
      return ProseBlock(id: "", kind: .keyFigures(Array(figures.prefix(4))))
    }.first
    for (name, blocks) in [
      ("bottomLine", bottomLine), ("keyFigures", keyFigures.map { [$0] } ?? []),
      ("decisions", summary.map(decisions) ?? []),
    ] {
      values[name + "HTML"] = .html(copier.html(blocks))
      values[name + "ID"] = .plain(writer.id(name))
    }
  }

  /// What readers are asked to decide: the summary's recommendations, or else those of the first
  /// section that has any.
  private func decisions(_ summary: CompiledSection) -> [ProseBlock] {
    var sections = [summary]
    for case .section(let section) in context.pack.contents { sections.append(section) }
    for section in sections where section.language == context.language {
      let links = section.text.blocks.compactMap { block -> ProseBlock? in
        guard case .admonition("recommendation", let title, _) = block.kind, !title.isEmpty else {
          return nil
        }
        let link = ProseInline.link(
          target: .section(name: section.name, fragment: block.id), title: "",
          content: title.copied(fromSection: section.name))
        return ProseBlock(id: "", kind: .paragraph([link]))
      }
      if !links.isEmpty { return links }
    }
    return []
  }

  private func setEntries(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    let status = ClearanceStatus(context: context)
    func list(_ isAnnex: Bool) -> [TemplateRecord] {
      entries.filter { $0.isAnnex == isAnnex }.map { entry in
        TemplateRecord([
          "entryURL": .url(writer.url(ofPage: entry.path)),
          "entryHTML": .html(writer.with(.inert).html(entry.title)),
          "entryStatusHTML": .html(
            writer.html(isAnnex ? [] : status.inlines(of: entry.path))),
          "lineHTML": .html(TrustedHTML(escaping: entry.line)),
        ])
      }
    }
    let annexes = list(true)
    values["packContentsID"] = .plain(writer.id("contents"))
    values["entries"] = .list(list(false))
    values["hasAnnexes"] = .flag(!annexes.isEmpty)
    values["annexes"] = .list(annexes)
  }

  private func setCounts(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    var counts: [Collection: Int] = [:]
    for reference in context.pack.shown { counts[reference.collection, default: 0] += 1 }
    let shown: [Collection] = [.incidents, .sanctions, .entities, .measures, .sources]
    let records = shown.compactMap { collection -> TemplateRecord? in
      guard let count = counts[collection], count > 0 else { return nil }
      let text = context.formatter.display(
        value: ExactDecimal(count), low: nil, high: nil, unit: nil, form: .full)
      return TemplateRecord([
        "countLabel": .plain(context.strings("page.counts-of.\(collection.rawValue)")),
        "count": .plain(text),
      ])
    }
    values["hasCounts"] = .flag(!records.isEmpty)
    values["countsID"] = .plain(writer.id("counts"))
    values["counts"] = .list(records)
  }

  private func setTerms(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    values["termsID"] = .plain(writer.id("terms"))
    values["termsHTML"] = .html(writer.glossaryHTML(context.pack.terms))
  }

  private func setDownloads(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    let shown = writer.isBook ? [] : downloads
    values["hasDownloads"] = .flag(!shown.isEmpty)
    values["downloadsID"] = .plain(writer.id("downloads"))
    values["downloads"] = .list(
      shown.map { download in
        TemplateRecord([
          "downloadURL": .url(writer.url(ofFile: download.path)),
          "downloadName": .plain(download.path),
          "downloadKind": .plain(context.strings("page.files.\(download.kind)")),
          "downloadSize": .plain(size(download.size)),
        ])
      })
  }

  /// Kilobytes or megabytes of a thousand, to one digit: a reader wants to know whether a file is
  /// large, and a size to the byte would move with every word.
  private func size(_ bytes: Int) -> String {
    var step = 1000
    while bytes / step >= 10 { step *= 10 }
    let rounded = max(1, (bytes + step / 2) / step) * step
    let (value, unit) =
      rounded < 1_000_000
      ? (ExactDecimal(rounded / 1000), "kB") : (ExactDecimal(rounded / 1_000_000), "MB")
    let number = context.formatter.display(
      value: value, low: nil, high: nil, unit: nil, form: .full)
    return number + "\u{A0}" + unit
  }
}

extension RenderingContext {
  /// When a forum meets: its first and last day together.
  func dates(of forum: Record?) -> [ProseInline] {
    let start = forum?.item.date("startDate")
    let end = forum?.item.date("endDate")
    guard let first = start ?? end else { return [] }
    return [.text(dates.span(first, end ?? first))]
  }

  /// Text of settings that are not part of any pack, with its language where that is another.
  func text(of narrative: LocalizedNarrative?) -> [ProseInline] {
    guard let entry = narrative?.entry(in: language, default: defaultLanguage) else { return [] }
    let text = ProseInline.text(entry.narrative.content.readableText)
    return entry.language == language ? [text] : [.foreign(language: entry.language, [text])]
  }
}
