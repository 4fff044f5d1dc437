package import Diagnostics
internal import Editions
package import Publishing
internal import Records

/// Compares an output with its manifests, and with a build of the project if asked for.
package struct Verify: Sendable {
  /// The folder of an output or of one edition, absolute.
  package var folder: String
  package var ceiling: Marking?
  /// The project to compile again from; nil where no rebuild is asked for.
  package var project: String?
  package var jobs: Int

  package init(folder: String, ceiling: Marking? = nil, project: String? = nil, jobs: Int = 2) {
    self.folder = folder
    self.ceiling = ceiling
    self.project = project
    self.jobs = max(1, jobs)
  }

  package struct Outcome: Sendable {
    package let verified: SiteVerifier.Outcome
    /// What keeps the project from being compiled; nil where it was, or was not to be.
    package let report: DiagnosticReport?

    package var findings: [SiteFinding] { verified.findings }
    package var notes: [String] { verified.notes }
    package var editionCount: Int { verified.editions.count }
    /// Files that the manifests name, and the manifests.
    package var fileCount: Int {
      verified.editions.reduce(0) { $0 + $1.manifest.files.count + 1 }
    }

    /// One line a finding, each path from `folder`.
    package func lines(folder: String) -> [String] {
      findings.map { finding in
        "\(VisibleText.line(folder))/\(VisibleText.line(finding.path)): error: "
          + "\(finding.kind.rawValue): \(VisibleText.line(finding.message)) "
          + "[\(finding.code.rawValue)]"
      }
    }

    /// All of it as one JSON document.
    package var json: [UInt8] {
      JSONValue.object([
        "schema": .integer(1),
        "editions": .list(verified.editions.map(Outcome.json)),
        "findings": .list(
          findings.map { finding in
            .object([
              "path": .text(finding.path), "kind": .text(finding.kind.rawValue),
              "code": .text(finding.code.rawValue), "message": .text(finding.message),
            ])
          }),
        "notes": .list(notes.map(JSONValue.text)),
      ]).lines
    }

    private static func json(_ edition: SiteVerifier.Edition) -> JSONValue {
      .object([
        "path": .text(edition.path), "edition": .text(edition.manifest.edition),
        "marking": .text(edition.manifest.marking.label), "tool": .text(edition.manifest.tool),
        "files": .integer(edition.manifest.files.count),
      ])
    }
  }

  package func run() async throws -> Outcome {
    var verified = try SiteVerifier(folder: folder, ceiling: ceiling).verify()
    guard let project else { return Outcome(verified: verified, report: nil) }
    let compilation = try await Compilation(root: project)
    for edition in verified.editions {
      let rebuilt = try await Rebuild(compilation: compilation, edition: edition, jobs: jobs).run()
      verified.findings += rebuilt.value ?? []
      if rebuilt.value == nil {
        // As `build --edition` would report it: a log may be public where the edition is.
        let ceiling = compilation.project.settings.editions
          .first { $0.name == edition.manifest.edition }?.ceiling
        let report = DiagnosticReport(
          rebuilt.diagnostics, sources: compilation.sources, isStrict: false, ceiling: ceiling)
        return Outcome(verified: verified, report: report)
      }
    }
    return Outcome(verified: verified, report: nil)
  }
}
