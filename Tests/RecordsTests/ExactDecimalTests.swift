import Records
import Testing

@Suite struct ExactDecimalTests {
  @Test(
    "division rounds half away from zero",
    arguments: [
      ("1", "8", 2, "0.13"), ("-1", "8", 2, "-0.13"), ("2", "3", 4, "0.6667"), ("10", "4", 0, "3"),
      ("1.25", "0.5", 1, "2.5"),
    ])
  func division(_ left: String, _ right: String, _ decimals: Int, _ expected: String) throws {
    let dividend = try #require(ExactDecimal(left))
    let divisor = try #require(ExactDecimal(right))
    #expect(dividend.divided(by: divisor, decimals: decimals)?.description == expected)
  }

  @Test(
    "only plain decimals are read", arguments: ["nan", "1e5", "0x10", ".5", "5.", "1_0", "", "-"])
  func refused(_ text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test("the shortest decimal of a double is exact")
  func shortest() {
    #expect(ExactDecimal(shortest: 0.1)?.description == "0.1")
    #expect(ExactDecimal(shortest: 1e21)?.description == "1000000000000000000000")
    #expect(ExactDecimal(shortest: 1.5e-7)?.description == "0.00000015")
  }
}
