import Foundation
import TestSupport
import Testing

@Suite struct WhyCommandTests {
  private func why(_ arguments: [String]) throws -> Tool.Result {
    try Tool.run(["-C", CommandTests.minimal.path, "why"] + arguments)
  }

  @Test("a record, one of its fields and a page are explained with their sources")
  func targets() throws {
    let record = try why(["harbour-2025"])
    #expect(record.status == 0, "\(record.errors)")
    #expect(record.output.contains("rests on"))
    #expect(record.output.contains("\nSources\n"))
    #expect(record.output.contains("Content/records/incidents/harbour-2025.yaml:"))
    let field = try why(["harbour-2025.startDate"])
    #expect(field.status == 0, "\(field.errors)")
    #expect(field.output.contains("startDate of "))
    let unknown = try why(["harbour-2025.startDat"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean 'startDate'?"))
    #expect(try why(["overview.html#nowhere"]).status == 64)
  }

  @Test("what depends on a record is told, as JSON too")
  func reverse() throws {
    let result = try why(["--reverse", "harbour-2025", "--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["target"] as? String == "incidents/harbour-2025")
    #expect((object?["parts"] as? [[String: Any]])?.isEmpty == false)
  }

  @Test("--not and --figure go together and take the place of a target")
  func usage() throws {
    for arguments in [["--not", "x"], [], ["x", "--not", "y", "--figure", "z"]] {
      #expect(try why(arguments).status == 64, "\(arguments)")
    }
  }
}
