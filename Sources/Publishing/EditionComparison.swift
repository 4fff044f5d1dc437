internal import Diagnostics
internal import Digests

/// Compares one edition's folder with its manifest.
struct EditionComparison {
  let manifest: Manifest
  /// Where the edition is, from the folder verified.
  let place: EntryName
  private let known: KnownPaths
  var findings: [SiteFinding] = []
  /// By path from the edition's folder.
  private(set) var digests: [String: String] = [:]
  /// Labels that the edition's snapshots, pages and tables carry.
  private var highest: Marking?

  init(manifest: Manifest, place: EntryName) {
    self.manifest = manifest
    self.place = place
    known = KnownPaths(manifest)
  }

  mutating func compare(_ folder: OutputFolder) throws(PublishingError) {
    var missing = known.files
    missing.remove(EntryName(Manifest.fileName))
    try walk(folder, at: EntryName(""), missing: &missing)
    for path in missing {
      find(.missing, path, "the manifest names it")
    }
    compareHeads()
  }

  private mutating func walk(
    _ folder: OutputFolder, at prefix: EntryName, missing: inout Set<EntryName>
  ) throws(PublishingError) {
    for entry in try folder.entries() {
      let path = entry.name.path(in: prefix)
      switch entry.kind {
      case .folder where known.folders.contains(path):
        try walk(try folder.folder(entry.name), at: path, missing: &missing)
      case .folder where known.files.contains(path), .link where known.files.contains(path),
        .other where known.files.contains(path):
        missing.remove(path)
        find(.irregular, path, "this is \(entry.kind.words), and the manifest names a file")
      case .link, .other:
        find(.irregular, path, "this is \(entry.kind.words), and an edition has none")
      case .folder: find(.extra, path, "the manifest names no file in this folder")
      case .file:
        guard path != EntryName(Manifest.fileName) else { continue }
        guard missing.remove(path) != nil, let wanted = manifest.files[path.text] else {
          find(.extra, path, "the manifest does not name it")
          continue
        }
        try compare(entry.name, in: folder, at: path, with: wanted)
      }
    }
  }

  private mutating func compare(
    _ name: EntryName, in folder: OutputFolder, at path: EntryName, with wanted: String
  ) throws(PublishingError) {
    guard let pieces = try folder.read(name) else {
      find(.irregular, path, "this is no plain file any more")
      return
    }
    let digest = SHA256Digest(of: pieces).hex
    digests[path.text] = digest
    guard digest == wanted else {
      find(
        .changed, path,
        pieces.isEmpty ? "it is empty" : "its bytes are not those that the manifest was made of")
      return
    }
    let format = FileFormat(path: path.text)
    guard format != .opaque, format != .presentation else { return }
    let bytes = pieces.count == 1 ? pieces[0] : Array(pieces.joined())
    if let found = MarkingScan.highest(in: bytes, format: format) {
      highest = max(highest ?? found, found)
    }
    if path.bytes.suffix(10).elementsEqual("/pack.json".utf8) { compareSnapshot(bytes, at: path) }
  }

  // MARK: - What the manifest says of the edition

  /// The manifest's own lines are in no digest: what other files say too is compared with them.
  private mutating func compareSnapshot(_ bytes: [UInt8], at path: EntryName) {
    do throws(JSONFault) {
      var rules = Manifest.rules
      // Of a snapshot only its own members are looked at, not what lies in them.
      rules.keptDepth = 1
      let root = try JSONReader.read(bytes, rules)
      guard case .object(let members) = root else {
        return find(.malformed, path, "this is no snapshot: it is no object")
      }
      var texts: [String: String] = [:]
      for member in members {
        if case .text(let text) = member.value { texts[member.key] = text }
      }
      snapshots.append(texts)
    } catch {
      find(.malformed, path, "this is no snapshot: \(error.reason), at byte \(error.offset)")
    }
  }

  private var snapshots: [[String: String]] = []

  private mutating func compareHeads() {
    let manifestPath = EntryName(Manifest.fileName)
    // Only an edition that is whole can contradict its manifest.
    guard findings.isEmpty else { return }
    if let highest, highest != manifest.marking {
      find(
        .changed, manifestPath,
        "its marking is \(manifest.marking.label), and the files' highest is \(highest.label)")
    }
    let languages = Set(snapshots.compactMap { $0["language"] })
    if languages != Set(manifest.languages) {
      find(.changed, manifestPath, "its languages are not those of the snapshots")
    }
    if snapshots.contains(where: { $0["edition"] != manifest.edition }) {
      find(.changed, manifestPath, "its edition is not that of the snapshots")
    }
    var dates: [String: String] = [:]
    for snapshot in snapshots {
      if let pack = snapshot["pack"], let date = snapshot["asOf"] { dates["asOf/\(pack)"] = date }
    }
    if dates != manifest.dates.filter({ $0.key != "knownAt" }) {
      find(.changed, manifestPath, "its dates are not those of the snapshots")
    }
  }

  private mutating func find(_ kind: SiteFinding.Kind, _ path: EntryName, _ message: String) {
    findings.append(SiteFinding(kind, path: path.path(in: place).text, message: message))
  }
}
