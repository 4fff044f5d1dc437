import Testing

@testable import Review

@Suite struct BlockAlignmentTests {
  private func blocks(_ ids: String...) -> [Snapshot.Block] {
    ids.map { Snapshot.Block(id: $0, text: "text of the block \($0)") }
  }

  @Test("a paragraph that stands elsewhere is moved, and the others are as they were")
  func moved() {
    let alignment = BlockAlignment(blocks("a", "b", "c", "d"), blocks("b", "c", "d", "a"))
    #expect(
      alignment.matches == [
        .same(old: 1, new: 0), .same(old: 2, new: 1), .same(old: 3, new: 2), .moved(old: 0, new: 3),
      ])
  }

  @Test("an edited paragraph is paired with its old words; others are added and removed")
  func edited() {
    let old = [
      Snapshot.Block(id: "p-1", text: "The exchange lost forty coins in March."),
      Snapshot.Block(id: "p-2", text: "Nothing more is known."),
    ]
    let new = [
      Snapshot.Block(id: "p-3", text: "The exchange lost fifty coins in March."),
      Snapshot.Block(id: "p-4", text: "Sanctions followed within days."),
    ]
    #expect(
      BlockAlignment(old, new).matches == [
        .edited(old: 0, new: 0), .added(new: 1), .removed(old: 1),
      ])
  }
}
