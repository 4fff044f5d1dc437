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
          "index.html": Self.label + "<a href=\"en/a%20b.html#x\"> <a href=\"#top\">"
            + "<!-- <iframe> --><svg><path d=\"M0 0\"/></svg><input type=checkbox disabled>"
            + "<style>a > b { color: red }</style>",
          "en/a b.html": Self.label
            + "<p id=\"x\">x</p> <a href=\"#x\"> <a href=\"../index.html\"> <img src=\"x&amp;y.png\"> <a href=\"https://e.org/x\">"
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

  @Test(
    "a link to a place that its page does not have keeps the edition from being published",
    arguments: [
      ("#y", "en/a.html#y"), ("a.html#y", "en/a.html#y"), ("../index.html#z", "index.html#z"),
    ])
  func brokenPlace(_ link: String, _ place: String) async throws {
    let error = try await fault(
      in: SampleSite.edition(
        "public",
        [
          "en/a.html": Self.label + "<p id=\"x\"></p><a href=\"#x\"></a><a href=\"\(link)\">x</a>",
          "index.html": Self.label + "<p id=\"y\"></p><a href=\"#y\"></a>",
        ]))
    #expect(error?.code == .unsoundEdition)
    #expect(error?.path == "public/en/a.html")
    #expect(error?.reason.contains("'\(place)'") == true, "\(String(describing: error))")
  }

  @Test(
    "a page that would act or fetch keeps the edition from being published",
    arguments: [
      "<script>alert(1)</script>", "<iframe src=\"a.html\"></iframe>", "<form></form>",
      "<base href=\"a.html\">", "<p onclick=\"x()\">", "<P OnClick='x()'>", "<p style=\"a\">",
      "<a href=\"javascript:alert(1)\">", "<a href=' JavaScript:alert(1)'>",
      "<a href=\"java&#115;cript:alert(1)\">", "<a href=data:text/html,x>", "<a href=\"//e.org\">",
      "<img src=\"https://e.org/x.png\">", "<img src=\"//e.org/x.png\">",
      "<img src=\"a.html\" srcset=\"https://e.org/x.png 2x\">",
      "<link rel=\"stylesheet\" href=\"https://e.org/x.css\">",
      "<meta http-equiv=\"refresh\" content=\"0; url=a.html\">", "<object data=\"a.html\">",
      "<svg><use xlink:href=\"https://e.org/x.svg#a\"/></svg>", "<script", "<!-- never ends",
      "<style>a", "<svg/onload=x()>",
      "<a href=\"a.html\"onclick=x()>",
    ])
  func active(_ markup: String) async throws {
    let error = try await fault(
      in: SampleSite.edition("public", ["a.html": Self.label + markup]))
    #expect(error?.code == .unsoundEdition)
    #expect(error?.path == "public/a.html")
  }

  @Test("pages may run the script beside their pack's styles, and it may be all they run")
  func script() async throws {
    let error = try await fault(
      in: SampleSite.edition(
        "public",
        [
          "index.html": Self.label,
          "en/brief/index.html": Self.label + "<script src=\"assets/site.js\" defer></script>",
          "en/brief/incidents/a.html": Self.label
            + "<script src=\"../assets/site.js\" defer></script>",
          "en/brief/pack.html": Self.label,
          "en/brief/assets/site.js": "", "en/brief/assets/search.js": "",
        ]))
    #expect(error == nil)
  }

  @Test(
    "any other script keeps the edition from being published",
    arguments: [
      "<script>x()</script>",
      "<script src=\"../assets/site.js\">x()</script>",
      "<script src=\"../assets/search.js\"></script>",
      "<script src=\"../assets/own.js\"></script>",
      "<script src=\"./../assets/site.js\"></script>",
      "<script src=\"../assets/site.js?x\"></script>",
      "<script src=\"../../../fr/brief/assets/site.js\"></script>",
      "<script src=\"https://e.org/assets/site.js\"></script>",
      "<script src=\"//e.org/x.js\"></script>",
      "<script src=\"data:text/javascript,x()\"></script>",
      "<script src=\"../assets/site.js\" type=\"module\"></script>",
      "<script src=\"../assets/site.js\" onload=\"x()\"></script>",
      "<script src=x.js src=\"../assets/site.js\"></script>",
      "<SCRIPT SRC='../assets/own.js'></SCRIPT>",
      "<svg><script href=\"../assets/site.js\"></script></svg>",
      "<svg><script xlink:href=\"../assets/site.js\"/></svg>",
      "<script src></script>",
      "<script src=\"../assets/site.js\"/>",
    ])
  func otherScript(_ markup: String) async throws {
    let error = try await fault(
      in: SampleSite.edition(
        "public",
        [
          "en/brief/incidents/a.html": Self.label + markup, "en/brief/assets/site.js": "",
          "en/brief/assets/search.js": "", "fr/brief/assets/site.js": "",
        ]))
    #expect(error?.code == .unsoundEdition)
    #expect(error?.path == "public/en/brief/incidents/a.html")
  }

  @Test("the whole pack in one file runs nothing, and no edition has a script besides")
  func noScript() async throws {
    let script = "<script src=\"assets/site.js\" defer></script>"
    let book = try await fault(
      in: SampleSite.edition(
        "public",
        ["en/brief/pack.html": Self.label + script, "en/brief/assets/site.js": ""]))
    #expect(book?.path == "public/en/brief/pack.html")
    let front = try await fault(
      in: SampleSite.edition(
        "public", ["index.html": Self.label + script, "en/brief/assets/site.js": ""]))
    #expect(front?.path == "public/index.html")
    for path in ["en/brief/own.js", "en/brief/assets/own.js", "en/brief/site.js"] {
      let error = try await fault(in: SampleSite.edition("public", [path: ""]))
      #expect(error?.path == "public/\(path)")
      #expect(error?.reason.hasPrefix("no edition has this script") == true)
    }
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
