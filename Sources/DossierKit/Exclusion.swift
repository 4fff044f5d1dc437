internal import Diagnostics
internal import Editions
internal import Figures
internal import MarkdownTree
internal import Records
package import Review

/// Says which condition of a figure left a record out: `dossier why --not ID --figure F`.
package struct Exclusion: Sendable {
  package var request: CompilationRequest

  package init(request: CompilationRequest) {
    self.request = request
  }

  package enum Answer: Sendable {
    case explained(ChainAnswer)
    case broken(DiagnosticReport)
  }

  package func explain(_ id: String, figure: String, root: String) async throws -> Answer {
    let compilation = try await Compilation(root: root, for: request)
    guard let edition = try compilation.editions(request).first else {
      throw UsageError("this project has no edition")
    }
    let pack = try compilation.onlyPack(in: edition, request)
    guard !compilation.diagnostics.hasErrors else {
      return .broken(
        DiagnosticReport(
          compilation.diagnostics, sources: compilation.sources, isStrict: false,
          ceiling: compilation.ceiling))
    }
    let compiled = try compilation.compile(pack, edition: edition, request: request)
    guard let result = compiled.figures.figure(figure) else {
      let nearest = NearestName.nearest(
        to: figure, in: compiled.figures.figures.map(\.id))
      throw UsageError(
        "no figure has the id '\(VisibleText.quote(figure))'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
    guard let table = result.definition.from?.value, let collection = Collection(name: table) else {
      throw UsageError(
        result.isReported
          ? "the figure '\(figure)' is quoted from a source and selects no records"
          : "the figure '\(figure)' selects no records of a collection")
    }
    let reference = try reference(id, collection, compiled.edition.corpus)
    return .explained(
      answer(reference, result, collection, compiled.figures.database, compilation.sources))
  }

  /// Removed and unknown records read alike.
  private func reference(
    _ id: String, _ collection: Collection, _ corpus: Corpus
  ) throws -> RecordReference {
    let prefix = collection.rawValue + "/"
    let reference = RecordReference(
      collection, id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : id)
    guard corpus.contains(reference) else {
      let nearest = NearestName.nearest(to: reference.id, in: corpus.records(collection).map(\.id))
      throw UsageError(
        "no \(collection.singular) of this edition has the id '\(VisibleText.quote(reference.id))'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
    return reference
  }

  private func answer(
    _ reference: RecordReference, _ figure: FigureResult, _ collection: Collection,
    _ database: CorpusDatabase, _ sources: SourceFiles
  ) -> ChainAnswer {
    let target = "\(reference) in \(figure.id)"
    guard let condition = figure.definition.where else {
      return ChainAnswer(
        target: target,
        sentence: "\(reference) is among the rows of \(figure.id), which takes all of them.")
    }
    let place = sources.position(of: condition.span).map { "\(condition.span.path):\($0.line)" }
    let bytes = Array(condition.text.utf8)
    var items: [ChainAnswer.Item] = []
    var failed: [String] = []
    for range in ConditionSplitter.parts(of: condition.text) {
      let text = String(decoding: bytes[range], as: UTF8.self)
      let origin = TextOrigin(path: condition.span.path)
      let rows = database.records(
        of: collection, where: SourceText(text, origin: origin), order: nil, limit: nil
      ).value
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard let rows else {
        items.append(ChainAnswer.Item("unclear", line))
        continue
      }
      let holds = rows.contains(reference)
      if !holds { failed.append(line) }
      items.append(ChainAnswer.Item(holds ? "holds" : "fails", line, place: place ?? ""))
    }
    let isSelected = figure.selected.contains(reference)
    let sentence =
      isSelected
      ? "\(reference) is among the rows of \(figure.id)."
      : failed.isEmpty
        ? "\(reference) is not among the rows of \(figure.id), for a reason that no single "
          + "condition shows."
        : "\(reference) is not among the rows of \(figure.id), since "
          + failed.map { "`\($0)`" }.joined(separator: " and ")
          + (failed.count == 1 ? " does not hold for it." : " do not hold for it.")
    return ChainAnswer(
      target: target, sentence: sentence, parts: [ChainAnswer.Part("Conditions", items)])
  }
}
