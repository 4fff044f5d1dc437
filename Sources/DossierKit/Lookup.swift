internal import Diagnostics
internal import Records
package import Review

/// Explains records, their fields and places of pages, and says what depends on a record.
package struct Lookup: Sendable {
  package var request: CompilationRequest

  package init(request: CompilationRequest) {
    self.request = request
  }

  package enum Answer: Sendable {
    case explained(ChainAnswer)
    case broken(DiagnosticReport)
  }

  /// What a record, `record.field` or `page.html#anchor` rests on, in one edition and language;
  /// nil where the target is none of these.
  package func explain(_ target: String, root: String) async throws -> Answer? {
    let reading = try await read(root: root, isNarrow: true)
    if let report = reading.brokenReport { return .broken(report) }
    guard let snapshot = reading.side.snapshots.values.first else {
      throw UsageError("this project has no pack for that edition and language")
    }
    let places = reading.places
    let explanation = SnapshotExplanation(snapshot) { reference, field in
      places?.place(of: reference, field: field, in: snapshot.key)
    }
    if let mark = target.firstRange(of: ".html") {
      return .explained(try anchor(target, mark, explanation))
    }
    let parts = target.split(separator: ".", maxSplits: 1).map(String.init)
    guard let name = parts.first, let reference = try reference(name, explanation, snapshot) else {
      return nil
    }
    guard parts.count == 2 else { return explanation.record(reference).map(Answer.explained) }
    guard let answer = explanation.field(parts[1], of: reference) else {
      let top = String(parts[1].prefix { $0 != "." })
      let nearest = NearestName.nearest(to: top, in: explanation.fields(of: reference))
      throw UsageError(
        "\(reference) has no field '\(VisibleText.quote(parts[1]))'"
          + (nearest.map { $0 == top ? "" : "; did you mean '\($0)'?" } ?? ""))
    }
    return .explained(answer)
  }

  /// What rests on a record, source or figure, over every edition and language asked for.
  package func dependents(of target: String, root: String) async throws -> Answer {
    let reading = try await read(root: root, isNarrow: false)
    if let report = reading.brokenReport { return .broken(report) }
    let snapshots = reading.side.snapshots.keys.sorted().compactMap {
      reading.side.snapshots[$0]
    }
    for snapshot in snapshots {
      let explanation = SnapshotExplanation(snapshot) { _, _ in nil }
      if let reference = try reference(target, explanation, snapshot) {
        return .explained(Dependents(of: reference, in: snapshots).answer)
      }
    }
    let figure = target.hasPrefix("figures/") ? target : "figures/\(target)"
    if snapshots.contains(where: { $0.figures.contains { "figures/\($0.id)" == figure } }) {
      return .explained(Dependents(of: figure, in: snapshots).answer)
    }
    if reading.places?.holds(target) == true {
      return .explained(Dependents(of: target, in: []).answer)
    }
    throw UsageError(unknown(target, snapshots))
  }

  // MARK: - Parts

  private func read(root: String, isNarrow: Bool) async throws -> SideReader.Reading {
    var request = request
    if isNarrow {
      let compilation = try await Compilation(root: root, for: request)
      guard let edition = try compilation.editions(request).first else {
        throw UsageError("this project has no edition")
      }
      let pack = try compilation.onlyPack(in: edition, request)
      request.editions = [edition.name]
      request.packs = [pack.id]
      request.languages = try compilation.languages(of: pack, request).prefix(1).map(\.self)
    }
    let reading = try await SideReader(request: request, root: root, path: "")
      .read(.project(root), named: root)
    if let usage = reading.usage { throw usage }
    return reading
  }

  private func reference(
    _ name: String, _ explanation: SnapshotExplanation, _ snapshot: Snapshot
  ) throws -> String? {
    let found = explanation.references(named: name)
    guard found.count > 1 else { return found.first }
    let names = found.map { "'\($0)'" }.joined(separator: ", ")
    throw UsageError("several records have the id '\(VisibleText.quote(name))': say \(names)")
  }

  private func anchor(
    _ target: String, _ mark: Range<String.Index>, _ explanation: SnapshotExplanation
  ) throws -> ChainAnswer {
    let page = String(target[..<mark.lowerBound])
    let rest = target[mark.upperBound...]
    let anchor = rest.hasPrefix("#") ? String(rest.dropFirst()) : ""
    if anchor.isEmpty, let record = explanation.record(page) { return record }
    if let answer = explanation.anchor(page: page, anchor) { return answer }
    let nearest = NearestName.nearest(to: anchor, in: explanation.anchors(of: page))
    throw UsageError(
      "'\(VisibleText.quote(target))' names no passage of this pack"
        + (nearest.map { "; did you mean '\(page).html#\($0)'?" } ?? ""))
  }

  private func unknown(_ target: String, _ snapshots: [Snapshot]) -> String {
    let names = snapshots.flatMap { snapshot in
      snapshot.records.keys.map { String($0.drop { $0 != "/" }.dropFirst()) }
        + snapshot.figures.map(\.id)
    }
    var message = "no record or figure has the id '\(VisibleText.quote(target))'"
    if let nearest = NearestName.nearest(to: target, in: names) {
      message += "; did you mean '\(nearest)'?"
    }
    return message
  }
}
