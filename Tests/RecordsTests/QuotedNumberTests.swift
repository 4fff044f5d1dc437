import Records
import Testing

@Suite struct QuotedNumberTests {
  @Test(
    "a quoted number is read with its scale",
    arguments: [
      ("$1.34 billion", "1340000000"), ("1.4–1.5 bn", "1400000000"),
      ("1.4–1.5 bn", "1500000000"), ("about 308 m at the time", "308000000"),
      ("47 incidents", "47"), ("forty-seven", "47"), ("1,340,000,000", "1340000000"),
      ("1,34 milliard", "1340000000"), ("61 per cent", "61"), ("61 %", "61"),
      ("US$272,000", "272000"), ("0.5 bn", "500000000"), ("1 340 000", "1340000"),
      ("1\u{A0}340\u{A0}000", "1340000"), ("1\u{202F}340\u{202F}000,50", "1340000.5"),
      ("1.340.000,5", "1340000.5"), ("1'340'000", "1340000"), ("$300M", "300000000"),
      ("1,34 G$ US", "1340000000"), ("272 k$", "272000"), ("USD1.5bn", "1500000000"),
      ("between $1.4 and $1.5 billion", "1400000000"), ("two to three million", "2000000"),
      ("a million", "1000000"), ("half a billion dollars", "500000000"), ("a dozen", "12"),
      ("two hundred and six", "206"), ("three hundred thousand", "300000"),
      ("quatre-vingt-douze", "92"), ("vingt et un", "21"), ("trois cents millions", "300000000"),
      ("deux mille vingt-cinq", "2025"), ("1,340", "1340"), ("1,340", "1.34"), ("-5%", "-5"),
      ("a $1.4-billion theft", "1400000000"), ("30 thousand million", "30000000000"),
      ("soixante et onze", "71"),
    ])
  func reading(_ quote: String, _ expected: String) {
    #expect(QuotedNumber.values(in: quote).map(\.description).contains(expected))
  }

  @Test(
    "what is no such number is not read",
    arguments: [
      ("$1.34 billion", "1.34"), ("1,34 milliard", "134"), ("308 m", "308"),
      ("APT38 stole $5", "38"), ("3CX", "3"), ("the 5th theft", "5"), ("61 per cent", "100"),
      ("1,340,000", "1.34"), ("in 2024 340 thefts", "2024340"), ("a theft", "1"),
      ("millions of dollars", "1000000"), ("0,500", "500"),
    ])
  func refused(_ quote: String, _ unexpected: String) {
    #expect(!QuotedNumber.values(in: quote).map(\.description).contains(unexpected))
  }

  @Test("long digit runs and deep scales never trap")
  func hostile() {
    let runs = String(repeating: "9", count: 5000) + " billion billion billion billion billion"
    #expect(QuotedNumber.values(in: runs).isEmpty)
    let words = String(repeating: "nine hundred trillion ", count: 500)
    #expect(QuotedNumber.values(in: words).count < 600)
    #expect(QuotedNumber.values(in: String(repeating: "1,", count: 20_000)).count < 3)
  }
}
