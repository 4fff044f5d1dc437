import Diagnostics
import Foundation
import Publishing
import Rendering
import Testing

@Suite struct StagedCheckTests {
  private static let label = "<p class=\"tlp tlp-clear\">TLP:CLEAR</p>\n"

  private func fault(in edition: EditionOutput) async throws -> PublishingError? {
    let site = try SampleSite()
    defer { site.remove() }
    do {
      try await site.publish([edition])
      return nil
    } catch let error as PublishingError {
      #expect(!FileManager.default.fileExists(atPath: site.folder.appending(path: "public").path))
      return error
    }
  }

  @Test("pages that link to each other, outside and to themselves are published")
  func sound() async throws {
    let error = try await fault(
      in: SampleSite.edition(
        "public",
        [
          "index.html": Self.label + "<a href=\"en/a%20b.html#x\"> <a href=\"#top\">",
          "en/a b.html": Self.label
            + "<a href=\"../index.html\"> <img src=\"x&amp;y.png\"> <a href=\"https://e.org/x\">"
            + "<a href=\"mailto:a@e.org\"> <img src=\"data:image/png;base64,AA\">",
          "en/x&y.png": "",
          "en/a.md": "TLP:CLEAR\n\ntext\n\nTLP:CLEAR\n",
        ]))
    #expect(error == nil)
  }

  @Test(
    "a link that leads nowhere keeps the edition from being published",
    arguments: ["b.html", "../../index.html", "en/", "/index.html", "a.html/x", "../en"])
  func brokenLink(_ link: String) async throws {
    let error = try await fault(
      in: SampleSite.edition(
        "public",
        ["en/a.html": Self.label + "<a href=\"\(link)\">x</a>", "index.html": Self.label]))
    #expect(error?.code == .unsoundEdition)
    #expect(error?.path == "public/en/a.html")
    #expect(error?.reason.contains("'\(link)'") == true)
  }

  @Test("a file above the ceiling keeps the edition from being published")
  func aboveCeiling() async throws {
    var edition = SampleSite.edition("public", ["a.txt": "1", "b.txt": "2"])
    edition.files[1].marking = .amber
    let error = try await fault(in: edition)
    #expect(error?.code == .unsoundEdition)
    #expect(error?.reason.hasPrefix("this is TLP:AMBER, above the edition's TLP:CLEAR") == true)
  }

  @Test(
    "a page that does not show its label keeps the edition from being published",
    arguments: ["a.html", "a.md"])
  func unlabelled(_ path: String) async throws {
    let error = try await fault(in: SampleSite.edition("public", [path: "TLP:GREEN\nx\n"]))
    #expect(error?.reason.contains("does not show its label, TLP:CLEAR") == true)
  }

  @Test("two files with one path, or a path that leaves the edition, are not published")
  func paths() async throws {
    var twice = SampleSite.edition("public", ["a.txt": "1"])
    twice.files.append(twice.files[0])
    #expect(try await fault(in: twice)?.code == .unsoundEdition)
    for path in ["../a.txt", "/a.txt", "a//b", "a/./b", "", "manifest.json", "a\u{0}b"] {
      let error = try await fault(in: SampleSite.edition("public", [path: "1"]))
      #expect(error?.code == .unsoundEdition, "\(path)")
    }
  }
}
