internal import Diagnostics
internal import Loading
package import Records

/// The names of a project's things, for completions.
///
/// A shell asks at every press of a key: what cannot be read gives no names and no findings.
package struct ProjectIndex: Sendable {
  package let packs: [String]
  package let editions: [String]
  package let languages: [String]
  package let figures: [String]
  private let records: [(collection: Records.Collection, id: String)]

  /// Reads the project that a folder lies in; nil where there is none.
  package static func read(
    explicit: String?, workingDirectory: String
  ) async -> ProjectIndex? {
    do {
      let root = try ProjectLocation.root(explicit: explicit, workingDirectory: workingDirectory)
      let loaded = try await ProjectLoader().load(from: try DiskFiles(root: root)).value
      return ProjectIndex(loaded)
    } catch {
      // Nobody is there to be told: the shell shows no suggestion.
      return nil
    }
  }

  private init(_ loaded: LoadedProject) {
    packs = loaded.project.packs.map(\.id)
    editions = loaded.project.settings.editions.map(\.name)
    languages = loaded.project.settings.languages
    figures = loaded.project.packs.flatMap { pack in
      pack.figures.map(\.id.value) + pack.claims.map(\.id.value)
    }
    records = loaded.project.corpus.all.map { ($0.collection, $0.id) }
  }

  /// The ids of a collection, or of all, sorted.
  package func ids(of collection: Records.Collection? = nil) -> [String] {
    Set(records.filter { collection == nil || $0.collection == collection }.map(\.id)).sorted()
  }
}

/// The labels a record may carry.
package enum MarkingLabels {
  package static var all: [String] { Marking.allCases.map(\.label) }
}
