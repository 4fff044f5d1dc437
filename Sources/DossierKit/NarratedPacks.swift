internal import Records
internal import Synchronization

/// The packs of a project as its editions hold them, each compiled once, when it is first asked
/// for: by who publishes all of them, or before that by who shows one.
final class NarratedPacks: Sendable {
  let compilation: Compilation
  let request: CompilationRequest
  private let figures: KeptFigures
  private let packs = Mutex<[Key: NarratedPack]>([:])

  private struct Key: Hashable {
    var edition: String
    var pack: String
  }

  init(compilation: Compilation, request: CompilationRequest, figures: KeptFigures) {
    self.compilation = compilation
    self.request = request
    self.figures = figures
  }

  func pack(_ pack: Pack, in edition: Edition) throws -> NarratedPack {
    // Under the lock: two that ask at once wait for one compilation.
    try packs.withLock { packs in
      let key = Key(edition: edition.name, pack: pack.id)
      if let known = packs[key] { return known }
      let made = try compilation.narrate(
        pack, in: edition, request: request, figures: figures)
      packs[key] = made
      return made
    }
  }

  /// Every pack asked for, in every edition that holds it.
  func all() throws -> [NarratedPack] {
    try compilation.editions(request).flatMap { edition in
      try compilation.packs(in: edition, request).map { try pack($0, in: edition) }
    }
  }
}
