internal import Diagnostics
internal import Editions
internal import Exporting
internal import Figures
internal import Loading
internal import Narratives
internal import Publishing
internal import Records
internal import Rendering

/// Records that somebody cleared a section as it stands: `dossier approve`.
package struct Approval: Sendable {
  package var section: String
  /// Who clears it, as pages name them.
  package var by: String
  package var role: String
  /// As written on the command line; the clearance is given on that full day.
  package var date: String
  /// Nil: the first edition, language, and the only pack.
  package var edition: String?
  package var language: String?
  package var pack: String?

  package init(
    section: String, by: String, role: String, date: String, edition: String? = nil,
    language: String? = nil, pack: String? = nil
  ) {
    self.section = section
    self.by = by
    self.role = role
    self.date = date
    self.edition = edition
    self.language = language
    self.pack = pack
  }

  package struct Outcome: Sendable {
    /// What stood in the way; nothing is written with an error.
    package let report: DiagnosticReport
    /// Nil where nothing was cleared.
    package let recorded: Recorded?
  }

  /// A clearance that is on record.
  package struct Recorded: Sendable {
    package let edition: String
    package let language: String
    /// The file, from the project's root.
    package let path: String
    /// Whether the file said the same before.
    package let isUnchanged: Bool
  }

  /// Throws where the command cannot be meant, or the file cannot be read or written.
  package func run(root: String) async throws -> Outcome {
    let compilation = try await Compilation(root: root)
    guard let edition = edition(in: compilation.project.settings) else {
      return fail([unknownEdition(compilation.project.settings)], compilation, nil)
    }
    let ceiling = self.edition == nil ? nil : edition.ceiling
    let broken = compilation.diagnostics.filter { $0.severity == .error }
    guard broken.isEmpty else { return fail(broken, compilation, ceiling) }
    var faults = wordFaults
    let request = CompilationRequest(editions: [edition.name], packs: pack.map { [$0] } ?? [])
    guard let pack = try chosenPack(edition, request, compilation, &faults) else {
      return fail(faults, compilation, ceiling)
    }
    let languages = try compilation.languages(of: pack, request)
    let language = self.language ?? languages.first ?? ""
    if !languages.contains(language) { faults.append(.unknownLanguage(language, languages)) }
    guard faults.isEmpty, let day = PartialDate(date) else {
      return fail(faults, compilation, ceiling)
    }
    let compiled = try compilation.compile(pack, edition: edition, request: request)
    guard let narrator = compilation.narrator(of: compiled, language: language) else {
      return fail([.noStrings(for: language)], compilation, ceiling)
    }
    let narrated = narrator.compilePack()
    let errors = (compiled.diagnostics + narrated.diagnostics).filter { $0.severity == .error }
    guard errors.isEmpty else { return fail(errors, compilation, ceiling) }
    guard let found = find(in: narrated.value) else {
      return fail([unknownSection(narrated.value, edition)], compilation, ceiling)
    }
    let clearance = Clearance(
      section: Located(section, at: pack.span), language: language, by: by, role: role, date: day,
      meaning: SectionMeaning(of: found, in: RenderingContext(pack: narrated.value)))
    let recorded = try record(clearance, edition, pack, root)
    return Outcome(
      report: DiagnosticReport(
        [], sources: compilation.sources, isStrict: false, ceiling: ceiling),
      recorded: recorded)
  }

  private func fail(
    _ faults: [Diagnostic], _ compilation: Compilation, _ ceiling: Marking?
  ) -> Outcome {
    Outcome(
      report: DiagnosticReport(
        faults, sources: compilation.sources, isStrict: false, ceiling: ceiling),
      recorded: nil)
  }

  // MARK: - What is named

  private func edition(in settings: ProjectSettings) -> Edition? {
    guard let name = edition else { return settings.editions.first }
    return settings.edition(name)
  }

  private func unknownEdition(_ settings: ProjectSettings) -> Diagnostic {
    .unknownEdition(edition ?? "", among: settings.editions.map(\.name), at: nil)
  }

  private func chosenPack(
    _ edition: Edition, _ request: CompilationRequest, _ compilation: Compilation,
    _ faults: inout [Diagnostic]
  ) throws -> Pack? {
    let open = compilation.project.packs.filter { EditionSelector().holds($0, edition) }
    guard let name = pack, !open.contains(where: { $0.id == name }) else {
      return try compilation.onlyPack(in: edition, request)
    }
    var message = "'\(edition.name)' has no pack '\(VisibleText.quote(name))'"
    if let nearest = NearestName.nearest(to: name, in: open.map(\.id)) {
      message += "; did you mean '\(nearest)'?"
    }
    faults.append(Diagnostic(.unknownPack, .error, message, at: nil))
    return nil
  }

  private func find(in pack: CompiledPack) -> CompiledSection? {
    for case .section(let section) in pack.contents where section.name == self.section {
      return section
    }
    return nil
  }

  /// What the edition may not hold reads like what is not there.
  private func unknownSection(_ pack: CompiledPack, _ edition: Edition) -> Diagnostic {
    let names = pack.contents.compactMap { entry -> String? in
      if case .section(let section) = entry { section.name } else { nil }
    }
    var message = "'\(edition.name)' has no section '\(VisibleText.quote(section))'"
    if let nearest = NearestName.nearest(to: section, in: names) {
      message += "; did you mean '\(nearest)'?"
    } else if !names.isEmpty {
      message += "; it has \(names.map { "'\($0)'" }.joined(separator: ", "))"
    }
    return Diagnostic(.unknownSection, .error, message, at: nil)
  }

  /// What is wrong with the name, role and date.
  private var wordFaults: [Diagnostic] {
    var faults: [Diagnostic] = []
    for (option, text) in [("--by", by), ("--role", role)] {
      if let hidden = TextHygiene.suspicious(in: text) {
        faults.append(
          Diagnostic(
            .suspiciousCharacter, .error,
            "nothing may hide in a name: \(option) holds "
              + "U+\(String(hidden.value, radix: 16, uppercase: true))", at: nil))
      } else if !Clearance.isLine(text) {
        faults.append(
          Diagnostic(
            .wrongType, .error, "\(option) is one line of up to 200 bytes with words in it",
            at: nil))
      }
    }
    if PartialDate(date)?.isFullDay != true {
      faults.append(.partialClearanceDate(date, at: nil))
    }
    return faults
  }

  // MARK: - The file

  private func record(
    _ clearance: Clearance, _ edition: Edition, _ pack: Pack, _ root: String
  ) throws -> Recorded {
    let path = "Content/packs/\(pack.id)/\(ClearanceText.fileName(edition.name))"
    let known = pack.clearances.first { $0.edition == edition.name }
    var own =
      known ?? EditionClearances(edition: edition.name, ceiling: edition.ceiling, path: path)
    own.clearances.removeAll { clearance.replaces($0) }
    own.clearances.append(clearance)
    let bytes = Array(ClearanceText(own).text.utf8)
    let isUnchanged = try known.map { try DiskFiles(root: root).read($0.path) == bytes } ?? false
    if !isUnchanged { try ProjectFileWriter(root: root).write([(path, bytes)]) }
    return Recorded(
      edition: edition.name, language: clearance.language, path: path, isUnchanged: isUnchanged)
  }
}

extension Diagnostic {
  fileprivate static func unknownLanguage(_ name: String, _ languages: [String]) -> Self {
    var message = "this pack is in no language '\(VisibleText.quote(name))'"
    if let nearest = NearestName.nearest(to: name, in: languages) {
      message += "; did you mean '\(nearest)'?"
    } else {
      message += "; it is in \(languages.joined(separator: ", "))"
    }
    return Self(.unknownLanguage, .error, message, at: nil)
  }
}
