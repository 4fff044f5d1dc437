internal import Diagnostics

/// Looks for whatever is marked above a ceiling in a folder: editions, folders of builds that did
/// not finish, dot files, and files of other origin.
struct CeilingScan {
  let ceiling: Marking
  /// What the manifests of the editions verified name, by the path of their folder.
  private let editions: [EntryName: KnownPaths]

  /// No folder of ours is deeper, and none of anybody's need be.
  private static let deepest = 64

  init(ceiling: Marking, editions: [SiteVerifier.Edition]) {
    self.ceiling = ceiling
    self.editions = Dictionary(
      editions.map { (EntryName($0.folder), KnownPaths($0.manifest)) },
      uniquingKeysWith: { first, _ in first })
  }

  struct Result {
    var findings: [SiteFinding] = []
    var notes: [String] = []
    /// Files of editions whose label is their manifest's.
    fileprivate var vouched = 0
  }

  func run(_ root: OutputFolder) throws(PublishingError) -> Result {
    var result = Result()
    try walk(root, at: EntryName(""), in: nil, depth: 0, &result)
    if result.vouched > 0 {
      result.notes.append(
        result.vouched == 1
          ? "1 image or document carries no label that can be read; its manifest vouches for it"
          : "\(result.vouched) images and documents carry no label that can be read; "
            + "their manifests vouch for them")
    }
    return result
  }

  /// `edition` is the path of the edition's folder that this one is in.
  private func walk(
    _ folder: OutputFolder, at prefix: EntryName, in edition: EntryName?, depth: Int,
    _ result: inout Result
  ) throws(PublishingError) {
    guard depth < CeilingScan.deepest else {
      result.findings.append(
        SiteFinding(.marked, path: prefix.text, message: "it is too deep to be looked through"))
      return
    }
    let edition = editions[prefix] == nil ? edition : prefix
    for entry in try folder.entries() {
      let path = entry.name.path(in: prefix)
      switch entry.kind {
      case .folder:
        try walk(try folder.folder(entry.name), at: path, in: edition, depth: depth + 1, &result)
      case .file:
        try look(at: entry.name, in: folder, path: path, edition: edition, &result)
      case .link, .other:
        if try isOurs(entry.name, in: folder, prefix) { continue }
        result.findings.append(
          SiteFinding(
            .marked, path: path.text,
            message: "this is \(entry.kind.words), and what it leads to was not looked at"))
      }
    }
  }

  /// An edition's link, whose folder is walked under its own name.
  private func isOurs(
    _ name: EntryName, in folder: OutputFolder, _ prefix: EntryName
  ) throws(PublishingError) -> Bool {
    guard prefix.bytes.isEmpty, let target = try folder.linkTarget(name.text) else { return false }
    return OutputLayout.turn(ofLink: target, to: name.text) != nil
  }

  private func look(
    at name: EntryName, in folder: OutputFolder, path: EntryName, edition: EntryName?,
    _ result: inout Result
  ) throws(PublishingError) {
    let format = FileFormat(path: path.text)
    switch format {
    case .presentation: return
    case .opaque:
      guard isDocument(name) else { return }
      if let edition, editions[edition]?.files.contains(relative(path, edition)) == true {
        result.vouched += 1
      } else {
        result.findings.append(
          SiteFinding(
            .marked, path: path.text,
            message: "nothing tells its marking: it carries no label, and no manifest names it"))
      }
    case .html, .markdown, .csv, .json, .script:
      guard let pieces = try folder.read(name) else { return }
      let bytes = pieces.count == 1 ? pieces[0] : Array(pieces.joined())
      if let marking = MarkingScan.highest(in: bytes, format: format), marking > ceiling {
        result.findings.append(
          SiteFinding(
            .marked, path: path.text, message: "this is \(marking.label), above \(ceiling.label)"))
      }
    }
  }

  private func relative(_ path: EntryName, _ edition: EntryName) -> EntryName {
    edition.bytes.isEmpty
      ? path : EntryName(bytes: Array(path.bytes.dropFirst(edition.bytes.count + 1)))
  }

  /// Whether a file could hold a pack, or a picture from one: plain texts beside the editions,
  /// such as a server's settings, could not.
  private func isDocument(_ name: EntryName) -> Bool {
    let ending = name.text.lowercased().split(separator: ".").last.map(String.init) ?? ""
    return CeilingScan.documents.contains(ending)
  }

  private static let documents: Set<String> = [
    "pdf", "docx", "doc", "odt", "rtf", "epub", "zip", "tar", "gz", "xz", "7z", "png", "jpg",
    "jpeg", "gif", "webp", "svg", "xlsx", "ods", "pptx", "htm", "xhtml", "sqlite", "db",
  ]
}
