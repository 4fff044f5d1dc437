internal import Checking
internal import Diagnostics
package import Importing
internal import Loading
internal import Matching
internal import Publishing
internal import Records

/// Brings a published list into a project's records.
package struct Import: Sendable {
  /// A format's name, or `auto`.
  package var format: String
  /// The list's file, or a folder of its files; absolute.
  package var file: String
  /// The map of a list that no known format covers, absolute.
  package var map: String?
  /// The name of the files it is imported into; nil: the list's own.
  package var into: String?
  package var request: ImportRequest
  /// Reports the delta, writes nothing.
  package var isDryRun: Bool

  package init(
    format: String, file: String, map: String? = nil, into: String? = nil,
    request: ImportRequest = ImportRequest(), isDryRun: Bool = false
  ) {
    self.format = format
    self.file = file
    self.map = map
    self.into = into
    self.request = request
    self.isDryRun = isDryRun
  }

  package struct Outcome: Sendable {
    package let report: DiagnosticReport
    /// Nil where the list was refused.
    package let delta: ListDelta?
    /// The files written, or that would be, from the project's root.
    package let paths: [String]
  }

  package func run(root: String) async throws -> Outcome {
    let files = try DiskFiles(root: root)
    let loaded = try await ProjectLoader().load(from: files)
    let settings = loaded.value.project.settings
    let limits = LoadingLimits(raisedBy: settings.limits)
    let bundle = try bundle(limits)
    try checkMapped()
    guard !loaded.diagnostics.hasErrors else {
      // Without all records nobody can tell which id is taken.
      return Outcome(
        report: report(loaded.diagnostics, loaded.value.sources), delta: nil, paths: [])
    }
    let mapped = try mappedFormat(root, loaded.value, limits)
    guard mapped.diagnostics.isEmpty else {
      return Outcome(
        report: report(mapped.diagnostics, mapped.value.sources), delta: nil, paths: [])
    }
    guard let format = try mapped.value.format ?? chosenFormat(bundle) else {
      let opening = try bundle.files.first.map { try ListOpening($0) }
      let fault = Diagnostic.unrecognisedList(
        opening?.description ?? "an empty folder", file: opening?.name ?? file)
      return Outcome(report: report([fault], [:]), delta: nil, paths: [])
    }
    var request = request
    if settings.marking == nil, request.marking == nil {
      throw UsageError(
        "this project has no default marking; say what new records carry with --marking")
    }
    request.programIDs = programIDs(loaded.value.drafts)
    var target = try target(format, bundle, loaded.value, files)
    target.limits = limits
    let planned = try ListImport(format, request: request).plan(bundle, into: target)
    let sources = loaded.value.sources.merging(mapped.value.sources) { first, _ in first }
    let found = report(planned.diagnostics, sources)
    guard let plan = planned.value, !found.hasErrors else {
      return Outcome(report: found, delta: nil, paths: [])
    }
    if !isDryRun { try ProjectFileWriter(root: root).write(plan.files) }
    return Outcome(report: found, delta: plan.delta, paths: plan.files.map(\.path))
  }

  private func report(
    _ diagnostics: [Diagnostic], _ sources: [String: SourceFile]
  ) -> DiagnosticReport {
    DiagnosticReport(
      diagnostics, sources: SourceFiles(sources.values.sorted { $0.path < $1.path }),
      isStrict: false, ceiling: nil)
  }

  // MARK: The list

  private func bundle(_ limits: LoadingLimits) throws -> ListBundle {
    var listLimits = ListLimits()
    listLimits.fileBytes = limits.listFileBytes
    if let files = try DiskListFile.folder(file) {
      let folder = file.split(separator: "/").last.map(String.init)
      return ListBundle(files: files, folder: folder, limits: listLimits)
    }
    let parent = file.split(separator: "/").dropLast().joined(separator: "/")
    let main = DiskListFile(path: file)
    let neighbours = try DiskListFile.folder("/" + parent) ?? []
    return ListBundle(
      files: [main], neighbours: neighbours.filter { $0.name != main.name },
      limits: listLimits)
  }

  /// Nil where `auto` recognises nothing.
  private func chosenFormat(_ bundle: ListBundle) throws -> (any ListFormat)? {
    if format == "auto" {
      for file in bundle.files {
        if let found = ListFormats.recognised(try ListOpening(file)) { return found }
      }
      return nil
    }
    guard let found = ListFormats.named(format) else {
      let names = ListFormats.names + [MappedCSV.formatName, "auto"]
      let nearest = NearestName.nearest(to: format, in: names)
      throw UsageError(
        "there is no format '\(VisibleText.quote(format))'; "
          + (nearest.map { "did you mean '\($0)'?" } ?? "formats: \(names.joined(separator: ", "))")
      )
    }
    return found
  }

  // MARK: The project

  private func target(
    _ format: any ListFormat, _ bundle: ListBundle, _ loaded: LoadedProject, _ files: DiskFiles
  ) throws -> ListImport.Target {
    let stem = try bundle.opening(of: format).map { format.profile($0).stem } ?? "list"
    let name = try fileName(default: stem)
    var target = ListImport.Target()
    let existing = Set(try files.entries(under: "Content").map(\.path))
    for collection in [Records.Collection.sources, .authorities, .entities, .incidents, .sanctions]
    {
      let path = "Content/records/\(collection.rawValue)/\(name)"
      target.paths[collection] = path
      if existing.contains(path) {
        target.present[collection] = SourceFile(path: path, bytes: try files.read(path))
      }
    }
    let own = Set(target.paths.values)
    for record in loaded.drafts {
      if !own.contains(record.idSpan.path) {
        target.elsewhere[record.reference] = record.idSpan
        if let key = ListingKey(record) { target.listings[key] = record.reference }
      }
      for wallet in record.item.wallets("wallets") {
        guard case .address(let asset, let address) = wallet else { continue }
        target.wallets[WalletAddress.key(asset: asset, address: address), default: []]
          .append(record.reference)
      }
      if let key = record.item.text("publicKey"), let asset = record.item.text("currency") {
        target.wallets[WalletAddress.key(asset: asset, address: key), default: []]
          .append(record.reference)
      }
    }
    return target
  }

  /// `lists/ofac.yaml`: one name in each collection's folder.
  private func fileName(default stem: String) throws -> String {
    guard var name = into else { return "lists/\(stem).yaml" }
    for collection in Records.Collection.allCases {
      let folder = "Content/records/\(collection.rawValue)/"
      if name.hasPrefix(folder) { name = String(name.dropFirst(folder.count)) }
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSound =
      name.hasSuffix(".yaml") && parts.count <= 8
      && parts.allSatisfy { part in
        part.utf8.count <= 80 && part.utf8.first != UInt8(ascii: ".") && !part.isEmpty
          && part.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
      }
    guard isSound else {
      throw UsageError(
        "--into names a .yaml file in the collections' folders, as lists/ofac.yaml; not "
          + "'\(VisibleText.quote(name))'")
    }
    return name
  }

  /// `original: { programs: { TAG: ID } }` of the project's authorities.
  private func programIDs(_ drafts: [Record]) -> [String: String] {
    var ids: [String: String] = [:]
    for record in drafts where record.reference.collection == .authorities {
      guard case .free(let json) = record.item["original"] else { continue }
      for (tag, id) in ProgramTable.read(json) { ids[tag] = id }
    }
    return ids
  }
}

extension ListingKey {
  /// Nil of what is no listing, or gives no authority or no id there.
  fileprivate init?(_ record: Record) {
    guard record.reference.collection == .sanctions,
      let authority = record.item.reference("authority"),
      let id = record.item.text("authorityId")
    else { return nil }
    self.init(authority: authority.id, authorityID: id)
  }
}

extension Import {
  /// Whether a text is a label a record may carry.
  package static func isLabel(_ text: String) -> Bool { Marking(label: text) != nil }
}
