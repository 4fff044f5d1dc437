internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// `` {calc}`count(*) from incidents where year = 2024` ``: a number computed on the spot.
///
/// The variant is its unit: a currency in lower case, `percent`, or a counted noun.
enum CalculationRole {
  static let definition = RoleDefinition(name: "calc", variants: .any) { role, page in
    let unit = page.unit(role.variant)
    // `<` compares here: the whole content is the query.
    let checked = page.lookups.figures.database.calculate(SourceText(role.content))
    page.report(checked.diagnostics)
    guard let result = checked.value else {
      return [.text(page.lookups.hasDateOption ? page.lookups.noDataText : "")]
    }
    page.show(result.held, of: result.records)
    page.note(figuresIn: role.content.value)
    // As figures are: money to two decimals, the rest to one.
    let decimals = FigureUnit(unit).isMoney ? 2 : 1
    let point = result.point?.rounded(toDecimals: decimals)
    let low = result.low?.rounded(toDecimals: decimals)
    let high = result.high?.rounded(toDecimals: decimals)
    let display = page.lookups.formatter.display(
      value: point, low: low, high: high, unit: unit, form: .standard)
    return [
      .number(
        NumberUse(
          display: display, value: point, low: low, high: high,
          origin: .calculation(result.records)))
    ]
  }
}

extension PageCompiler {
  /// The unit a variant names; reports one that nothing knows.
  fileprivate mutating func unit(_ variant: Located<String>?) -> String? {
    guard let variant else { return nil }
    // A role's form is in lower case: `usd`.
    for name in [variant.value, variant.value.uppercased()]
    where FigureUnit(name).isKnown(in: lookups.strings) {
      return name
    }
    let known = ["percent", "usd", "eur"] + FigureUnit.nouns(in: lookups.strings)
    let nearest = NearestName.nearest(to: variant.value, in: known)
    report(.unknownUnit(variant, of: .unknownRole, nearest: nearest))
    return nil
  }

  /// Notes the figures that a query asks for with `figure('id')`.
  mutating func note(figuresIn sql: String) {
    for id in FigureCalls.ids(in: sql) where lookups.figures.figure(id) != nil {
      figures.insert(id)
      depends.insert("figures/\(id)")
      if let figure = lookups.figures.figure(id) { show(figure.marking) }
    }
  }
}

extension SourceText {
  /// The text with its place: positions inside it point into the file.
  init(_ located: Located<String>) {
    self.init(
      located.value,
      origin: TextOrigin(path: located.span.path, fileOffset: located.span.start))
  }
}

/// Finds `figure('id')` in SQL; strings and comments are not looked into.
enum FigureCalls {
  static func ids(in sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    var result: [String] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") {
        index = endOfString(bytes, from: index)
        continue
      }
      guard isLetter(bytes[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, isLetter(bytes[end]) || isDigit(bytes[end]) { end += 1 }
      let word = String(decoding: bytes[index..<end], as: UTF8.self).lowercased()
      index = end
      guard word == "figure" else { continue }
      while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
      guard end < bytes.count, bytes[end] == UInt8(ascii: "(") else { continue }
      end += 1
      while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
      guard end < bytes.count, bytes[end] == UInt8(ascii: "'") else { continue }
      let close = endOfString(bytes, from: end)
      if close - 1 > end + 1 {
        result.append(String(decoding: bytes[(end + 1)..<(close - 1)], as: UTF8.self))
      }
      index = close
    }
    return result
  }

  /// One past the closing quote.
  private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "'") { index += 1 }
    return min(index + 1, bytes.count)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: byte == UInt8(ascii: "_")
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
