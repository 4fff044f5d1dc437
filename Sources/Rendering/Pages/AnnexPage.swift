internal import Diagnostics
internal import Narratives
internal import Records

/// What the pages of annexes share.
struct AnnexFrame: Sendable {
  let context: RenderingContext
  let annex: CompiledAnnex
  /// From 1, among the annexes.
  let number: Int
  let neighbours: Neighbours

  var path: String { "annex/\(annex.name)" }
  var marking: Marking { max(context.packMarking, annex.marking) }

  /// The kind of annex, as strings name it.
  var kind: String {
    switch annex.content {
    case .records(let table): table.collection.rawValue
    case .coverage: "coverage"
    case .timeline: "timeline"
    case .figures: "figures"
    case .sources: "sources"
    }
  }

  var title: [ProseInline] {
    annex.title.isEmpty ? [.text(context.strings("annex.\(kind)"))] : annex.title
  }

  /// The one line that says what it is for.
  var purpose: String { context.optionalString("annex.purpose.\(kind)") }

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = TemplateRecord()
    values["number"] = .plain(String(number))
    values["titleHTML"] = .html(writer.html(title))
    values["purpose"] = .plain(purpose)
    values.setCSV("data/\(annex.name).csv", writer)
    values.setNeighbours(neighbours, writer)
    return values
  }
}

/// An annex of records: a table of incidents, sanctions, entities or measures.
struct AnnexPage: Page {
  let frame: AnnexFrame
  let table: RecordTable

  var path: String { frame.path }
  var template: String { "annex" }
  var title: [ProseInline] { frame.title }
  var marking: Marking {
    max(frame.marking, PageMarking(context: frame.context).marking(of: table.records))
  }

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = frame.values(writer)
    var untitled = table
    untitled.title = []
    values["tableHTML"] = .html(writer.html(untitled))
    let columns = RecordColumns(context: frame.context).columns(of: table)
    let glossary = columns.compactMap { column -> TemplateRecord? in
      let meaning = frame.context.optionalString("annex.column.\(column.key)")
      guard !meaning.isEmpty else { return nil }
      return TemplateRecord([
        "columnLabel": .plain(column.label), "columnMeaning": .plain(meaning),
      ])
    }
    values["hasGlossary"] = .flag(!glossary.isEmpty)
    values["glossaryID"] = .plain(writer.id("glossary"))
    values["glossary"] = .list(glossary)
    return values
  }
}

/// Who lists whom.
struct CoveragePage: Page {
  let frame: AnnexFrame
  let matrix: CoverageMatrix

  var path: String { frame.path }
  var template: String { "coverage" }
  var title: [ProseInline] { frame.title }
  var marking: Marking {
    let block = ProseBlock(id: "", kind: .coverage(matrix))
    return max(frame.marking, PageMarking(context: frame.context).marking(of: [block]))
  }

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = frame.values(writer)
    var untitled = matrix
    untitled.title = []
    values["tableHTML"] = .html(
      CoverageView(context: frame.context).html(untitled, writer: writer))
    values["methodID"] = .plain(writer.id("method"))
    return values
  }
}

/// What happened when.
struct TimelinePage: Page {
  let frame: AnnexFrame
  let timeline: Timeline

  var path: String { frame.path }
  var template: String { "timeline" }
  var title: [ProseInline] { frame.title }
  var marking: Marking {
    let block = ProseBlock(id: "", kind: .timeline(timeline))
    return max(frame.marking, PageMarking(context: frame.context).marking(of: [block]))
  }

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = frame.values(writer)
    var untitled = timeline
    untitled.title = []
    values["tableHTML"] = .html(
      TimelineView(context: frame.context).html(untitled, writer: writer))
    return values
  }
}
