internal import Diagnostics
internal import Records
internal import Synchronization

/// What loading a project has read and decoded, for loading it again after a few files changed.
///
/// Nothing is taken from here but what the same bytes gave by the same rules, so that a load with
/// a memory gives what one without gives.
package final class LoadingMemory: Sendable {
  private struct State {
    var reading = KeptFiles.Reading()
    var content = KeptContent()
    var images = KeptImages()
  }

  private let state = Mutex(State())

  package init() {}

  /// The files of the project at `root`, as they are now.
  package func files(of root: String) throws(FileFailure) -> KeptFiles {
    try KeptFiles(root: root, before: state.withLock { $0.reading })
  }

  /// How much of what a project is read from differs from the last time.
  package enum Change: Sendable {
    case none
    /// Sections of packs, narratives below the front matter of records, or templates.
    case text
    case all
  }

  /// Keeps what was read for the next time, and forgets the rest.
  package func keep(_ files: KeptFiles) -> Change {
    let now = files.reading
    let before = state.withLock { state in
      defer { state.reading = now }
      return state.reading
    }
    if now.isSame(as: before) { return .none }
    return now.isSame(as: before, in: LoadingMemory.matter) ? .text : .all
  }

  /// What more than the text of pages may depend on: not sections and templates, and of a record
  /// what stands above its narrative.
  private static func matter(_ path: String, _ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    if path.utf8.starts(with: "Templates/".utf8) { return nil }
    guard path.hasSuffix(".md") else { return bytes[...] }
    if path.utf8.starts(with: "Content/packs/".utf8) { return nil }
    let file = SourceFile(path: path, bytes: bytes)
    guard let parts = FrontMatter.split(file, isRequired: false).value else { return bytes[...] }
    return bytes[..<parts.body.lowerBound]
  }

  var content: KeptContent {
    get { state.withLock { $0.content } }
    set { state.withLock { $0.content = newValue } }
  }

  var images: KeptImages {
    get { state.withLock { $0.images } }
    set { state.withLock { $0.images = newValue } }
  }
}

/// What files of records and sections were decoded to, by path.
struct KeptContent: Sendable {
  var records: [String: KeptRecords] = [:]
  var sections: [String: KeptSection] = [:]
}

/// One file of records, decoded.
struct KeptRecords: Sendable {
  var file: ContentLayout.RecordFile
  var rules: ContentRules
  var loaded: LoadedRecords

  /// Whether decoding `file` by `rules` would give the same.
  func holds(
    for file: ContentLayout.RecordFile, _ rules: ContentRules, _ files: some ProjectFiles
  ) throws(FileFailure) -> Bool {
    guard self.file == file, self.rules == rules else { return false }
    for source in loaded.sources where try files.read(source.path) != source.bytes { return false }
    return true
  }
}

/// A text and the tree that its Markdown was parsed into.
struct KeptSection: Sendable {
  var source: SourceFile
  var rules: ContentRules
  var packMarking: Marking
  var read: Checked<Section?>
}

/// Images without their metadata, with the files and limits that they were made of.
struct KeptImages: Sendable {
  var limits = LoadingLimits()
  var images: [String: (file: [UInt8], image: [UInt8]?)] = [:]
}
