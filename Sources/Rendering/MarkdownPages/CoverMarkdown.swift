internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records

/// The cover as Markdown: what the pack is and for whom, the bottom line, what is sought, the
/// contents, counts and terms.
struct CoverMarkdown {
  let context: RenderingContext

  func markdown(_ writer: MarkdownWriter) -> String {
    let blocks = writer.markdown(head + brief + contents(writer) + counts)
    guard !context.pack.terms.isEmpty else { return blocks }
    let heading = writer.markdown([.heading(context.strings("page.terms"))])
    let content = RecordContent(context: context)
    let terms = context.pack.terms.map { term in
      "- <a id=\"\(writer.anchor("term-\(term.id)"))\"></a>"
        + writer.markdown(
          context.labelled(InlineText.plain(term.term), content.withoutNotes(term.definition)))
    }
    return blocks + "\n\n" + heading + "\n\n" + terms.joined(separator: "\n")
  }

  /// Forum, place and dates, for whom and from whom, and what it stands for.
  private var head: [ProseBlock] {
    let pack = context.pack
    let strings = context.strings
    var facts: [[ProseInline]] = []
    if let forum = pack.edition.pack.forum.flatMap({ context.corpus[$0.value] }) {
      facts.append(
        context.labelled(context.vocabulary.label("forum"), context.name(of: forum.reference)))
      if let place = forum.item.localized("place") {
        facts.append(context.labelled(strings("page.place"), context.inlines(place)))
      }
      let dates = context.dates(of: forum)
      if !dates.isEmpty { facts.append(context.labelled(strings("page.dates"), dates)) }
    }
    if !pack.audience.isEmpty {
      facts.append(context.labelled(strings("page.for"), pack.audience))
    }
    if !pack.from.isEmpty { facts.append(context.labelled(strings("page.from"), pack.from)) }
    if let day = pack.edition.pack.decisionBy?.value {
      facts.append(context.labelled(strings("page.decisionBy"), [.text(context.dates.text(day))]))
    }
    if let revision = pack.edition.pack.revision {
      facts.append(context.labelled(strings("page.revision"), [.text(revision)]))
    }
    if let date = EditionDate(context: context).labelled { facts.append(date) }
    let edition = context.text(of: pack.edition.request.edition.title)
    if !edition.isEmpty { facts.append(context.labelled(strings("page.edition"), edition)) }
    let status = ClearanceStatus(context: context)
    if !status.ofPack.isEmpty { facts.append(context.labelled(status.label, status.ofPack)) }
    return facts.isEmpty ? [] : [.list(facts)]
  }

  /// Bottom line, decisions and key figures, under headings of their own.
  private var brief: [ProseBlock] {
    let text = CoverText(context: context)
    let parts: [(String, ProseBlock?)] = [
      (context.strings("page.bottomLine"), text.bottomLine.map(ProseBlock.paragraph)),
      (text.decisionsTitle, text.decisions), (context.strings("page.keyFigures"), text.keyFigures),
    ]
    return parts.flatMap { title, block in block.map { [.heading(title), $0] } ?? [] }
  }

  /// Links to the pack's sections, each with its line, and to its annexes.
  private func contents(_ writer: MarkdownWriter) -> [ProseBlock] {
    var sections: [[ProseInline]] = []
    var annexes: [[ProseInline]] = []
    let text = CoverText(context: context)
    for entry in context.pack.contents {
      switch entry {
      case .section(let section):
        var line: [ProseInline] = [
          .link(
            target: .section(name: section.name, fragment: nil), title: "", content: section.title)
        ]
        let first = text.contentsLine(of: section)
        if !first.isEmpty { line += [.lineBreak, .text(first)] }
        let status = ClearanceStatus(context: context).inlines(of: section.name)
        if !status.isEmpty { line += [.lineBreak] + status }
        sections.append(line)
      case .annex(let annex):
        let frame = AnnexFrame(
          context: context, annex: annex, number: 0, neighbours: Neighbours())
        let address =
          writer.isWholePack
          ? "#" + HTMLWriter.anchor(page: frame.path, fragment: nil) : frame.path + ".md"
        annexes.append([.link(target: .url(address), title: "", content: frame.title)])
      }
    }
    var blocks: [ProseBlock] = []
    if !sections.isEmpty {
      blocks += [
        .heading(context.strings("page.contents")), .list(sections, isOrdered: true),
      ]
    }
    if !annexes.isEmpty {
      blocks += [.heading(context.strings("page.annexes")), .list(annexes, isOrdered: true)]
    }
    return blocks
  }

  private var counts: [ProseBlock] {
    let counts = CoverText(context: context).counts
    guard !counts.isEmpty else { return [] }
    return [
      .heading(context.strings("page.counts")),
      .list(counts.map { context.labelled($0.label, [.text($0.number)]) }),
    ]
  }
}

extension ProseBlock {
  static func paragraph(_ content: [ProseInline]) -> ProseBlock {
    ProseBlock(id: "", kind: .paragraph(content))
  }

  static func heading(_ text: String) -> ProseBlock {
    ProseBlock(id: "", kind: .heading(level: 1, content: [.text(text)]))
  }

  /// A list of one paragraph each, without lines between.
  static func list(_ lines: [[ProseInline]], isOrdered: Bool = false) -> ProseBlock {
    ProseBlock(
      id: "",
      kind: .list(
        ProseList(
          isOrdered: isOrdered, start: 1, isTight: true,
          items: lines.map { (blocks: [paragraph($0)], isDone: nil) })))
  }
}
