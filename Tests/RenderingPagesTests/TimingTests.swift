import Diagnostics
import Foundation
import Narratives
import Records
import Rendering
import Testing

/// How long pages take; runs when asked, in a release build.
@Suite struct TimingTests {
  @Test(
    "times ten thousand incident pages",
    .enabled("TIME_PAGES asks for it") {
      ProcessInfo.processInfo.environment["TIME_PAGES"] != nil
    })
  func incidents() async throws {
    let count = 10_000
    let model = SampleRecords.incidents[0]
    let incidents = (0..<count).map { number in
      Make.record(.incidents, "incident-\(number)", model.item.fields.map { ($0.key, $0.value) })
    }
    let others = SampleRecords.all.filter { $0.collection != .incidents }
    let sample = try SamplePack.make(records: incidents + others)
    var pack = sample.pack
    pack.contents.removeAll { $0.name == "coverage" || $0.name == "timeline" }
    let renderer = SiteRenderer(templates: try Project.templates())
    for jobs in [1, 2] {
      let clock = ContinuousClock()
      var files: [RenderedFile] = []
      let time = await clock.measure {
        files = await renderer.render(
          pack, compiler: sample.compiler, languages: ["en"], jobs: jobs
        ).value
      }
      #expect(files.count > count)
      let bytes = files.reduce(0) { $0 + $1.bytes.count }
      print("jobs \(jobs): \(time), \(files.count) files, \(bytes / 1_000_000) MB")
    }
    let engine = TemplateEngineTests.engine([
      "page": (0..<30).map { "<p>{{name\($0)}}</p>\n" }.joined()
    ]).value
    let values = (0..<30).reduce(into: [String: TemplateValue]()) {
      $0["name\($1)"] = .plain("value \($1)")
    }
    let record = TemplateRecord(values)
    let time = ContinuousClock().measure {
      for _ in 0..<count { _ = engine.render("page", record) }
    }
    print("thirty variables: \(time / count) a page")
  }
}
