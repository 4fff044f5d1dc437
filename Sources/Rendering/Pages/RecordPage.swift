internal import Diagnostics
internal import MarkdownTree
internal import Narratives
internal import Records

/// The page of an incident, a sanction or an entity: facts, narrative, parts, notes.
struct RecordPage: Page {
  let context: RenderingContext
  let record: Record
  let content: RecordPageContent
  let parent: (path: String, title: [ProseInline])?

  var path: String { record.reference.description }
  var template: String { record.collection.singular }
  var title: [ProseInline] { context.name(of: record.reference) }
  var marking: Marking { content.marking }

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = TemplateRecord()
    values["kindName"] = .plain(context.strings("page.record.\(record.collection.singular)"))
    values["recordID"] = .plain(record.id)
    values["titleHTML"] = .html(writer.html(title))
    values["hasFacts"] = .flag(!content.facts.isEmpty)
    values["facts"] = .list(
      content.facts.map { fact in
        TemplateRecord([
          "factKey": .plain(fact.key), "factLabel": .plain(fact.label),
          "factHTML": .html(writer.html(fact.value)),
        ])
      })
    values["summaryHTML"] = .html(writer.html(content.summary))
    var headings: [(id: String, title: TrustedHTML)] = []
    setNarrative(&values, &headings, writer)
    setParts(&values, &headings, writer)
    values.setContents(headings, writer)
    return values
  }

  private func setNarrative(
    _ values: inout TemplateRecord, _ headings: inout [(id: String, title: TrustedHTML)],
    _ writer: HTMLWriter
  ) {
    let isIncident = record.collection == .incidents
    let title = context.strings(isIncident ? "page.whatHappened" : "page.narrative")
    let id = writer.id("narrative")
    var options = writer.options
    options.topHeadingLevel += 1
    let inner = writer.with(options)
    let text = content.narrative?.text
    values["narrativeID"] = .plain(id)
    values["narrativeTitle"] = .plain(title)
    let language = content.narrative?.language ?? context.language
    values["narrativeLanguage"] = .plain(language == context.language ? "" : language)
    values["narrativeHTML"] = .html(text.map { inner.html($0) } ?? TrustedHTML(escaping: ""))
    values["notesHTML"] = .html(text.map { writer.notesHTML(for: $0) } ?? TrustedHTML(escaping: ""))
    if text != nil { headings.append((id, TrustedHTML(escaping: title))) }
  }

  private func setParts(
    _ values: inout TemplateRecord, _ headings: inout [(id: String, title: TrustedHTML)],
    _ writer: HTMLWriter
  ) {
    var parts: [TemplateRecord] = []
    for part in content.parts {
      let id = writer.id("part-\(part.id)")
      headings.append((id, TrustedHTML(escaping: part.title)))
      parts.append(
        TemplateRecord([
          "partID": .plain(id), "partTitle": .plain(part.title),
          "partHTML": .html(writer.html(part.blocks)),
        ]))
    }
    values["parts"] = .list(parts)
  }
}

/// What a record's page says, gathered once for the page, the book and Markdown.
struct RecordPageContent: Sendable {
  var facts: [RecordContent.Fact]
  var summary: [ProseBlock]
  var narrative: (text: CompiledText, language: String)?
  var parts: [RecordContent.Part]
  /// The highest marking of all this.
  var marking: Marking

  init(
    of record: Record, narrative: (text: CompiledText, language: String)?,
    context: RenderingContext
  ) {
    let content = RecordContent(context: context)
    facts = content.facts(of: record)
    summary = content.summary(of: record)
    self.narrative = narrative
    parts = content.parts(of: record)
    let finder = PageMarking(context: context)
    var marking = finder.marking(of: record)
    for fact in facts { marking = max(marking, finder.marking(of: fact.value)) }
    for part in parts { marking = max(marking, finder.marking(of: part.blocks)) }
    if let text = narrative?.text {
      marking = max(marking, finder.marking(of: text.blocks))
      for footnote in text.footnotes {
        marking = max(marking, finder.marking(of: footnote.blocks))
      }
      marking = max(marking, finder.marking(of: text.citations.map(\.source)))
    }
    self.marking = marking
  }
}
