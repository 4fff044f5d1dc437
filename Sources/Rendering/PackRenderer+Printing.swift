internal import Diagnostics
internal import Digests
internal import Editions
internal import Narratives
internal import Records

extension PackRenderer {
  /// The pack as programs that print it take it: with the styles of paper, and nothing outside.
  func printable(
    _ whole: [[UInt8]], _ entries: [any Page], _ book: BookWriter, digits: [UInt8],
    _ highest: Marking
  ) -> PrintableBook {
    var pieces = whole
    for index in pieces.indices { DigestSlot.fill(&pieces[index], with: digits) }
    let sections = entries.compactMap { $0 as? SectionPage }
    let style = PrintStyle(context: context, markings: [])
    if let head = pieces.first {
      let paper =
        templates.text("assets/book.css") + PrintStyle.withoutInnerLabels
        + style.pageReferences + style.tabs(of: sections, marking: highest)
      pieces[0] = HeadInsertion.inserted(element(paper), in: head)
    }
    var summaries: [PrintableSummary] = []
    for page in sections where page.section.kind == "summary" {
      let writer = book.writer(page, for: .page)
      var markup = book.frames.file(
        of: page, body: book.frames.body(of: page, writer: writer)
      ).value
      DigestSlot.fill(&markup, with: digits)
      summaries.append(
        PrintableSummary(
          file: page.path + ".pdf", marking: page.marking,
          markup: HeadInsertion.inserted(
            element(self.style(for: [page.marking]) + PrintStyle.withoutInnerLabels), in: markup)))
    }
    return PrintableBook(
      folder: folder, marking: highest, whole: pieces, summaries: summaries,
      summaryIDs: Set(sections.filter { $0.section.kind == "summary" }.map(\.path)),
      language: context.language, isLetter: context.pack.edition.pack.paper == "letter",
      headLine: style.headLine, dateLine: style.dateLine, description: description(digits),
      date: context.pack.edition.asOf?.earliest)
  }

  private func description(_ digits: [UInt8]) -> BookDescription {
    let snapshot = folder + String(decoding: digits, as: UTF8.self)
    return BookDescription(
      title: InlineText.plain(context.pack.title),
      identifier: NameUUID(of: snapshot, in: .urls).description,
      date: context.pack.edition.asOf?.earliest,
      contentsTitle: context.strings("page.contents"),
      style: templates.text("assets/site.css") + templates.text("assets/charts.css"))
  }

  private func element(_ style: String) -> String {
    "<style>\(BookWriter.harmless(style))</style>"
  }
}
