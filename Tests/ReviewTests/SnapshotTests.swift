import Review
import Testing

@Suite struct SnapshotTests {
  static let empty = """
    {"annexes":[],"bibliography":[],"claims":[],"edition":"public","figures":[],"language":"en",
    "marking":"TLP:CLEAR","pack":"brief","presentation":{},"records":{},"schema":1,"sections":[],
    "terms":[],"title":"Brief"}
    """

  @Test("a snapshot is read with its key and title")
  func reads() throws {
    let snapshot = try Snapshot(bytes: Array(Self.empty.utf8), path: "pack.json")
    #expect(snapshot.key.description == "public/en/brief")
    #expect(snapshot.metadata["title"] == "Brief")
  }

  @Test(
    "what is no snapshot is refused with its path and the reason",
    arguments: [
      ("{", "pack.json:1:2: error: broken JSON: a key in quotes is expected"),
      ("[]", "pack.json: error: a snapshot is an object"),
      ("{}", "pack.json: error: this is no snapshot: it has no 'schema'"),
      ("{\"a\":1,\"a\":1}", "broken JSON: the key 'a' stands twice"),
      ("{\"a\":1.5}", "broken JSON: numbers are whole; amounts are strings"),
      ("{\"schema\":1} x", "broken JSON: text follows the document"),
      ("{\"a\":\"\\ud800\"}", "broken JSON: a surrogate stands alone"),
      ("{\"schema\":1}", "'pack' of the snapshot is text"),
      (String(repeating: "[", count: 100), "broken JSON: it is nested too deeply"),
    ])
  func refuses(_ text: String, _ reason: String) {
    let failure = #expect(throws: SnapshotFailure.self) {
      try Snapshot(bytes: Array(text.utf8), path: "pack.json")
    }
    #expect(failure?.description.contains(reason) == true, "\(failure?.description ?? "")")
  }

  @Test("a newer schema is refused by its number")
  func newer() {
    let text = Self.empty.replacing("\"schema\":1", with: "\"schema\":2")
    let failure = #expect(throws: SnapshotFailure.self) {
      try Snapshot(bytes: Array(text.utf8), path: "new.json")
    }
    #expect(failure?.reason.contains("its schema is 2, newer than 1") == true)
  }

  @Test("every cut of a snapshot is refused")
  func cut() {
    let bytes = Array(Self.empty.utf8)
    for length in 0..<bytes.count - 1 {
      #expect(throws: SnapshotFailure.self) {
        try Snapshot(bytes: Array(bytes[..<length]), path: "pack.json")
      }
    }
  }
}
