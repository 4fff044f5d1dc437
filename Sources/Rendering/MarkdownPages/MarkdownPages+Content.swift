internal import Diagnostics
internal import Editions
internal import Figures
internal import Narratives
internal import Records

extension MarkdownPages {
  /// The cover: what the pack is, for whom, its contents and terms.
  var cover: MarkdownPage {
    let context = context
    return MarkdownPage(
      path: "index", title: context.pack.title, marking: context.packMarking, text: nil,
      sources: []
    ) { writer in
      let blocks = writer.markdown(coverBlocks(context, writer))
      let content = RecordContent(context: context)
      let terms = context.pack.terms.map { term in
        "- <a id=\"\(writer.anchor("term-\(term.id)"))\"></a>"
          + writer.markdown(
            context.labelled(InlineText.plain(term.term), content.withoutNotes(term.definition)))
      }
      return terms.isEmpty ? blocks : blocks + "\n\n" + terms.joined(separator: "\n")
    }
  }

  func page(of entry: CompiledEntry) -> MarkdownPage {
    switch entry {
    case .section(let section): page(of: section)
    case .annex(let annex): page(of: annex)
    }
  }

  private func page(of section: CompiledSection) -> MarkdownPage {
    MarkdownPage(
      path: section.name, title: section.title,
      marking: max(context.packMarking, section.marking), text: section.text,
      sources: section.text.citations.map(\.source)
    ) { writer in
      let status = ClearanceStatus(context: writer.context).line(of: section.name)
      let head = status.isEmpty ? [] : [paragraph(status)]
      return writer.markdown(head + section.text.blocks)
    }
  }

  /// A record's page: facts, summary, narrative, parts.
  func page(of record: Record) -> MarkdownPage {
    let narrative = narratives[record.reference]
    return page(
      of: record, RecordPageContent(of: record, narrative: narrative, context: context))
  }

  /// A record's page of what was gathered for it.
  func page(of record: Record, _ content: RecordPageContent) -> MarkdownPage {
    let context = context
    let narrative = content.narrative
    let blocks = blocks(of: content, record, context)
    return MarkdownPage(
      path: record.reference.description, title: context.name(of: record.reference),
      marking: content.marking, text: narrative?.text,
      sources: narrative?.text.citations.map(\.source) ?? [],
      canFork: blocks.allSatisfy { $0.canFork(onPageOf: record.reference) }
    ) { writer in
      writer.markdown(blocks)
    }
  }

  private func page(of annex: CompiledAnnex) -> MarkdownPage {
    let frame = AnnexFrame(
      context: context, annex: annex, number: 0, neighbours: Neighbours())
    let context = context
    return MarkdownPage(
      path: frame.path, title: frame.title, marking: PackPages.marking(of: frame), text: nil,
      sources: []
    ) { writer in
      let purpose = frame.purpose
      let blocks = purpose.isEmpty ? [] : [paragraph([.text(purpose)])]
      let intro = writer.markdown(blocks)
      let body =
        switch annex.content {
        case .figures: FiguresMarkdown(context: context).markdown(writer)
        case .sources: SourcesMarkdown(context: context).markdown(writer)
        default: writer.markdown(annex.content.block.map { [$0.untitled] } ?? [])
        }
      let link = ChartViewMarkdown(context: context, writer: writer).annexLink(name: annex.name)
      return [intro, body, link].filter { !$0.utf8.isEmpty }.joined(separator: "\n\n")
    }
  }
}

private func paragraph(_ content: [ProseInline]) -> ProseBlock {
  ProseBlock(id: "", kind: .paragraph(content))
}

private func heading(_ text: String) -> ProseBlock {
  ProseBlock(id: "", kind: .heading(level: 1, content: [.text(text)]))
}

private func list(_ lines: [[ProseInline]]) -> ProseBlock {
  ProseBlock(
    id: "",
    kind: .list(
      ProseList(
        isOrdered: false, start: 1, isTight: true,
        items: lines.map { (blocks: [paragraph($0)], isDone: nil) })))
}

/// Facts as a list, then summary, narrative and parts under headings of their own.
private func blocks(
  of content: RecordPageContent, _ record: Record, _ context: RenderingContext
) -> [ProseBlock] {
  var blocks: [ProseBlock] = []
  if !content.facts.isEmpty {
    blocks.append(list(content.facts.map { context.labelled($0.label, $0.value) }))
  }
  blocks += content.summary
  if let text = content.narrative?.text, !text.blocks.isEmpty {
    let isIncident = record.collection == .incidents
    blocks.append(
      heading(context.strings(isIncident ? "page.whatHappened" : "page.narrative")))
    blocks += text.blocks.map(\.deepened)
  }
  for part in content.parts {
    blocks.append(heading(part.title))
    blocks += part.blocks
  }
  return blocks
}

private func coverBlocks(
  _ context: RenderingContext, _ writer: MarkdownWriter
) -> [ProseBlock] {
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
  if !pack.audience.isEmpty { facts.append(context.labelled(strings("page.for"), pack.audience)) }
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
  var blocks: [ProseBlock] = facts.isEmpty ? [] : [list(facts)]
  let entries = PackPages(context: context).contentsLinks(writer)
  if !entries.isEmpty {
    blocks.append(heading(strings("page.contents")))
    blocks.append(list(entries))
  }
  if !pack.terms.isEmpty {
    blocks.append(heading(strings("page.terms")))
  }
  return blocks
}

extension ProseBlock {
  /// One level down, below a heading of the page's own.
  fileprivate var deepened: ProseBlock {
    guard case .heading(let level, let content) = kind else { return self }
    return ProseBlock(id: id, kind: .heading(level: level + 1, content: content), depends: depends)
  }

  /// Without the title that the page already shows.
  fileprivate var untitled: ProseBlock {
    var copy = self
    switch kind {
    case .records(var table):
      table.title = []
      copy.kind = .records(table)
    case .coverage(var matrix):
      matrix.title = []
      copy.kind = .coverage(matrix)
    case .timeline(var timeline):
      timeline.title = []
      copy.kind = .timeline(timeline)
    default: break
    }
    return copy
  }
}

extension PackPages {
  /// Links to the pack's sections and annexes, for the cover's list.
  fileprivate func contentsLinks(_ writer: MarkdownWriter) -> [[ProseInline]] {
    context.pack.contents.map { entry in
      switch entry {
      case .section(let section):
        let link = ProseInline.link(
          target: .section(name: section.name, fragment: nil), title: "", content: section.title)
        let status = ClearanceStatus(context: context).inlines(of: section.name)
        return status.isEmpty ? [link] : [link, .text(" – ")] + status
      case .annex(let annex):
        let frame = AnnexFrame(
          context: context, annex: annex, number: 0, neighbours: Neighbours())
        let address =
          writer.isWholePack
          ? "#" + HTMLWriter.anchor(page: frame.path, fragment: nil) : frame.path + ".md"
        return [.link(target: .url(address), title: "", content: frame.title)]
      }
    }
  }

  /// The highest marking of an annex's page.
  fileprivate static func marking(of frame: AnnexFrame) -> Marking {
    PackPages(context: frame.context).page(of: frame).marking
  }
}
