import Diagnostics
import Foundation
import Testing

@Suite struct ReviewerPrinterTests {
  static let path = "Content/records/café, à.yaml"

  static func finding(
    _ text: String, _ message: String = "no sanction has the id 'x'"
  ) -> (SourceFiles, Diagnostic) {
    let file = SourceFile(path: path, text: text)
    let bytes = Array(text.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: "x1".utf8) } ?? 0
    let span = SourceSpan(path: path, start: start, end: start + 2)
    return (SourceFiles([file]), Diagnostic(.unknownReference, .error, message, at: span))
  }

  @Test("an annotation is one line, whatever its message holds")
  func annotation() {
    let (sources, finding) = Self.finding("id: x1\n", "100%\n::error::forged\r!")
    let text = GitHubPrinter(sources: sources).text([finding])
    #expect(text.split(separator: "\n").count == 1)
    #expect(
      text.hasPrefix("::error file=Content/records/café%2C à.yaml,line=1,col=5,endColumn=6,title="))
    #expect(text.contains("title=DS203::100%25%0A::error::forged"))
    #expect(!text.contains("\r"))
  }

  @Test("a code-quality report names path, line, code and severity")
  func codeQuality() throws {
    let (sources, finding) = Self.finding("a: b\nid: x1\n")
    let bytes = GitLabPrinter(sources: sources).bytes([finding])
    let list = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]]
    let entry = try #require(list?.first)
    #expect(entry["check_name"] as? String == "DS203")
    #expect(entry["severity"] as? String == "major")
    let location = entry["location"] as? [String: Any]
    #expect(location?["path"] as? String == Self.path)
    #expect((location?["lines"] as? [String: Any])?["begin"] as? Int == 2)
  }

  @Test("a fingerprint outlives lines put before it, and tells equal findings apart")
  func fingerprints() {
    let (sources, finding) = Self.finding("a: b\nid:  x1\n")
    let (moved, movedFinding) = Self.finding("# more\n\na: b\nid: x1\n")
    var first = DiagnosticFingerprints(sources: sources)
    var second = DiagnosticFingerprints(sources: moved)
    let one = first.next(finding)
    #expect(one == second.next(movedFinding))
    #expect(one != first.next(finding))
    let (other, otherFinding) = Self.finding("a: b\nentity: x1\n")
    var third = DiagnosticFingerprints(sources: other)
    #expect(one != third.next(otherFinding))
  }

  @Test("a SARIF log has rules with help, relative addresses and columns in code points")
  func sarif() throws {
    let (sources, finding) = Self.finding("é: x1\n")
    let bytes = SARIFPrinter(sources: sources, toolVersion: "1.2.3") { _ in
      "# DS203: unknown reference\n\nWhy."
    }.bytes([finding])
    let log = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    let run = try #require((log?["runs"] as? [[String: Any]])?.first)
    let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rule = try #require((driver?["rules"] as? [[String: Any]])?.first)
    #expect((rule["shortDescription"] as? [String: String])?["text"] == "DS203: unknown reference")
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let locations = result["locations"] as? [[String: Any]]
    let place = locations?.first?["physicalLocation"] as? [String: Any]
    let address = (place?["artifactLocation"] as? [String: Any])?["uri"] as? String
    #expect(address == "Content/records/caf%C3%A9%2C%20%C3%A0.yaml")
    #expect((place?["region"] as? [String: Any])?["startColumn"] as? Int == 4)
    #expect((result["partialFingerprints"] as? [String: String])?["dossier/v1"]?.count == 16)
  }
}
