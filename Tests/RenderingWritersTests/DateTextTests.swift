import Records
@testable import Rendering
import Testing

@Suite struct DateTextTests {
  @Test(
    "dates read at their author's precision",
    arguments: [
      ("2024-05-31", "31 May 2024", "31 mai 2024"), ("2024-05", "May 2024", "mai 2024"),
      ("2024", "2024", "2024"), ("2020-10~", "about October 2020", "vers octobre 2020"),
      ("2024-05-01", "1 May 2024", "1er mai 2024"),
      ("2024-05/2024-06", "May 2024 to June 2024", "mai 2024 – juin 2024"),
      ("2018?", "2018 (uncertain)", "2018 (incertain)"),
      ("2024-05-03~", "on or about 3 May 2024", "le 3 mai 2024 ou vers cette date"),
    ])
  func words(_ edtf: String, _ english: String, _ french: String) throws {
    let date = try #require(PartialDate(edtf))
    #expect(DateText(strings: try SamplePack.strings("en")).text(date) == english)
    #expect(DateText(strings: try SamplePack.strings("fr")).text(date) == french)
  }

  @Test("a value is never read as a pattern")
  func patterns() {
    #expect(TextPattern.fill("{a} {b} {c}", ["a": "{b}", "b": "x"]) == "{b} x {c}")
  }

  @Test("both languages have the same strings")
  func parity() throws {
    let english = try SamplePack.strings("en")
    let french = try SamplePack.strings("fr")
    // Each language has the currencies it has patterns for, and the forms its nouns need.
    let keys = { (strings: InterfaceStrings) in
      Set(strings.texts.keys.filter { !$0.hasPrefix("money.") && !$0.hasPrefix("unit.") })
    }
    #expect(keys(english).symmetricDifference(keys(french)).sorted() == [])
    #expect(Set(english.lists.keys) == Set(french.lists.keys))
  }
}
