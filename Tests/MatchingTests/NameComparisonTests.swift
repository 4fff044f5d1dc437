import Diagnostics
import Matching
import Records
import Testing

@Suite struct NameComparisonTests {
  private static func record(_ id: String, _ name: String) -> Record {
    let span = SourceSpan(file: "x.yaml")
    let text = LocalizedText(
      entries: [.init(language: nil, text: name, span: span)], isNeutral: true)
    return Record(
      reference: RecordReference(.entities, id),
      item: Item(fields: [Field(key: "name", value: .localized(text), span: span)], span: span),
      marking: .clear, idSpan: span)
  }

  @Test("the true entity ranks first for at least 95 of 100 ways to write it, and is proposed")
  func ranks() {
    let pairs = NameVariants.pairs
    #expect(pairs.count == 100)
    let names = pairs.map(\.listed) + NameVariants.others
    let index = NameIndex(names.enumerated().map { Self.record("e\($0)", $1) })
    var wrong: [String] = []
    var unproposed: [String] = []
    for (position, pair) in pairs.enumerated() {
      let found = index.matches(ComparableName(pair.variant), least: 0)
      if found.first?.entity.id != "e\(position)" {
        let shown = found.first.map { "\($0.entity.id) \($0.comparison.score)" } ?? "nothing"
        wrong.append("\(pair.variant) gives \(shown), not \(pair.listed)")
      }
      let own = found.first { $0.entity.id == "e\(position)" }
      if (own?.comparison.score ?? 0) < 85 {
        unproposed.append("\(pair.variant): \(own?.comparison.score ?? 0)")
      }
    }
    #expect(wrong.count <= 5, "\(wrong.joined(separator: "\n"))")
    #expect(unproposed.count <= 10, "\(unproposed.joined(separator: "\n"))")
  }

  @Test(
    "names of different parties score below what is proposed",
    arguments: [
      ("APT37", "APT38"), ("Office 39", "Office 91"), ("Unit 180", "Unit 121"),
      ("Harbour Exchange", "Anchor Exchange"), ("Ronin Network", "Harmony Horizon"),
      ("Bybit", "Orbit"), ("Ri Won Ho", "Ri Won Hyok"), ("Kim Il", "Kim Hak"), ("", "x"),
      ("Lazarus Group", "Tinyfish Group"), ("Bank of Dandong", "Bank of Valletta"),
      ("Muhammad", "Mahdi"),
    ])
  func different(_ left: String, _ right: String) {
    let comparison = NameComparison(ComparableName(left), ComparableName(right))
    #expect(comparison.score < 85, "\(comparison.score) \(comparison.reason)")
  }

  @Test(
    "the reason says what two names share",
    arguments: [
      ("Lazarus Group", "LAZARUS GROUP", 100, "the same name"),
      ("Lazarus Group", "LazarusGroup", 99, "the same letters, parted otherwise"),
      ("Park Jin Hyok", "PARK, Hyok Jin", 97, "the same words in another order"),
      ("Kim Jong Un", "Gim Jeong-eun", 0, "one name in two romanisations of Korean"),
      ("Zhou Jianshu", "Chou Chien-shu", 0, "one name in two romanisations of Chinese"),
    ])
  func reasons(_ left: String, _ right: String, _ score: Int, _ reason: String) {
    let comparison = NameComparison(ComparableName(left), ComparableName(right))
    #expect(comparison.reason == reason)
    if score > 0 { #expect(comparison.score == score) }
    // It is the same the other way round.
    let back = NameComparison(ComparableName(right), ComparableName(left))
    #expect(abs(back.score - comparison.score) <= 3)
  }
}
