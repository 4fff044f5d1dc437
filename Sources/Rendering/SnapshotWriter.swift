internal import Diagnostics
internal import Editions
internal import Figures
internal import Narratives
package import Records

/// Writes `pack.json`: everything a pack in one language states, and what each statement rests on.
///
/// `diff`, `why` and approvals read it. Amounts are decimal strings, references `collection/id`;
/// what has no value is left out.
package struct SnapshotWriter: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// The snapshot's bytes; `presentation` is what shapes the pages, with its digests, `lines` what
  /// `line(of:narrative:prepared:)` made of records.
  package func snapshot(
    presentation: [(String, String)], lines: [RecordReference: [UInt8]] = [:]
  ) -> [UInt8] {
    let pack = context.pack
    let figures = context.writtenFigures
    let records = self.records(figures)
    var json = CanonicalJSON(
      capacity: 4096 + records.count * 512 + lines.values.reduce(0) { $0 + $1.count })
    json.object { json in
      json.key("annexes")
      writeAnnexes(to: &json)
      json.member("asOf", ifPresent: pack.edition.asOf?.description)
      json.member("audience", ifPresent: text(pack.audience))
      json.key("bibliography")
      writeBibliography(to: &json)
      json.key("claims")
      writeClaims(to: &json)
      json.member("edition", pack.edition.request.edition.name)
      json.key("figures")
      json.lines(figures) { figure, json in write(figure, to: &json) }
      json.member("from", ifPresent: text(pack.from))
      json.member("handling", ifPresent: text(pack.handling))
      json.member("language", pack.language)
      json.member("marking", marking(records, figures).label)
      json.member("pack", pack.edition.pack.id)
      json.key("presentation")
      json.object { json in
        let sorted = presentation.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
        for (name, digest) in sorted { json.member(name, digest) }
      }
      let queried = records.map(\.reference).filter { !isShown($0) }
      if !queried.isEmpty {
        json.key("queried")
        json.strings(queried.map(\.description))
      }
      json.key("records")
      write(records, lines: lines, to: &json)
      json.member("revision", ifPresent: pack.edition.pack.revision)
      json.key("schema")
      json.number(1)
      json.key("sections")
      writeSections(to: &json)
      json.key("terms")
      writeTerms(to: &json)
      json.member("title", text(pack.title))
    }
    json.end()
    return json.bytes
  }

  // MARK: - Which records

  /// Those shown, read by a query or behind a written figure, and the sources that these cite;
  /// sorted.
  private func records(_ figures: [FigureResult]) -> [Record] {
    var wanted = context.pack.shown.union(context.pack.read)
    for figure in figures {
      wanted.formUnion(figure.records)
      wanted.formUnion(figure.sources)
    }
    wanted.formUnion(context.pack.bibliography)
    var cited: Set<RecordReference> = []
    for reference in wanted {
      if let record = context.corpus[reference] {
        cited.formUnion(SourceReferences.of(record.item))
      }
    }
    return wanted.union(cited).sorted().compactMap { context.corpus[$0] }
  }

  private func isShown(_ reference: RecordReference) -> Bool {
    context.pack.shown.contains(reference) || context.pack.bibliography.contains(reference)
  }

  /// The highest marking of all that is written.
  private func marking(_ records: [Record], _ figures: [FigureResult]) -> Marking {
    var highest = context.pack.edition.pack.marking
    for entry in context.pack.contents {
      switch entry {
      case .section(let section): highest = max(highest, section.marking)
      case .annex(let annex): highest = max(highest, annex.marking)
      }
    }
    for figure in figures { highest = max(highest, figure.marking) }
    let finder = PageMarking(context: context)
    for record in records { highest = max(highest, finder.marking(of: record)) }
    return highest
  }

  func text(_ inlines: [ProseInline]) -> String {
    MarkdownWriter(context: context, page: "index").markdown(inlines)
  }

  // MARK: - Figures, claims, bibliography

  private func write(_ figure: FigureResult, to json: inout CanonicalJSON) {
    json.object { json in
      json.member(
        "display",
        context.formatter.display(figure, form: figure.isRange ? .range : .standard))
      json.member("high", ifPresent: figure.high?.description)
      json.member("id", figure.id)
      json.member("label", text(context.pack.figureLabels[figure.id] ?? []))
      json.member("low", ifPresent: figure.low?.description)
      json.member("marking", figure.marking.label)
      json.member("query", figure.query)
      json.member("quote", ifPresent: figure.definition.quote?.value)
      json.key("records")
      json.strings(figure.records.map(\.description))
      json.key("sources")
      json.strings(figure.sources.map(\.description))
      json.member("unit", ifPresent: figure.unit)
      json.key("uses")
      json.array { json in
        for use in context.pack.uses[figure.id] ?? [] { write(use, to: &json) }
      }
      json.member("value", ifPresent: figure.value?.description)
    }
  }

  private func write(_ use: FigureUse, to json: inout CanonicalJSON) {
    json.object { json in
      json.member("block", use.block)
      json.member("place", use.place)
      json.member("sentence", use.sentence)
    }
  }

  private func writeClaims(to json: inout CanonicalJSON) {
    json.lines(context.pack.figures.claims) { claim, json in
      json.object { json in
        json.key("figures")
        json.strings(claim.figures)
        json.key("holds")
        json.boolean(claim.holds)
        json.member("id", claim.id)
        json.member("query", claim.definition.holds.text)
        json.key("records")
        json.strings(claim.records.map(\.description))
      }
    }
  }

  private func writeBibliography(to json: inout CanonicalJSON) {
    let content = RecordContent(context: context)
    json.lines(context.pack.bibliography.enumerated()) { entry, json in
      json.object { json in
        json.key("number")
        json.number(entry.offset + 1)
        json.member("source", entry.element.description)
        let reference = context.corpus[entry.element].map(content.reference) ?? []
        json.member("text", InlineText.plain(reference))
      }
    }
  }

  // MARK: - Sections, annexes, terms

  private func writeSections(to json: inout CanonicalJSON) {
    let sections = context.pack.contents.compactMap { entry -> CompiledSection? in
      if case .section(let section) = entry { section } else { nil }
    }
    json.lines(sections) { section, json in
      json.object { json in
        json.key("blocks")
        write(
          section.text, MarkdownWriter(context: context, page: section.name), to: &json)
        if let clearances = context.pack.clearances {
          json.key("clearances")
          write(clearances[section.name] ?? [], to: &json)
        }
        json.member("id", section.name)
        json.member("kind", ifPresent: section.kind)
        json.member("language", section.language)
        json.member("marking", section.marking.label)
        json.member("title", text(section.title))
      }
    }
  }

  private func write(_ clearances: [Clearance], to json: inout CanonicalJSON) {
    json.array { json in
      for clearance in clearances {
        json.object { json in
          json.member("by", clearance.by)
          json.member("date", clearance.date.description)
          json.member("role", clearance.role)
        }
      }
    }
  }

  private func writeAnnexes(to json: inout CanonicalJSON) {
    let annexes = context.pack.contents.compactMap { entry -> CompiledAnnex? in
      if case .annex(let annex) = entry { annex } else { nil }
    }
    json.lines(annexes) { annex, json in
      json.object { json in
        if case .records(let table) = annex.content, !table.columns.isEmpty {
          json.key("columns")
          json.strings(table.columns)
        }
        json.key("depends")
        json.strings(annex.content.block.map { BlockDependence.all($0) } ?? [])
        json.member("id", annex.name)
        json.member("marking", annex.marking.label)
        json.member("title", text(annex.title))
      }
    }
  }

  private func writeTerms(to json: inout CanonicalJSON) {
    json.lines(context.pack.terms) { term, json in
      json.object { json in
        json.member("definition", text(term.definition))
        json.member("id", term.id)
        json.key("sources")
        json.strings(term.sources.map(\.description))
        json.member("term", text(term.term))
      }
    }
  }
}
