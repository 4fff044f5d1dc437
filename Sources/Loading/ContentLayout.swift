import Diagnostics
import Records

/// Which file of `Content/` is what, told by names alone.
struct ContentLayout {
  /// A file of records.
  struct RecordFile: Sendable, Equatable {
    enum Form: Sendable { case yaml, csv, markdown }

    /// A body in another language.
    struct Translation: Sendable, Equatable {
      var language: String
      var path: String
    }

    var path: String
    var collection: Records.Collection
    var form: Form
    /// Of a Markdown record: files that translate its body.
    var translations: [Translation] = []
  }

  /// The files of one pack.
  struct PackFiles: Sendable {
    var id: String
    var hasPackFile = false
    var hasFigures = false
    var hasTerms = false
    var sections: [(name: String, language: String, path: String)] = []
    var assets: [String] = []
    var clearances: [(edition: Edition, path: String)] = []

    var folder: String { "Content/packs/" + id }
  }

  private(set) var hasSettings = false
  private(set) var recordFiles: [RecordFile] = []
  private(set) var packs: [PackFiles] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let languages: [String]
  private let editions: [Edition]
  private let paths: Set<String>
  private var recordPositions: [String: Int] = [:]
  private var packPositions: [String: Int] = [:]
  private var translations: [(base: String, language: String, path: String)] = []
  private var refusedFolders: [String] = []

  static let settingsPath = "Content/dossier.yaml"

  /// `entries` are sorted by path.
  init(_ entries: [ProjectEntry], languages: [String], editions: [Edition]) {
    self.languages = languages
    self.editions = editions
    paths = Set(entries.lazy.filter { $0.kind == .file }.map(\.path))
    for entry in entries where !isBelowRefused(entry.path) { sort(entry) }
    for translation in translations {
      guard let position = recordPositions[translation.base] else { continue }
      recordFiles[position].translations.append(
        RecordFile.Translation(language: translation.language, path: translation.path))
    }
  }

  private func isBelowRefused(_ path: String) -> Bool {
    refusedFolders.contains { path.utf8.starts(with: $0.utf8) }
  }

  private mutating func sort(_ entry: ProjectEntry) {
    if case .other(let words) = entry.kind {
      diagnostics.append(.notAFile(entry.path, words))
      return
    }
    let parts = entry.path.split(separator: "/").map(String.init)
    guard check(parts, entry.path) else { return }
    let name = parts[parts.count - 1]
    if ContentLayout.isLeftover(name) {
      diagnostics.append(.unexpectedFile(entry.path, "a hidden, backup or temporary file"))
      return
    }
    if entry.kind == .folder { return sortFolder(parts, entry.path) }
    switch parts.count > 2 ? parts[1] : "" {
    case "records": sortRecordFile(parts, entry.path)
    case "packs": sortPackFile(parts, entry.path)
    default:
      if entry.path == ContentLayout.settingsPath {
        hasSettings = true
      } else {
        diagnostics.append(
          .unexpectedFile(entry.path, "Content holds dossier.yaml, records, packs"))
      }
    }
  }

