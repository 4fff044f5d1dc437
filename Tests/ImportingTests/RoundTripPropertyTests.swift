import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// Records exported as Follow the Money and imported again hold everything that form can hold.
@Suite struct RoundTripPropertyTests {
  private typealias Fields = [String: [String]]

  private static let names = [
    "Grey Heron", "Harbour: a trust", "\"Quoted\" Ltd", "Chongch’al Ch’ongguk", "정찰총국", "a;b",
    "# hash", "- dash", "=SUM(1)", "No", "12", "Ünïcode Öl", "Кимсуки", "tail \\ slash", "{braces}",
  ]

  /// Records of one random project: by `collection/id`, each field's values.
  private struct Sample {
    var records: [String: Fields] = [:]
    var files: [String: String] = ["Content/dossier.yaml": ImportTests.settings]

    init(_ seed: Int) {
      var numbers = HandEditPropertyTests.Numbers(state: UInt64(seed))
      files["Content/records/sources/s.yaml"] =
        "{ id: s, type: dataset, title: Lists, publisher: Us, issued: 2024 }"
      files["Content/records/authorities/a.yaml"] = """
        - { id: ofac, name: "US Treasury, Office of Foreign Assets Control", jurisdiction: us, sources: s }
        - { id: port, name: Port Authority, jurisdiction: ca, sources: s }
        """
      for index in 0..<Int.random(in: 1...8, using: &numbers) {
        records["entities/e\(index)"] = Sample.entity(index, &numbers)
      }
      for index in 0..<Int.random(in: 0...6, using: &numbers) {
        records["sanctions/e\(index)"] = Sample.sanction(
          of:
            "e\(Int.random(in: 0..<records.keys.count { $0.hasPrefix("entities") }, using: &numbers))",
          &numbers)
      }
      for collection in ["entities", "sanctions"] {
        let own = records.filter { $0.key.hasPrefix(collection) }
        let text = own.keys.sorted().map { key in
          let id = key.split(separator: "/")[1]
          let single = Sample.singles
          let lines = (own[key] ?? [:]).keys.sorted().map { name in
            let values = own[key]?[name] ?? []
            return single.contains(name)
              ? "  \(name): \(Sample.quoted(values.first ?? ""))"
              : "  \(name): [\(values.map(Sample.quoted).joined(separator: ", "))]"
          }
          return (["- id: \(id)"] + lines + ["  sources: s"]).joined(separator: "\n")
        }.joined(separator: "\n")
        files["Content/records/\(collection)/x.yaml"] = text + "\n"
      }
    }

    static let singles: Set<String> = [
      "schema", "name", "country", "birthDate", "publicKey", "currency", "holder", "entity",
      "authority", "authorityId", "unscId", "listingDate", "startDate", "endDate", "status",
      "reason", "programUrl", "sourceUrl", "modifiedAt",
    ]

    private static func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func some(
      _ values: [String], _ numbers: inout HandEditPropertyTests.Numbers
    ) -> [String] {
      Array(values.shuffled(using: &numbers).prefix(Int.random(in: 0...3, using: &numbers)))
    }

    private static func entity(
      _ index: Int, _ numbers: inout HandEditPropertyTests.Numbers
    ) -> Fields {
      let schemata = [
        "Organization", "LegalEntity", "Person", "Company", "PublicBody", "Vessel", "Airplane",
        "CryptoWallet",
      ]
      let schema = index == 0 ? "Company" : schemata.randomElement(using: &numbers) ?? "Person"
      var fields: Fields = ["schema": [schema], "name": ["\(index) \(names[index])"]]
      fields["alias"] = some(names, &numbers)
      fields["weakAlias"] = some(names, &numbers)
      fields["previousName"] = some(names, &numbers)
      fields["topics"] = some(["sanction", "crime", "crime.cyber"], &numbers)
      fields["country"] = Array(some(["kp", "cn", "ru", "eu"], &numbers).prefix(1))
      if schema == "Person" {
        fields["nationality"] = some(["kp", "cn", "ru"], &numbers)
        fields["birthDate"] = Array(some(["1971", "1971-01", "1971-01-22"], &numbers).prefix(1))
      }
      if schema == "CryptoWallet" {
        fields["publicKey"] = ["0x00000000000000000000000000000000000000a\(index)"]
        fields["currency"] = ["ETH"]
        fields["holder"] = Bool.random(using: &numbers) ? ["e0"] : []
      }
      return fields.filter { !$0.value.isEmpty }
    }

