import ArgumentParser
import DossierKit
import Foundation
import Records

/// What a shell completes from the project at hand.
enum ProjectNames {
  static let labels = MarkingLabels.all

  static func completion(of collection: Records.Collection) -> CompletionKind {
    .custom { words, _, _ in await index(words)?.ids(of: collection) ?? [] }
  }

  static let packCompletion = CompletionKind.custom { words, _, _ in
    await index(words)?.packs ?? []
  }

  static let editionCompletion = CompletionKind.custom { words, _, _ in
    await index(words)?.editions ?? []
  }

  static let languageCompletion = CompletionKind.custom { words, _, _ in
    await index(words)?.languages ?? []
  }

  /// What `why` explains: figures, claims and records.
  static let targetCompletion = CompletionKind.custom { words, _, _ in
    guard let index = await index(words) else { return [] }
    return index.figures + index.ids()
  }

  /// The project that the line at hand is about: `-C DIR`, else that of the working folder.
  private static func index(_ words: [String]) async -> ProjectIndex? {
    let position = words.firstIndex(of: "-C").map { words.index(after: $0) }
    let explicit = position.flatMap { $0 < words.endIndex ? words[$0] : nil }
    return await ProjectIndex.read(
      explicit: explicit, workingDirectory: FileManager.default.currentDirectoryPath)
  }
}
