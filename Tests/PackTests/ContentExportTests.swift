import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// An edition's sources compile to the edition's bytes and hold nothing above its ceiling.
@Suite struct ContentExportTests {
  static let cases = AcceptedPackTests.cases

  @Test("a sound project's sources compile to the same bytes for each edition", arguments: cases)
  func accepted(_ name: String) async throws {
    let project = try TestProject(copying: AcceptedPackTests.folder.appending(path: name))
    let site = try await project.site().files
    for edition in Set(site.keys.map({ String($0.prefix { $0 != "/" }) })).sorted() {
      try await ExportedProject(of: project, edition: edition).expectSameBytes(as: site)
    }
  }

  @Test("the demonstration pack's public sources compile to the same bytes, without what is hidden")
  func demonstration() async throws {
    let project = try TestProject(copying: Folders.root)
    let settings = try project.text("Content/dossier.yaml")
    if !settings.contains("TLP:AMBER") {
      try project.replace(
        "editions:\n",
        with: """
          editions:
            canarypartners: { ceiling: TLP:AMBER }

          """, in: "Content/dossier.yaml")
    }
    try project.write(
      """
      ---
      # canary in a comment
      id: canary-theft
      name: Canary theft
      marking: TLP:AMBER
      startDate: 2025-01-02
      losses: { amount: 31000000, currency: USD }
      sources: fbi-bybit-2025
      ---

      The canary sang.
      """, to: "Content/records/incidents/canary-theft.md")
    let section = "\(DemonstrationTests.pack)/summary.en.md"
    let passage = "\n{marked:amber}``The canary saw {incident}`canary-theft`.``\n"
    try project.write(try project.text(section) + passage, to: section)
    let exported = try await ExportedProject(of: project, edition: "public")
    try await exported.expectSameBytes(as: try await project.site().files)
    #expect(try exported.paths(holding: "canary").isEmpty)
  }

  @Test("of everything that can be hidden no name, word or number is left in the sources")
  func canaries() async throws {
    let project = try RichProject.make()
    let planted = RichProject.canaries
    #expect(planted.count >= 30)
    let report = try await project.check(isStrict: false).report
    let text = TextPrinter(sources: report.sources).text(report.diagnostics)
    #expect(!report.hasErrors, "\(text)")
    let exported = try await ExportedProject(of: project, edition: "public")
    let site = try await project.site().files
    try await exported.expectSameBytes(as: site)
    for canary in planted {
      #expect(try exported.paths(holding: canary).isEmpty, "\(canary)")
    }
    // What is kept is there: the canaries are not gone with everything else.
    for kept in RichProject.kept {
      #expect(try !exported.paths(holding: kept).isEmpty, "\(kept)")
    }
    let partners = try await ExportedProject(of: project, edition: "partners")
    try await partners.expectSameBytes(as: site)
  }

  @Test("what is hidden moves no byte of the sources")
  func interference() async throws {
    let project = try RichProject.make()
    let before = try await ExportedProject(of: project, edition: "public").files()
    try project.write(
      try project.text("Content/records/incidents/hidden.yaml")
        .replacing("canary-theft", with: "canary-robbery"),
      to: "Content/records/incidents/renamed.yaml")
    try project.remove("Content/records/incidents/hidden.yaml")
    let texts = Folders.files(under: project.root).filter { !$0.hasSuffix(".png") }
    for path in texts where path.hasPrefix("Content/") {
      let text = try project.text(path)
      try project.write(text.replacing("canary-theft", with: "canary-robbery"), to: path)
    }
    let after = try await ExportedProject(of: project, edition: "public").files()
    #expect(before == after)
  }

  @Test("exporting again replaces what was exported, and sources export to themselves")
  func again() async throws {
    let project = try RichProject.make()
    let exported = try await ExportedProject(of: project, edition: "public")
    let copy = try TestProject(copying: exported.root)
    let second = try await ExportedProject(of: copy, edition: "public")
    #expect(try exported.files() == second.files())
  }

  @Test(
    "what cannot be written to the same bytes is refused at its section, and nothing is written")
  func refusal() async throws {
    let project = try RichProject.make()
    let path = "Content/packs/brief/overview.en.md"
    try project.write(
      try project.text(path) + "\n\n- [x] {marked:amber}`canary-task`\n  1. by letter\n", to: path)
    let exported = try await ExportedProject(of: project, edition: "public")
    let found = exported.outcome.report.diagnostics.filter { $0.code == .exportDiffers }
    #expect(found.map(\.span?.path) == [path], "\(exported.report)")
    #expect(found.first?.message.contains("packs/brief/overview.en") == true)
    #expect(exported.outcome.fileCount == 0)
    #expect(try exported.files().isEmpty)
  }
}
