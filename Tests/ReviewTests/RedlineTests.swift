import Review
import Testing

@Suite struct RedlineTests {
  @Test("a changed number is one deletion and one insertion")
  func number() {
    let redline = Redline(
      old: "They stole US$1.34 billion in 2024.", new: "They stole US$1.5 billion in 2024.")
    #expect(
      redline.pieces == [
        .same("They stole "), .deleted("US$1.34"), .inserted("US$1.5"), .same(" billion in 2024."),
      ])
  }

  @Test("neighbouring changed words are one change, the space between them included")
  func neighbours() {
    let redline = Redline(old: "one red house", new: "one very blue house")
    #expect(
      redline.pieces == [
        .same("one "), .deleted("red"), .inserted("very blue"), .same(" house"),
      ])
  }

  @Test("equal texts have no redline")
  func equal() {
    #expect(Redline(old: "a b.", new: "a b.").isEmpty)
    #expect(!Redline(old: "", new: "a").isEmpty)
  }

  @Test(
    "pieces put together give either text back",
    arguments: [
      ("", ""), ("a", ""), ("a, b; c.", "a, c; b."), ("x  y\nz", "x y\nz z"),
      ("1.46 or 1,46 %", "1.5 or 1,5 %"), ("é e\u{301}", "e\u{301} é"),
    ])
  func whole(_ old: String, _ new: String) {
    var before = ""
    var after = ""
    for piece in Redline(old: old, new: new).pieces {
      switch piece {
      case .same(let text):
        before += text
        after += text
      case .deleted(let text): before += text
      case .inserted(let text): after += text
      }
    }
    #expect(Array(before.utf8) == Array(old.utf8))
    #expect(Array(after.utf8) == Array(new.utf8))
  }
}
