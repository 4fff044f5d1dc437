internal import Diagnostics
internal import Narratives
internal import Records

/// Sources numbered as cited, with where; those that only records rest on stand apart.
struct SourcesPage: Page {
  let frame: AnnexFrame

  private var context: RenderingContext { frame.context }

  var path: String { frame.path }
  var template: String { "sources" }
  var title: [ProseInline] { frame.title }
  var marking: Marking {
    let finder = PageMarking(context: context)
    return max(
      frame.marking, finder.marking(of: context.pack.bibliography), finder.marking(of: uncited))
  }

  private var uncited: [RecordReference] {
    let cited = Set(context.pack.bibliography)
    return context.pack.shown.filter { $0.collection == .sources && !cited.contains($0) }.sorted()
  }

  /// Beyond this many citing records the page gives their count.
  private static let namedRecords = 20

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = frame.values(writer)
    let places = citingSections()
    let cited = context.pack.bibliography.enumerated().map { index, source in
      self.values(of: source, number: index + 1, places: places[source] ?? [], writer)
    }
    let uncited = uncited.map { self.values(of: $0, number: nil, places: [], writer) }
    values["hasCited"] = .flag(!cited.isEmpty)
    values["citedID"] = .plain(writer.id("cited"))
    values["cited"] = .list(cited)
    values["hasUncited"] = .flag(!uncited.isEmpty)
    values["uncitedID"] = .plain(writer.id("uncited"))
    values["uncited"] = .list(uncited)
    return values
  }

  /// The sections that cite each source, in reading order.
  private func citingSections() -> [RecordReference: [CompiledSection]] {
    var places: [RecordReference: [CompiledSection]] = [:]
    for case .section(let section) in context.pack.contents {
      for citation in section.text.citations {
        places[citation.source, default: []].append(section)
      }
    }
    return places
  }

  private func values(
    of source: RecordReference, number: Int?, places: [CompiledSection], _ writer: HTMLWriter
  ) -> TemplateRecord {
    var values = TemplateRecord()
    values["sourceID"] = .plain(writer.id("source-\(source.id)"))
    values["sourceNumber"] = .plain(number.map(String.init) ?? "")
    var facts: [TemplateRecord] = []
    var reference: [ProseInline] = [.text(source.id)]
    if let record = context.corpus[source] {
      reference = RecordContent(context: context).reference(record)
      facts = self.facts(of: record).map {
        TemplateRecord(["sourceFactHTML": .html(writer.html($0))])
      }
    }
    values["referenceHTML"] = .html(writer.html(reference))
    values["sourceFacts"] = .list(facts)
    var citedIn = places.map { section in
      TemplateRecord([
        "citedURL": .url(
          writer.url(ofPage: section.name, fragment: "ref-\(source.id)-1")),
        "citedHTML": .html(writer.with(.inert).html(section.title)),
      ])
    }
    let citers = context.relations.citers(of: source)
    citedIn += citers.prefix(SourcesPage.namedRecords).compactMap { citer in
      guard let place = context.index.place(of: .record(citer)) else { return nil }
      return TemplateRecord([
        "citedURL": .url(writer.url(ofPage: place.page, fragment: place.fragment)),
        "citedHTML": .html(writer.with(.inert).html(context.name(of: citer))),
      ])
    }
    let rest = citers.count - SourcesPage.namedRecords
    values["moreCiters"] = .plain(rest > 0 ? "+ \(rest)" : "")
    values["hasCitedIn"] = .flag(!citedIn.isEmpty)
    values["citedIn"] = .list(citedIn)
    return values
  }

  /// What the reference does not say: language, grade, marking, note.
  private func facts(of source: Record) -> [[ProseInline]] {
    var facts: [[ProseInline]] = []
    var line: [String] = []
    if let language = source.item.text("language") { line.append(language) }
    let grade = ["reliability", "credibility"].compactMap { source.item.text($0) }.joined()
    if !grade.isEmpty { line.append("\(context.strings("page.grade")) \(grade)") }
    if source.marking > .clear { line.append(source.marking.label) }
    if !line.isEmpty { facts.append([.text(line.joined(separator: " · "))]) }
    if let note = source.item.localized("note") { facts.append(context.inlines(note)) }
    return facts
  }
}
