internal import Diagnostics
internal import Editions
internal import Figures
internal import Narratives
internal import Records

extension MarkdownPages {
  var cover: MarkdownPage {
    let context = context
    return MarkdownPage(
      path: "index", title: context.pack.title, marking: CoverText(context: context).marking,
      text: nil, sources: []
    ) { writer in
      CoverMarkdown(context: context).markdown(writer)
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
      let head: [ProseBlock] = status.isEmpty ? [] : [.paragraph(status)]
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
      let blocks: [ProseBlock] = purpose.isEmpty ? [] : [.paragraph([.text(purpose)])]
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

/// Facts as a list, then summary, narrative and parts under headings of their own.
private func blocks(
  of content: RecordPageContent, _ record: Record, _ context: RenderingContext
) -> [ProseBlock] {
  var blocks: [ProseBlock] = []
  if !content.facts.isEmpty {
    blocks.append(.list(content.facts.map { context.labelled($0.label, $0.value) }))
  }
  blocks += content.summary
  if let text = content.narrative?.text, !text.blocks.isEmpty {
    let isIncident = record.collection == .incidents
    blocks.append(
      .heading(context.strings(isIncident ? "page.whatHappened" : "page.narrative")))
    blocks += text.blocks.map(\.deepened)
  }
  for part in content.parts {
    blocks.append(.heading(part.title))
    blocks += part.blocks
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
  /// The highest marking of an annex's page.
  fileprivate static func marking(of frame: AnnexFrame) -> Marking {
    PackPages(context: frame.context).page(of: frame).marking
  }
}
