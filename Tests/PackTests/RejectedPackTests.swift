import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

@Suite struct RejectedPackTests {
  static let folder = Folders.root.appending(path: "Tests/PackTests/Rejected")
  static let cases = Folders.names(in: folder)

  @Test("a broken project is reported as recorded, all in one run", arguments: cases)
  func rejected(_ name: String) async throws {
    let project = try TestProject(copying: Self.folder.appending(path: name))
    let report = try await project.check().report
    #expect(report.hasErrors)
    let text = TextPrinter(sources: report.sources).text(report.diagnostics)
    let difference = try Golden.difference(
      text, with: Self.folder.appending(path: "\(name)/Expected.txt"))
    #expect(difference == nil, "\(name)\n\(difference ?? "")")
    if name.hasPrefix("DS") {
      let code = String(name.prefix(5))
      #expect(report.diagnostics.contains { $0.code.rawValue == code })
    }
  }

  /// Codes that no project folder provokes; command tests do.
  static let testedElsewhere: Set<DiagnosticCode> = [
    .unreadableFile, .unwritable, .lockedOutput, .unsafeOutput, .retiredMarking, .hiddenErrors,
    .unknownPack, .unsoundEdition, .siteMismatch, .markedAboveCeiling, .malformedManifest,
    .rebuildDiffers, .leakedText, .exportDiffers, .missingProgram, .programFailed,
    .summaryOverflow,
    // Lists lie outside a project: the tests of Importing provoke these.
    .listFormat, .listCut, .listEncoding, .listUnsafe, .listLimit, .listDuplicate, .listEmpty,
    .listSize, .listValue, .listRemarksCut, .listWallet, .listUnknown, .listDangling, .listTarget,
    .listMap,
    // A link that cannot be written: the tests of Matching do.
    .linkForm,
  ]

  @Test("every code has a rejected project", arguments: DiagnosticCode.allCases)
  func coverage(_ code: DiagnosticCode) {
    guard !Self.testedElsewhere.contains(code) else { return }
    #expect(Self.cases.contains { $0.hasPrefix(code.rawValue + "-") }, "\(code.rawValue)")
  }

  @Test("every code has an explanation", arguments: DiagnosticCode.allCases)
  func explanation(_ code: DiagnosticCode) throws {
    let page = try CodeExplanation.page(of: code.rawValue)
    #expect(page.hasPrefix("# \(code.rawValue)"))
  }
}
