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
    setRecordParts(&values, writer)
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
    let bottomLine = text.bottomLine.map { ProseBlock(id: "", kind: .paragraph($0)) }
    for (name, block) in [
      ("bottomLine", bottomLine), ("keyFigures", text.keyFigures), ("decisions", text.decisions),
    ] {
      values[name + "HTML"] = .html(copier.html(block.map { [$0] } ?? []))
      values[name + "ID"] = .plain(writer.id(name))
    }
    values["decisionsTitle"] = .plain(text.decisionsTitle)
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

  /// Where the records' pages begin in the book, which has no other way to them on paper.
  private func setRecordParts(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    let records = writer.isBook ? PackPages(context: context).records() : []
    var parts: [TemplateRecord] = []
    var collection: Collection?
    for record in records where record.collection != collection {
      collection = record.collection
      let name = context.strings("page.counts-of.\(record.collection.rawValue)")
      parts.append(
        TemplateRecord([
          "recordPartURL": .url(writer.url(ofPage: record.reference.description)),
          "recordPart": .plain(name),
        ]))
    }
    values["hasRecordParts"] = .flag(!parts.isEmpty)
    values["recordParts"] = .list(parts)
  }

  private func setCounts(_ values: inout TemplateRecord, _ writer: HTMLWriter) {
    let records = CoverText(context: context).counts.map { count in
      TemplateRecord(["countLabel": .plain(count.label), "count": .plain(count.number)])
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
