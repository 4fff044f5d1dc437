internal import Diagnostics
internal import Editions
internal import Figures
internal import Records
internal import Synchronization

/// The evaluated figures of one state of records, definitions and settings, by pack and edition.
final class KeptFigures: Sendable {
  private struct Key: Hashable {
    var edition: String
    var pack: String
  }

  private let figures = Mutex<[Key: Checked<EvaluatedFigures>]>([:])

  func evaluate(_ edition: EditionPack) throws -> Checked<EvaluatedFigures> {
    let key = Key(edition: edition.request.edition.name, pack: edition.pack.id)
    if let known = figures.withLock({ $0[key] }) { return known }
    let made = try FigureEvaluator().evaluate(edition)
    figures.withLock { $0[key] = made }
    return made
  }
}
