internal import Diagnostics
internal import Editions
package import Figures
internal import MarkdownTree
internal import Records

/// Answers `dossier query` and `dossier list` from the database that figures use.
package struct CorpusQuestion: Sendable {
  package var request: CompilationRequest

  package init(request: CompilationRequest) {
    self.request = request
  }

  package struct Answer: Sendable {
    package let result: QueryResult?
    package let report: DiagnosticReport
  }

  /// Runs one SELECT over the edition's corpus.
  package func query(_ sql: String, root: String) async throws -> Answer {
    let place = "<query>"
    return try await answer(root: root, place: SourceFile(path: place, text: sql)) { database in
      database.query(SourceText(sql, origin: TextOrigin(path: place)))
    }
  }

  /// Lists a collection's records: id, name and the date or kind that orders them.
  package func list(
    _ kind: String, where condition: String?, root: String
  ) async throws -> Answer {
    guard let collection = Collection(name: kind) else {
      let names = Collection.allCases.flatMap { [$0.rawValue, $0.singular] }
      let nearest = NearestName.nearest(to: kind, in: names)
      throw UsageError(
        "there is no kind of record '\(VisibleText.quote(kind))'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
    let place = "<where>"
    let columns = CorpusQuestion.columns(of: collection)
    return try await answer(
      root: root, place: SourceFile(path: place, text: condition ?? "")
    ) { database in
      let found = database.records(
        of: collection,
        where: condition.map { SourceText($0, origin: TextOrigin(path: place)) }, order: nil,
        limit: nil)
      guard let references = found.value else { return Checked(nil, found.diagnostics) }
      // The ids come from the corpus; they hold nothing that SQL could mistake.
      let all = database.query(
        SourceText(
          "select \(columns.joined(separator: ", ")) from \(collection.rawValue) order by id",
          origin: TextOrigin(path: place)))
      guard var result = all.value else { return all }
      let ids = Set(references.map(\.id))
      result.rows = result.rows.filter { row in
        if case .text(let id)? = row.first { ids.contains(id) } else { false }
      }
      return Checked(result, all.diagnostics)
    }
  }

  private func answer(
    root: String, place: SourceFile, _ ask: (CorpusDatabase) -> Checked<QueryResult?>
  ) async throws -> Answer {
    let compilation = try await Compilation(root: root, for: request)
    var sources = compilation.sources
    sources.add(place)
    let editions = try compilation.editions(request)
    guard let edition = editions.first else { throw UsageError("this project has no edition") }
    let pack = try compilation.onlyPack(in: edition, request)
    let ceiling = compilation.ceiling
    guard !compilation.diagnostics.hasErrors else {
      return Answer(
        result: nil,
        report: DiagnosticReport(
          compilation.diagnostics, sources: sources, isStrict: false, ceiling: ceiling))
    }
    let compiled = try compilation.compile(pack, edition: edition, request: request)
    let asked = ask(compiled.figures.database)
    return Answer(
      result: asked.value,
      report: DiagnosticReport(
        asked.diagnostics, sources: sources, isStrict: false, ceiling: ceiling))
  }

  /// What a listing shows of each collection.
  private static func columns(of collection: Collection) -> [String] {
    switch collection {
    case .incidents: ["id", "name", "startDate", "actor", "lossUSD", "status"]
    case .entities: ["id", "name", "schema", "actorType", "parent", "country"]
    case .sanctions: ["id", "entity", "authority", "listingDate", "endDate", "status"]
    case .sources: ["id", "title", "publisher", "issued"]
    case .measures: ["id", "kind", "forum", "date", "status"]
    case .authorities: ["id", "name", "jurisdiction", "checked"]
    case .forums: ["id", "name", "startDate", "endDate"]
    }
  }
}