  /// Names end up in messages, outputs and other systems: short, shallow and plain to see.
  private mutating func check(_ parts: [String], _ path: String) -> Bool {
    if parts.count > 17 {
      diagnostics.append(.malformedFileName(path, "folders are nested at most 16 deep"))
      return false
    }
    let name = parts[parts.count - 1]
    if name.utf8.count > 80 {
      diagnostics.append(.malformedFileName(path, "a file's name has at most 80 bytes"))
      refusedFolders.append(path + "/")
      return false
    }
    if name.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return true }
    let hidden = name.unicodeScalars.first {
      TextHygiene.isSuspicious($0) || $0.properties.generalCategory == .control
    }
    if let hidden {
      diagnostics.append(
        .suspicious(hidden, in: "a file's name", at: SourceSpan(file: path)).marked(.red))
      refusedFolders.append(path + "/")
      return false
    }
    return true
  }

  static func isLeftover(_ name: String) -> Bool {
    let bytes = name.utf8
    if bytes.first == UInt8(ascii: ".") || bytes.last == UInt8(ascii: "~") { return true }
    if bytes.first == UInt8(ascii: "#"), bytes.last == UInt8(ascii: "#") { return true }
    return [".bak", ".orig", ".rej", ".swp", ".swo", ".tmp"].contains { name.hasSuffix($0) }
  }

  private mutating func sortFolder(_ parts: [String], _ path: String) {
    guard parts.count == 3 else { return }
    switch parts[1] {
    case "records":
      guard Records.Collection(rawValue: parts[2]) == nil else { return }
      diagnostics.append(.unknownCollection(parts[2], path: path))
      refusedFolders.append(path + "/")
    case "packs":
      guard Identifier.isValid(parts[2]) else {
        diagnostics.append(
          .malformedIdentifier(parts[2], at: SourceSpan(file: path)).marked(.red))
        refusedFolders.append(path + "/")
        return
      }
      packPositions[parts[2]] = packs.count
      packs.append(PackFiles(id: parts[2]))
    default: break
    }
  }

  // MARK: Records

  private mutating func sortRecordFile(_ parts: [String], _ path: String) {
    guard parts.count > 3, let collection = Records.Collection(rawValue: parts[2]) else {
      diagnostics.append(.unexpectedFile(path, "a record stands in its collection's folder"))
      return
    }
    let (stem, ending) = ContentLayout.split(parts[parts.count - 1])
    switch ending {
    case "yaml": add(RecordFile(path: path, collection: collection, form: .yaml))
    case "csv": add(RecordFile(path: path, collection: collection, form: .csv))
    case "md": sortMarkdownRecord(stem, collection, path)
    default:
      diagnostics.append(.unexpectedFile(path, "a record ends in .yaml, .csv or .md"))
    }
  }

  private mutating func add(_ file: RecordFile) {
    recordPositions[file.path] = recordFiles.count
    recordFiles.append(file)
  }

  private mutating func sortMarkdownRecord(
    _ stem: String, _ collection: Records.Collection, _ path: String
  ) {
    let (base, language) = ContentLayout.split(stem)
    guard !language.isEmpty else {
      return add(RecordFile(path: path, collection: collection, form: .markdown))
    }
    let folder = String(decoding: path.utf8.dropLast(stem.utf8.count + 3), as: UTF8.self)
    let basePath = folder + base + ".md"
    guard languages.contains(language) else {
      diagnostics.append(
        .unknownLanguage(language, among: languages, at: SourceSpan(file: path)).marked(.red))
      return
    }
    guard paths.contains(basePath) else {
      diagnostics.append(
        .missingFile(path, "this translates '\(base.quotation).md', which is not there"))
      return
    }
    translations.append((basePath, language, path))
  }

  // MARK: Packs

  private mutating func sortPackFile(_ parts: [String], _ path: String) {
    guard parts.count > 3, let last = packPositions[parts[2]] else {
      diagnostics.append(.unexpectedFile(path, "a pack is a folder with a pack.yaml"))
      return
    }
    if parts.count > 4 {
      let (_, ending) = ContentLayout.split(parts[parts.count - 1])
      if parts[3] == "assets", ["png", "jpg", "jpeg", "gif", "webp"].contains(ending) {
        packs[last].assets.append(path)
      } else if parts[3] == "assets" {
        diagnostics.append(.unexpectedFile(path, "assets are .png, .jpg, .gif or .webp images"))
      } else {
        diagnostics.append(.unexpectedFile(path, "a pack has one folder, 'assets'"))
      }
      return
    }
    switch parts[3] {
    case "pack.yaml": packs[last].hasPackFile = true
    case "figures.yaml": packs[last].hasFigures = true
    case "terms.yaml": packs[last].hasTerms = true
    case let name where name.hasPrefix("clearances.") && name.hasSuffix(".yaml"):
      sortClearances(name, path, last)
    default: sortSection(parts[3], path, last)
    }
  }

  /// `clearances.EDITION.yaml`.
  private mutating func sortClearances(_ name: String, _ path: String, _ pack: Int) {
    let edition = String(name.dropFirst("clearances.".count).dropLast(".yaml".count))
    if let known = editions.first(where: { $0.name == edition }) {
      packs[pack].clearances.append((known, path))
    } else if !editions.isEmpty {
      // Without any edition the settings could not be read, which is told already.
      diagnostics.append(
        .unknownEdition(edition, among: editions.map(\.name), at: SourceSpan(file: path))
          .marked(.red))
    }
  }

  private mutating func sortSection(_ name: String, _ path: String, _ pack: Int) {
    let (stem, ending) = ContentLayout.split(name)
    guard ending == "md" else {
      diagnostics.append(
        .unexpectedFile(path, "a pack holds pack.yaml, figures.yaml, terms.yaml and .md sections"))
      return
    }
    var (base, language) = ContentLayout.split(stem)
    if language.isEmpty { language = languages.first ?? "en" }
    guard languages.contains(language) else {
      diagnostics.append(
        .unknownLanguage(language, among: languages, at: SourceSpan(file: path)).marked(.red))
      return
    }
    guard Identifier.isValid(base) else {
      diagnostics.append(
        .malformedIdentifier(base, at: SourceSpan(file: path)).marked(.red))
      return
    }
    if let first = packs[pack].sections.first(where: { $0.name == base && $0.language == language })
    {
      diagnostics.append(
        Diagnostic(
          .duplicateKey, .error, "the section '\(base)' is written twice in '\(language)'",
          at: SourceSpan(file: path),
          notes: [Note("first written here", at: SourceSpan(file: first.path))]))
      return
    }
    packs[pack].sections.append((base, language, path))
  }

  /// A name and what follows its last dot; the ending is empty without one.
  static func split(_ name: String) -> (stem: String, ending: String) {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return (name, "") }
    return (String(name[..<dot]), String(name[name.utf8.index(after: dot)...]))
  }
}