    private static func sanction(
      of entity: String, _ numbers: inout HandEditPropertyTests.Numbers
    ) -> Fields {
      var fields: Fields = ["entity": [entity]]
      fields["authority"] = [Bool.random(using: &numbers) ? "ofac" : "port"]
      fields["country"] = Array(some(["us", "ca"], &numbers).prefix(1))
      fields["program"] = some(["DPRK3", "CYBER2", "[A; B]"], &numbers)
      fields["programId"] = some(["US-NK", "US-CYB"], &numbers)
      fields["authorityId"] = Array(some(["27307", "KPe.031"], &numbers).prefix(1))
      fields["unscId"] = Array(some(["KPe.031", "KPi.001"], &numbers).prefix(1))
      fields["listingDate"] = Array(some(["2016", "2016-03", "2016-03-02"], &numbers).prefix(1))
      fields["startDate"] = Array(some(["2016", "2016-04-02"], &numbers).prefix(1))
      fields["endDate"] = Array(some(["2020", "2021-05-06"], &numbers).prefix(1))
      fields["status"] = [
        ["active", "delisted", "expired", "suspended", "unknown"].randomElement(using: &numbers)
          ?? "active"
      ]
      fields["reason"] = Array(some(["For: thefts; and more.", "“Services”"], &numbers).prefix(1))
      fields["provisions"] = some(["asset freeze", "travel ban"], &numbers)
      fields["programUrl"] = ["https://example.org/programme"]
      fields["sourceUrl"] = Array(some(["https://example.org/entry"], &numbers).prefix(1))
      fields["modifiedAt"] = Array(some(["2024-01-05"], &numbers).prefix(1))
      return fields.filter { !$0.value.isEmpty }
    }
  }

  @Test("what Follow the Money can hold comes back", arguments: 1...40)
  func roundTrip(_ seed: Int) async throws {
    let sample = Sample(seed)
    let project = try TestProject(files: sample.files)
    let exported = try await DataExporter(
      format: "ftm", request: CompilationRequest(), output: nil
    ).run(root: project.root.path)
    #expect(!exported.report.hasErrors, "\(exported.report.diagnostics.map(\.message))")
    let lines = String(decoding: try #require(exported.files.first).bytes, as: UTF8.self)
    let copy = try ImportTests.project()
    let list = try ImportTests.list("entities.ftm.json", lines, in: copy)
    let imported = try await Import(format: "auto", file: list).run(root: copy.root.path)
    #expect(imported.delta != nil, "\(imported.report.diagnostics.map(\.message))")
    let records = try await Self.records(of: copy)
    for (key, fields) in sample.records {
      let parts = key.split(separator: "/").map(String.init)
      let kind = parts[0] == "entities" ? "entity" : "sanction"
      let found = try #require(records["\(parts[0])/os-\(kind)-\(parts[1])"], "\(key)")
      for (name, values) in fields {
        var expected = values
        if name == "entity" || name == "holder" { expected = values.map { "os-entity-\($0)" } }
        var actual = found[name] ?? []
        if name == "authority" {
          // The name is what the form holds; a known one has its id back.
          expected = values.map { $0 == "ofac" ? "ofac" : "port-authority" }
        }
        if name == "entity" || name == "holder" || name == "authority" {
          actual = actual.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        }
        #expect(actual.sorted() == expected.sorted(), "\(key) \(name)")
      }
    }
  }

  /// Every record of a project with the texts of its fields.
  private static func records(of project: TestProject) async throws -> [String: Fields] {
    let outcome = try await DataExporter(
      format: "json", request: CompilationRequest(), output: nil
    ).run(root: project.root.path)
    #expect(!outcome.report.hasErrors, "\(outcome.report.diagnostics.map(\.message))")
    let bytes = Data(try #require(outcome.files.first).bytes)
    let document = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let collections = try #require(document["records"] as? [String: [[String: Any]]])
    var result: [String: Fields] = [:]
    for (collection, records) in collections {
      for record in records {
        let id = try #require(record["id"] as? String)
        result["\(collection)/\(id)"] = record.compactMapValues { value in
          (value as? [String]) ?? (value as? String).map { [$0] }
        }
      }
    }
    return result
  }
}
