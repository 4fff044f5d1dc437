import Diagnostics
import Editions
import Foundation
import Narratives
import Records
import Rendering
import Testing

@Suite struct SiteTests {
  static func render(jobs: Int = 2) async throws -> Checked<[RenderedFile]> {
    let sample = try SamplePack.make()
    let renderer = SiteRenderer(
      templates: try Project.templates(), toolVersion: "Dossier 0.1.0")
    return await renderer.render(
      sample.pack, compiler: sample.compiler, languages: ["en", "fr"], jobs: jobs)
  }

  @Test("a pack renders without a finding")
  func rendersWithoutFindings() async throws {
    let rendered = try await SiteTests.render()
    #expect(rendered.diagnostics.isEmpty, "\(rendered.diagnostics.map(\.message))")
    let paths = rendered.value.map(\.path)
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for wanted in [
      "index.html", "summary.html", "incidents/bybit-2025.html", "sanctions/ofac-lazarus.html",
      "entities/dprk.html", "annex/figures.html", "pack.html", "data/incidents.csv",
      "assets/site.css",
    ] {
      #expect(paths.contains("en/g7-2025/" + wanted))
    }
  }

  /// Where a browser shall open the sample; nil: nowhere.
  private static let viewingFolder = ProcessInfo.processInfo.environment["SAMPLE_SITE"]

  @Test(
    "writes the sample where a browser can open it",
    .enabled(if: viewingFolder != nil, "SAMPLE_SITE names the folder"))
  func writesForViewing() async throws {
    let folder = try #require(Self.viewingFolder)
    let rendered = try await SiteTests.render()
    let sample = try SamplePack.make()
    let renderer = SiteRenderer(templates: try Project.templates(), toolVersion: "Dossier 0.1.0")
    let index = renderer.renderIndex(of: [sample.pack], settings: sample.pack.edition.settings)
    for file in rendered.value + index.value {
      let url = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    #expect(FileManager.default.fileExists(atPath: folder + "/index.html"))
  }
}
