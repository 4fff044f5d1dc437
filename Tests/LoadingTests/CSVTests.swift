import Diagnostics
import Loading
import Records
import TestSupport
import Testing

@Suite struct CSVTests {
  private func load(
    _ text: String, _ collection: String = "incidents"
  ) async throws -> (MarkedProject, Checked<LoadedProject>) {
    let project = MarkedProject(["Content/records/\(collection)/a.csv": text])
    return (project, try await ProjectLoader(jobs: 1).load(from: project.files))
  }

  @Test(
    "a broken shape is reported where its cell began",
    arguments: [
      (
        "id,name\na,1️⃣\"b\nc,d\n", DiagnosticCode.csvShape,
        "the quote that opens this cell is never closed"
      ),
      ("id,name\na,1️⃣\"b\"c\n", .csvShape, "nothing follows a cell's closing quote"),
      ("id,name\na,1️⃣b\"c\"\n", .csvShape, "a cell with a '\"' in it is quoted as a whole"),
      ("id,name\n1️⃣a\n", .csvShape, "the header has 2 cells, this row 1"),
      ("id,name\na,b,1️⃣c\n", .csvShape, "the header has 2 cells, this row 3"),
      (
        "id,1️⃣nam\na,b\n", .unknownField,
        "a row of incidents has no field 'nam'; did you mean 'name'?"
      ),
      ("id,name,1️⃣name\na,b,c\n", .duplicateKey, "'name' is given twice"),
      (
        "id,name,losses.0.amount,1️⃣losses.0.amount\na,b,1,2\n", .duplicateKey,
        "'losses.0.amount' is given twice"
      ),
      (
        "id,name,1️⃣losses.amount\na,b,c\n", .unknownField,
        "an item of the list 'losses' has a number from 0 to 999: 'losses.0'"
      ),
      (
        "id,name,1️⃣losses.1000.amount\na,b,c\n", .unknownField,
        "an item of the list 'losses' has a number from 0 to 999: 'losses.0'"
      ),
      (
        "id,name,1️⃣losses.0.amuont\na,b,c\n", .unknownField,
        "a column of 'losses' has no field 'amuont'; did you mean 'amount'?"
      ),
      (
        "id,name,1️⃣name.de\na,b,c\n", .unknownLanguage,
        "'de' is no language of this project; 'languages' in dossier.yaml lists en, fr"
      ),
      ("id,name,1️⃣status.x\na,b,c\n", .unknownField, "the field 'status' has no parts"),
      (
        "id,name,1️⃣mark\u{200B}ing\na,b,c\n", .suspiciousCharacter,
        "U+200B is invisible or turns text around; a column's name holds none"
      ),
      (
        "id,name,startDate\na,b,1️⃣2024-13\n", .malformedDate,
        "'2024-13' is no date of the calendar; write 2024, 2024-05, 2024-05-31 or a range "
          + "2024-05/2024-06"
      ),
      (
        "id,name,sources\na,b,\"x; 1️⃣Y\"\n", .malformedIdentifier,
        "'Y' is no id; write lower-case letters and digits, joined by single hyphens"
      ),
      (
        "id,name,initiators.0.entity\r\na,b,1️⃣X\r\n", .malformedIdentifier,
        "'X' is no id; write lower-case letters and digits, joined by single hyphens"
      ),
    ])
  func shape(_ text: String, _ code: DiagnosticCode, _ message: String) async throws {
    let (project, loaded) = try await load(text)
    #expect(project.findings(loaded.diagnostics) == [.init("1️⃣", code, message)])
  }

  @Test(
    "a header names its collection, and commas part it",
    arguments: [
      (
        "id,1️⃣nme\na,b\n", DiagnosticCode.unknownField,
        "a row of entities has no field 'nme'; did you mean 'name'?"
      ),
      ("1️⃣id;schema;name\na;b;c\n", .csvShape, "columns are parted by commas, not by semicolons"),
      ("1️⃣id\tschema\tname\na\tb\tc\n", .csvShape, "columns are parted by commas, not by tabs"),
    ])
  func header(_ text: String, _ code: DiagnosticCode, _ message: String) async throws {
    let (project, loaded) = try await load(text, "entities")
    #expect(project.findings(loaded.diagnostics) == [.init("1️⃣", code, message)])
  }

  @Test("cells become fields, empty ones absent")
  func cells() async throws {
    let (_, loaded) = try await load(
      """
      \u{FEFF}id,name,name.fr,alias,losses.0.amount,losses.1.amount,losses.1.sources,original.list.no,status
      a,"A ""B"", C",,x; y;,5,,,9,
      b,B,Bé,,,7,s-1;s-2,,confirmed

      """)
    #expect(loaded.diagnostics.isEmpty)
    let items = loaded.value.drafts.map(\.item)
    try #require(items.count == 2)
    #expect(items[0].localized("name")?.entries.map(\.text) == ["A \"B\", C"])
    #expect(items[0].localized("name")?.isNeutral == true)
    #expect(items[0].texts("alias") == ["x", "y"])
    #expect(items[0].items("losses").count == 1)
    #expect(items[0].field("status") == nil)
    #expect(items[0]["original"] == .free(#"{"list":{"no":"9"}}"#))
    #expect(items[1].localized("name")?.entries.map(\.language) == ["en", "fr"])
    #expect(items[1].items("losses").first?.references("sources").map(\.id) == ["s-1", "s-2"])
  }

  @Test("a semicolon parts the items of named lists alone")
  func semicolons() async throws {
    let (project, loaded) = try await load(
      "id,authority,programId,program,reason\na,ofac,x;y,p;q,r;s\n", "sanctions")
    #expect(project.findings(loaded.diagnostics).isEmpty)
    let item = try #require(loaded.value.drafts.first?.item)
    #expect(item.texts("programId") == ["x;y"])
    #expect(item.texts("program") == ["p", "q"])
    #expect(item.localized("reason")?.entries.first?.text == "r;s")
  }

  @Test("limits are named")
  func limits() {
    let wide = "id" + String(repeating: ",x", count: 300) + "\n"
    let read = CSVReader.read(SourceFile(path: "a.csv", text: wide))
    #expect(read.diagnostics.map(\.code) == [.limitExceeded])
    #expect(!read.value.isWhole)
  }

  @Test(
    "as many rows as the limit says are read, one more is refused",
    arguments: [("id\na\nb\n", 3, true), ("id\n\na\nb", 3, true), ("id\na\nb\nc\n", 3, false)])
  func rowLimit(_ text: String, _ count: Int, _ isWhole: Bool) {
    var limits = LoadingLimits()
    limits.csvRows = 2
    let read = CSVReader.read(SourceFile(path: "a.csv", text: text), limits: limits)
    #expect(read.value.rows.count == count)
    #expect(read.value.isWhole == isWhole)
    #expect(read.diagnostics.map(\.code) == (isWhole ? [] : [.limitExceeded]))
  }

  @Test("a file larger than its limit is not read")
  func sizeLimit() {
    var limits = LoadingLimits()
    limits.csvFileBytes = 5
    #expect(
      CSVReader.read(SourceFile(path: "a.csv", text: "id\na\n"), limits: limits).value.isWhole)
    let read = CSVReader.read(SourceFile(path: "a.csv", text: "id\nab\n"), limits: limits)
    #expect(read.value.rows.isEmpty)
    #expect(read.diagnostics.map(\.code) == [.limitExceeded])
  }
}
