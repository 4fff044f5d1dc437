import Diagnostics
import Figures
import Foundation
import Loading
import Records
import Testing

@Suite struct FigureFormatterTests {
  /// The strings as the tool carries them.
  private func formatter(_ language: String) throws -> FigureFormatter {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = "Templates/strings/\(language).yaml"
    let bytes = try Data(contentsOf: root.appending(path: path))
    let loaded = StringsLoader.load(
      SourceFile(path: path, bytes: Array(bytes)), language: language)
    #expect(loaded.diagnostics == [])
    return FigureFormatter(strings: loaded.value)
  }

  /// No-break spaces shown as `_`, the minus as it is.
  private func display(
    _ value: String?, _ low: String?, _ high: String?, _ unit: String?,
    _ form: FigureForm, _ language: String
  ) throws -> String {
    let text = try formatter(language).display(
      value: value.flatMap { ExactDecimal($0) }, low: low.flatMap { ExactDecimal($0) },
      high: high.flatMap { ExactDecimal($0) }, unit: unit, form: form)
    return String(text.map { $0 == "\u{A0}" ? "_" : $0 })
  }

  @Test(
    "one number",
    arguments: [
      ("1340000000", "USD", .standard, "US$1.34 billion", "1,34_milliard_$_US"),
      ("2000000000", "USD", .standard, "US$2 billion", "2_milliards_$_US"),
      ("272000", "USD", .standard, "US$272,000", "272_000_$_US"),
      ("272345", "USD", .standard, "US$272,000", "272_000_$_US"),
      ("272345.67", "USD", .full, "US$272,345.67", "272_345,67_$_US"),
      ("1340000000", "USD", .full, "US$1,340,000,000", "1_340_000_000_$_US"),
      ("1340000000", "USD", .short, "US$1.34bn", "1,34_G$_US"),
      ("272500000", "USD", .short, "US$273m", "273_M$_US"),
      ("1200000000000", "USD", .standard, "US$1.2 trillion", "1,2_billion_$_US"),
      ("999600000", "USD", .standard, "US$1 billion", "1_milliard_$_US"),
      ("999500", "USD", .standard, "US$1 million", "1_million_$_US"),
      ("999499", "USD", .standard, "US$999,000", "999_000_$_US"),
      ("1345000000", "USD", .standard, "US$1.35 billion", "1,35_milliard_$_US"),
      ("-1345000000", "USD", .standard, "−US$1.35 billion", "−1,35_milliard_$_US"),
      ("0", "USD", .standard, "US$0", "0_$_US"),
      ("12.34", "USD", .standard, "US$12.3", "12,3_$_US"),
      ("5000000", "EUR", .standard, "€5 million", "5_millions_€"),
      ("5000000", "EUR", .short, "€5m", "5_M€"),
      ("1200000", "XYZ", .standard, "XYZ 1.2 million", "1,2_million_XYZ"),
      ("61", "percent", .standard, "61%", "61_%"),
      ("60.9", "percent", .standard, "60.9%", "60,9_%"),
      ("47", "incidents", .standard, "47 incidents", "47_incidents"),
      ("1", "incidents", .standard, "1 incident", "1_incident"),
      ("0", "incidents", .standard, "0 incidents", "0_incident"),
      ("1.5", "days", .standard, "1.5 days", "1,5_jour"),
      ("1234567", "addresses", .standard, "1,234,567 addresses", "1_234_567_adresses"),
      ("1234.5", nil, .standard, "1,234.5", "1_234,5"), ("-3", nil, .standard, "−3", "−3"),
      ("5", nil, .words, "five", "cinq"), ("12", "thefts", .words, "twelve thefts", "douze_vols"),
      ("13", "thefts", .words, "13 thefts", "13_vols"),
      ("1", "sanctions", .words, "one sanction", "une_sanction"),
      ("3", "percent", .words, "3%", "3_%"),
      ("5000000", "USD", .words, "US$5 million", "5_millions_$_US"),
    ] as [(String, String?, FigureForm, String, String)])
  func numbers(
    _ value: String, _ unit: String?, _ form: FigureForm, _ english: String, _ french: String
  ) throws {
    #expect(try display(value, nil, nil, unit, form, "en") == english)
    #expect(try display(value, nil, nil, unit, form, "fr") == french)
  }

  @Test(
    "ranges share scale and unit",
    arguments: [
      ("1400000000", "1500000000", "USD", .range, "US$1.4–1.5 billion", "1,4–1,5_milliard_$_US"),
      ("900000000", "2100000000", "USD", .standard, "US$0.9–2.1 billion", "0,9–2,1_milliards_$_US"),
      ("1400000000", "1500000000", "USD", .short, "US$1.4–1.5bn", "1,4–1,5_G$_US"),
      ("500", "700", "USD", .standard, "US$500–700", "500–700_$_US"),
      (
        "1400000000", "1500000000", "USD", .full, "US$1,400,000,000–1,500,000,000",
        "1_400_000_000–1_500_000_000_$_US"
      ),
      ("1340000001", "1340000002", "USD", .range, "US$1.34 billion", "1,34_milliard_$_US"),
      ("5", "5", "USD", .range, "US$5", "5_$_US"),
      ("61", "65", "percent", .range, "61–65%", "61–65_%"),
      ("0", "1", "incidents", .range, "0–1 incident", "0–1_incident"),
      ("3", "5", "incidents", .words, "3–5 incidents", "3–5_incidents"),
    ] as [(String, String, String, FigureForm, String, String)])
  func ranges(
    _ low: String, _ high: String, _ unit: String, _ form: FigureForm, _ english: String,
    _ french: String
  ) throws {
    #expect(try display(nil, low, high, unit, form, "en") == english)
    #expect(try display(nil, low, high, unit, form, "fr") == french)
  }

  @Test("a point is a point, unless its range is asked for")
  func point() throws {
    #expect(try display("5", "4", "6", "incidents", .standard, "en") == "5 incidents")
    #expect(try display("5", "4", "6", "incidents", .range, "en") == "4–6 incidents")
    #expect(try display("5", nil, nil, "incidents", .range, "en") == "5 incidents")
    #expect(try display(nil, nil, nil, "incidents", .standard, "en") == "no data")
  }

  @Test("every key that one language has, the other has")
  func keys() throws {
    let english = try formatter("en").strings
    let french = try formatter("fr").strings
    let owned = ["number.", "money.", "unit.", "words."]
    func keys(_ strings: InterfaceStrings) -> [String] {
      strings.texts.keys.filter { key in
        owned.contains { key.hasPrefix($0) } && !key.hasSuffix(".word")
          && !(key.hasPrefix("money.") && key.hasSuffix(".short") && !key.contains("scale"))
      }.sorted()
    }
    #expect(keys(english) == keys(french))
    for list in ["countingWords", "numberedWords"] {
      #expect(!english.list(list).isEmpty && !french.list(list).isEmpty)
    }
    #expect(FigureUnit("incidents").isKnown(in: english))
    #expect(!FigureUnit("incidnets").isKnown(in: english))
    #expect(FigureUnit("KRW").isKnown(in: english) && FigureUnit("BTC").isKnown(in: english))
    #expect(!FigureUnit("FOO").isKnown(in: english))
    #expect(FigureUnit.nouns(in: english).contains("thefts"))
  }
}
