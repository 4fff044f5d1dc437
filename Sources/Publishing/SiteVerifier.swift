package import Diagnostics
internal import Digests
internal import Glibc

/// Compares an output, or one edition of it, with its manifests.
///
/// Nothing outside the folder is read, whatever a manifest says: the folder is walked, and what
/// the walk meets is looked up in the manifest, never the other way round. No link is followed but
/// an edition's own.
package struct SiteVerifier: Sendable {
  /// The folder of an output or of one edition.
  package let folder: String
  /// What nothing in the folder may be marked above.
  package let ceiling: Marking?
  private let calls: SystemCalls

  package init(folder: String, ceiling: Marking? = nil, calls: SystemCalls = SystemCalls()) {
    self.folder = folder
    self.ceiling = ceiling
    self.calls = calls
  }

  /// An edition that was found.
  package struct Edition: Sendable {
    /// From the folder verified; empty where it is that folder itself.
    package let path: String
    /// The same, or where the edition's link leads.
    package let folder: String
    package let manifest: Manifest
    /// As it stands on disk.
    package let manifestBytes: [UInt8]
    /// By path from the edition's folder, SHA-256 in hex, of the plain files that are there.
    package let digests: [String: String]
  }

  package struct Outcome: Sendable {
    package var editions: [Edition] = []
    package var findings: [SiteFinding] = []
    /// What is no fault, and worth knowing: one phrase each.
    package var notes: [String] = []
  }

  /// Throws where the folder cannot be read to its end.
  package func verify() throws(PublishingError) -> Outcome {
    let root = try OutputFolder(named: folder, calls: calls)
    var outcome = Outcome()
    // An output may hold a file of that name too, of somebody's: it has a lock, an edition none.
    let isOutput = try root.kind(OutputLock.fileName) != nil
    let holdsManifest = try root.kind(Manifest.fileName) != nil
    if holdsManifest, !isOutput {
      try verify(root, at: EntryName(""), named: "", into: &outcome)
    } else {
      try verifyOutput(root, into: &outcome)
    }
    if let ceiling {
      let scan = CeilingScan(ceiling: ceiling, editions: outcome.editions)
      let scanned = try scan.run(root)
      outcome.findings += scanned.findings
      outcome.notes += scanned.notes
    }
    outcome.findings.sort {
      (EntryName($0.path), $0.kind.rawValue) < (EntryName($1.path), $1.kind.rawValue)
    }
    return outcome
  }

  private func verifyOutput(
    _ root: OutputFolder, into outcome: inout Outcome
  ) throws(PublishingError) {
    for entry in try root.entries() {
      let name = entry.name.text
      if OutputLayout.isReserved(entry.name) {
        if try isLitter(entry, in: root) {
          outcome.notes.append(
            "'\(name)' was left by a build that did not finish, and the next one removes it")
        }
        continue
      }
      switch entry.kind {
      case .folder:
        let edition = try root.folder(entry.name)
        if try isEdition(edition) {
          try verify(edition, at: entry.name, named: name, into: &outcome)
        }
      case .link:
        guard let target = try root.linkTarget(name),
          OutputLayout.turn(ofLink: target, to: name) != nil
        else { continue }
        guard try root.kind(target) == .folder else {
          outcome.findings.append(
            SiteFinding(.missing, path: target, message: "the edition's link leads nowhere"))
          continue
        }
        try verify(try root.folder(target), at: entry.name, named: target, into: &outcome)
      case .file, .other: continue
      }
    }
    if outcome.editions.isEmpty, outcome.findings.isEmpty {
      outcome.findings.append(
        SiteFinding(
          .missing, path: Manifest.fileName, message: "no edition of Dossier's is here"))
    }
  }

  private func isLitter(
    _ entry: FolderEntry, in root: OutputFolder
  ) throws(PublishingError) -> Bool {
    let name = entry.name.text
    guard entry.name != EntryName(OutputLock.fileName) else { return false }
    guard let edition = OutputLayout.edition(ofVersion: name) else { return true }
    return try root.linkTarget(edition) != name
  }

  /// Whether a folder is an edition, or was one before it lost its manifest: other folders may
  /// stand beside editions.
  private func isEdition(_ folder: OutputFolder) throws(PublishingError) -> Bool {
    if try folder.kind(Manifest.fileName) != nil { return true }
    for language in try folder.entries() where language.kind == .folder {
      let inner = try folder.folder(language.name)
      for pack in try inner.entries() where pack.kind == .folder {
        if try inner.folder(pack.name).kind("pack.json") != nil { return true }
      }
    }
    return false
  }

  // MARK: - One edition

  private func verify(
    _ folder: OutputFolder, at place: EntryName, named name: String, into outcome: inout Outcome
  ) throws(PublishingError) {
    let manifestPath = EntryName(Manifest.fileName).path(in: place).text
    switch try PublishedManifest(in: folder) {
    case .missing:
      outcome.findings.append(
        SiteFinding(.missing, path: manifestPath, message: "without it nothing can be compared"))
    case .malformed(let reason):
      outcome.findings.append(SiteFinding(.malformed, path: manifestPath, message: reason))
    case .sound(let manifest, let bytes):
      var comparison = EditionComparison(manifest: manifest, place: place)
      try comparison.compare(folder)
      if bytes != manifest.bytes {
        comparison.findings.append(
          SiteFinding(
            .changed, path: manifestPath, message: "it is not written as Dossier writes it"))
      }
      outcome.findings += comparison.findings
      outcome.editions.append(
        Edition(
          path: place.text, folder: name, manifest: manifest, manifestBytes: bytes,
          digests: comparison.digests))
    }
  }
}
