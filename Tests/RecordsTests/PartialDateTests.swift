import Records
import Testing

@Suite struct PartialDateTests {
  @Test(
    "a date keeps its author's precision",
    arguments: [
      "2024", "2024-05", "2024-05-31", "2024-05/2024-06", "2020-10~", "2018?", "2024-02-29",
    ])
  func roundTrip(_ text: String) {
    #expect(PartialDate(text)?.description == text)
  }

  @Test(
    "impossible and loose dates are refused",
    arguments: [
      "2025-02-30", "2025-2-3", "24", "2024-13", "2024-05/2024-04", "", "2024-05-31T00", "~",
    ])
  func refused(_ text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test("ordinals count days across leap years")
  func ordinals() throws {
    let first = try #require(CalendarDay(year: 2024, month: 2, day: 28))
    let second = try #require(CalendarDay(year: 2024, month: 3, day: 1))
    #expect(second.ordinal - first.ordinal == 2)
  }
}
