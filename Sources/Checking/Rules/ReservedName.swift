import Diagnostics
import Records

/// A section is not named like a page that every pack has.
enum ReservedName: CorpusRule {
  private static let names: Set<String> = ["index", "pack"]

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.project.packs.flatMap { pack in
      pack.contents.compactMap { entry in
        guard case .section(let name) = entry.kind, names.contains(name) else { return nil }
        return .reservedName(name, at: entry.span)
          .marked(max(pack.marking, entry.marking ?? .clear))
      }
    }
  }
}
