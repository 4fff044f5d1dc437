import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// Each diagnostic's page shows how it is provoked and how it is mended, and means it.
@Suite struct PageExampleTests {
  /// Pages whose examples cannot be put into a project's files, and why.
  ///
  /// What they show is run by the tests named.
  static let shownOtherwise: [DiagnosticCode: String] = [
    .unreadableFile: "a link, not a file: LoadingTests",
    .limitExceeded: "a text longer than a page: LoadingTests, RejectedPackTests",
    .unmarked: "settings without a default: RejectedPackTests",
    .unknownCollection: "a folder's name: RejectedPackTests",
    .unexpectedFile: "a file's name: RejectedPackTests",
    .missingFile: "a file that is not there: RejectedPackTests",
    .isolatedRecords: "two editions and more records than a page holds: RejectedPackTests",
    .summaryOverflow: "a print: PaperTests",
    .unwritable: "a disk: FailedBuildTests", .lockedOutput: "two builds: KilledBuildTests",
    .unsafeOutput: "a folder: CommandTests", .hiddenErrors: "an option: SealedLogTests",
    .missingProgram: "a program: PaperTests", .programFailed: "a program: PaperTests",
    .unknownPack: "an option: ApproveCommandTests",
    .unsoundEdition: "a template that a project may not load: PublishingTests",
    .siteMismatch: "an output: VerifyCommandTests",
    .markedAboveCeiling: "an output: VerifyCommandTests",
    .malformedManifest: "an output: VerifyCommandTests",
    .rebuildDiffers: "an output: VerifyCommandTests",
    .leakedText: "a fault of ours: LeakCheck's tests",
    .exportDiffers: "an export: ContentExportTests",
    .linkForm: "a command's writing: MatchTests",
    .lapsedClearance: "an edit in between: ApproveCommandTests",
    .unknownEdition: "a file's name: RejectedPackTests",
    // Lists lie outside a project: the tests of Importing.
    .listFormat: "a list", .listCut: "a list", .listEncoding: "a list", .listUnsafe: "a list",
    .listLimit: "a list", .listDuplicate: "a list", .listEmpty: "a list", .listSize: "a list",
    .listValue: "a list", .listRemarksCut: "a list", .listWallet: "a list",
    .listUnknown: "a list", .listDangling: "a list", .listTarget: "a list",
  ]

  static let codes = DiagnosticCode.allCases.filter { shownOtherwise[$0] == nil }

  @Test(
    "a page's bad example is reported under its code, and its good one is not", arguments: codes)
  func example(_ code: DiagnosticCode) async throws {
    let example = PageExample(page: try CodeExplanation.page(of: code.rawValue))
    try #require(!example.bad.isEmpty && !example.good.isEmpty, "both say which file they are of")
    let bad = try await report(on: example.bad)
    #expect(
      bad.diagnostics.contains { $0.code == code },
      "the bad example is reported otherwise:\n\(text(bad))")
    let good = try await report(on: example.good)
    let found = good.diagnostics.filter { $0.code == code || $0.severity == .error }
    #expect(found.isEmpty, "the good example is reported:\n\(text(good))")
  }

  @Test("every page has both examples", arguments: DiagnosticCode.allCases)
  func shape(_ code: DiagnosticCode) throws {
    let page = try CodeExplanation.page(of: code.rawValue)
    for head in ["\nBad:", "\nGood:", "\nTo mend it:", "\nWhy:"] {
      #expect(page.contains(head) || code == .leakedText, "\(code.rawValue) lacks \(head)")
    }
  }

  @Test("the project that examples are put into is sound")
  func base() async throws {
    let report = try await report(on: [])
    #expect(report.diagnostics.isEmpty, "\(text(report))")
  }

  private func report(on blocks: [PageExample.Block]) async throws -> DiagnosticReport {
    let project = try TestProject(bytes: try PageExample.project(blocks))
    return try await project.check(isStrict: false).report
  }

  private func text(_ report: DiagnosticReport) -> String {
    TextPrinter(sources: report.sources, detail: .short).text(report.diagnostics)
  }
}
