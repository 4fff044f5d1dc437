import Diagnostics
import Editions
import Loading
import MarkdownTree
import Records
import Testing

// What a date takes out: the pack's own, and those that options give.
extension EditionSelectorTests {
  @Test(
    "as of a day, the earliest possible day of a date decides",
    arguments: [
      ("2023-12-31", []), ("2024-01-01", ["year"]), ("2024-05-31", ["month", "year"]),
      ("2024-06-02", ["day", "month", "year"]), ("2024", ["day", "month", "year"]),
    ])
  func asOf(_ date: String, _ expected: [String]) async throws {
    let project = try await project([
      "Content/records/incidents/i.yaml":
        "- { id: year, name: Y, startDate: 2024, sources: s }\n"
        + "- { id: month, name: M, startDate: 2024-05~, sources: s }\n"
        + "- { id: day, name: D, disclosureDate: 2024-06-02, sources: s }\n"
    ])
    let selected = try select(project, asOf: date)
    #expect(selected.value.corpus.records(.incidents).map(\.id) == expected)
    #expect(selected.value.removedByDate.count == 3 - expected.count)
  }

  @Test("before its end a listing is active; an ended one stays; a forum's last day is a plan")
  func ends() async throws {
    let project = try await project([
      "Content/records/authorities/a.yaml": "id: a\nname: A\njurisdiction: us\n",
      "Content/records/forums/f.yaml":
        "id: f\nname: F\nstartDate: 2030-01-01\nendDate: 2030-01-02\n",
      "Content/records/sanctions/x.yaml": """
      id: x
      entityName: X
      authority: a
      listingDate: 2022-08-08
      endDate: 2025-03-21
      status: delisted
      delistingBasis: notice
      sources: s
      """,
    ])
    let before = try #require(
      try select(project, asOf: "2024-01-01").value.corpus.records(.sanctions).first)
    #expect(before.item.text("status") == "active")
    #expect(before.item.field("endDate") == nil)
    #expect(before.item.field("delistingBasis") == nil)
    let after = try select(project, asOf: "2025-06-01").value.corpus
    #expect(after.records(.sanctions).first?.item.text("status") == "delisted")
    #expect(after.records(.forums).first?.item.field("endDate") != nil)
  }

  @Test(
    "known at a month is known at its last day",
    arguments: [
      ("2025-01", ["early"]), ("2025-02", ["early", "late"]), ("2025", ["early", "late"]),
    ])
  func knownAtMonth(_ date: String, _ expected: [String]) async throws {
    let project = try await project([
      "Content/records/entities/e.yaml":
        "- { id: early, schema: Person, name: E, recorded: 2025-01-31 }\n"
        + "- { id: late, schema: Person, name: L, recorded: 2025-02-28 }\n"
    ])
    let selected = try select(project, knownAt: date)
    #expect(selected.value.corpus.records(.entities).map(\.id) == expected)
  }

  @Test("as of a day, listings and measures after it are not there, undated ones are")
  func otherDates() async throws {
    let project = try await project([
      "Content/records/authorities/a.yaml": "id: a\nname: A\njurisdiction: us\n",
      "Content/records/sanctions/x.yaml":
        "- { id: x, entityName: X, authority: a, listingDate: 2024-05-02, sources: s }\n"
        + "- { id: undated, entityName: Y, authority: a, sources: s }\n",
      "Content/records/measures/m.yaml":
        "- { id: m, kind: ask, text: M, date: 2024-05-02, sources: s }\n"
        + "- { id: undated, kind: ask, text: U, sources: s }\n",
    ])
    for collection in [Collection.sanctions, .measures] {
      let before = try select(project, asOf: "2024-05-01").value.corpus
      #expect(before.records(collection).map(\.id) == ["undated"])
      let after = try select(project, asOf: "2024-05-02").value.corpus
      #expect(after.records(collection).count == 2)
    }
  }

  @Test("what an option cuts and leaves dangling is a warning; what the pack's date cuts, an error")
  func danglingByDate() async throws {
    let files = [
      "Content/records/authorities/a.yaml": "id: a\nname: A\njurisdiction: us\n",
      "Content/records/sources/t.yaml":
        "id: t\ntype: report\ntitle: T\nrecorded: 2024-06-01\n",
      "Content/records/measures/m.yaml":
        "id: m\nkind: ask\ntext: M\nstatus: proposed\ndocument: t\nsources: t\n",
      "Content/records/entities/e.yaml":
        "- { id: e, schema: Person, name: E, recorded: 2024-06-01 }\n",
      "Content/records/sanctions/x.yaml":
        "{ id: x, entity: e, authority: a, listingDate: 2024-01-01, sources: s }\n",
    ]
    let project = try await project(files)
    let known = try select(project, knownAt: "2024-05-31")
    #expect(known.diagnostics.map(\.severity) == [.warning, .warning, .warning])
    #expect(Set(known.diagnostics.map(\.code)) == [.unsourcedItem, .unknownReference])
    #expect(known.value.removedByDate.count == 2)
    #expect(try select(project, knownAt: "2024-06-01").diagnostics == [])

    var later = files
    later["Content/packs/brief/pack.yaml"] =
      "title: Brief\nasOf: 2024-05-01\ncontents: [overview]\n"
    later["Content/records/measures/m.yaml"] =
      "id: m\nkind: ask\ntext: M\nstatus: proposed\nsources: s\n"
    later["Content/records/incidents/i.yaml"] = """
      - { id: i, name: I, startDate: 2024-07-01, sources: s }
      """
    let cut = try select(try await self.project(later), knownAt: "2030-01-01")
    #expect(cut.value.corpus.records(.incidents).isEmpty)
    #expect(cut.value.removedByDate.isEmpty)
  }

  @Test("known at a day, what was recorded later is not there")
  func knownAt() async throws {
    let project = try await project([
      "Content/records/entities/e.yaml":
        "- { id: early, schema: Person, name: E }\n"
        + "- { id: late, schema: Person, name: L, recorded: 2025-02-01 }\n"
    ])
    #expect(
      try select(project, knownAt: "2025-01-31").value.corpus.records(.entities).map(\.id)
        == ["early"])
  }

  @Test("as of and known at a day, later attributions and estimates are not there")
  func nestedDates() async throws {
    let project = try await project([
      "Content/records/incidents/i.yaml": """
      id: i
      name: I
      startDate: 2024
      attributions:
        - { attributingActor: A, attributionDate: 2024-03-01, sources: s }
        - { attributingActor: B, attributionDate: 2024-05, sources: s }
      losses:
        - { amount: 1, currency: USD, preferred: true, sources: s }
        - { amount: 2, currency: USD, recorded: 2025-02, sources: s }
      sources: s
      """
    ])
    func incident(asOf: String? = nil, knownAt: String? = nil) throws -> Item {
      let selected = try select(project, asOf: asOf, knownAt: knownAt)
      return try #require(selected.value.corpus.records(.incidents).first).item
    }
    #expect(try incident(asOf: "2024-04-30").items("attributions").count == 1)
    #expect(try incident(asOf: "2024-05-01").items("attributions").count == 2)
    #expect(try incident(knownAt: "2025-01-31").items("losses").count == 1)
    #expect(try incident(knownAt: "2025-02-01").items("losses").count == 2)
    #expect(try incident(asOf: "2024-04-30").items("losses").count == 2)
  }
}
