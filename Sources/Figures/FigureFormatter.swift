package import Records

/// How a figure is written out.
package enum FigureForm: String, Sendable, CaseIterable {
  /// Three significant digits for money, all digits for the rest.
  case standard
  /// Low to high.
  case range
  /// All digits.
  case full
  /// `US$1.34bn`.
  case short
  /// Numbers up to twelve spelt out.
  case words
}

/// Writes numbers, money and ranges by unit and language.
///
/// Every word and sign comes from the strings, so that a third language is a file and no code. In
/// patterns `{n}` stands for the number.
///
/// - `number.decimal`, `number.group`, `number.minus`: the signs inside a number.
/// - `number.range`: `{low}–{high}`; `number.percent`: `{n}%`; `number.noData`: for no value.
/// - `number.singular`: `one` where only 1 is singular, `below-two` where 0 and 1.5 are too.
/// - `money.pattern`: for a currency without its own, `{code} {n}`.
/// - `money.CODE.pattern`: `US${n}`; `money.CODE.short`: the same after a short scale.
/// - `money.scale.million.one`, `.other`, `.short`; also `billion`, `trillion`.
/// - `unit.KEY.one`, `.other`: `{n} incident`, `{n} incidents`; `unit.KEY.word`, optional: the
///   whole for one spelt out, where its gender matters: `une sanction`.
/// - `words.0` to `words.12`.
package struct FigureFormatter: Sendable {
  package let strings: InterfaceStrings

  package init(strings: InterfaceStrings) {
    self.strings = strings
  }

  /// Writes a value, or the range around it.
  ///
  /// Without a value every form shows low to high; without either, `number.noData`.
  package func display(
    value: ExactDecimal?, low: ExactDecimal?, high: ExactDecimal?, unit: String?, form: FigureForm
  ) -> String {
    let unit = FigureUnit(unit)
    if form == .range || value == nil, let low, let high, low != high {
      return range(min(low, high), max(low, high), unit, form)
    }
    guard let value = value ?? low ?? high else { return strings("number.noData") }
    return single(value, unit, form == .range ? .standard : form)
  }

  package func display(_ figure: FigureResult, form: FigureForm) -> String {
    display(
      value: figure.value, low: figure.low, high: figure.high, unit: figure.unit, form: form)
  }

  /// A unit without a number: `incidents`, `%`, the code of a currency.
  package func name(ofUnit unit: String?) -> String {
    switch FigureUnit(unit) {
    case .none: ""
    case .percent: withoutNumber("number.percent")
    case .money(let code): code
    case .counted(let key): withoutNumber("unit.\(key).other")
    }
  }

  private func withoutNumber(_ pattern: String) -> String {
    let spaces: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}"]
    let scalars = Array(fill(pattern, ["n": ""]).unicodeScalars.drop { spaces.contains($0) })
    let end = scalars.lastIndex { !spaces.contains($0) } ?? -1
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[...end])
    return String(text)
  }

  // MARK: One number

  private func single(_ value: ExactDecimal, _ unit: FigureUnit, _ form: FigureForm) -> String {
    if case .money(let code) = unit {
      let scaled = ScaledAmount(value, rounds: form != .full)
      let digits = number(scaled.value.magnitude)
      return signed(value, money(digits, scaled.scale, code, form, scaled.value))
    }
    if form == .words, let word = spelled(value, unit) { return word }
    return signed(value, measured(number(value.magnitude), unit, value))
  }

  private func signed(_ value: ExactDecimal, _ text: String) -> String {
    value.isNegative ? strings("number.minus") + text : text
  }

  // MARK: Ranges

  private func range(
    _ low: ExactDecimal, _ high: ExactDecimal, _ unit: FigureUnit, _ form: FigureForm
  ) -> String {
    guard case .money(let code) = unit else {
      return measured(joined(signedNumber(low), signedNumber(high)), unit, high)
    }
    // Both ends share the scale of the larger, and so the word and the currency.
    guard form != .full else {
      return money(joined(signedNumber(low), signedNumber(high)), nil, code, form, high)
    }
    let larger = ScaledAmount(max(low.magnitude, high.magnitude), rounds: true)
    let ends = [low, high].map { signedNumber(ScaledAmount.rounded($0, in: larger.scale)) }
    let number = ends[0] == ends[1] ? ends[0] : joined(ends[0], ends[1])
    return money(number, larger.scale, code, form, larger.value)
  }

  private func joined(_ low: String, _ high: String) -> String {
    fill("number.range", ["low": low, "high": high])
  }

  private func signedNumber(_ value: ExactDecimal) -> String {
    signed(value, number(value.magnitude))
  }

  // MARK: Units

  /// A number with its currency, between which stands the scale's word.
  private func money(
    _ number: String, _ scale: ScaledAmount.Scale?, _ code: String, _ form: FigureForm,
    _ scaled: ExactDecimal
  ) -> String {
    var number = number
    var pattern = "money.\(code).pattern"
    if let scale {
      let word = form == .short ? "short" : isSingular(scaled) ? "one" : "other"
      number = fill("money.scale.\(scale.rawValue).\(word)", ["n": number])
      let short = form == .short ? "money.\(code).short" : pattern
      if strings.texts[short] != nil { pattern = short }
    }
    if strings.texts[pattern] == nil { pattern = "money.pattern" }
    return fill(pattern, ["n": number, "code": code])
  }

  private func measured(_ number: String, _ unit: FigureUnit, _ value: ExactDecimal) -> String {
    switch unit {
    case .none, .money: return number
    case .percent: return fill("number.percent", ["n": number])
    case .counted(let key):
      let name = "unit.\(key).\(isSingular(value) ? "one" : "other")"
      guard strings.texts[name] != nil else { return "\(number)\u{A0}\(key)" }
      return fill(name, ["n": number])
    }
  }

  private func isSingular(_ value: ExactDecimal) -> Bool {
    let magnitude = value.magnitude
    return strings("number.singular") == "below-two"
      ? magnitude < ExactDecimal(2) : magnitude == ExactDecimal(1)
  }

  /// The number as a word with its noun; nil above twelve, for parts and below zero.
  private func spelled(_ value: ExactDecimal, _ unit: FigureUnit) -> String? {
    guard let whole = value.whole, (0...12).contains(whole) else { return nil }
    switch unit {
    case .percent, .money: return nil
    case .none: return strings("words.\(whole)")
    case .counted(let key):
      if whole == 1, let word = strings.texts["unit.\(key).word"] { return word }
      return measured(strings("words.\(whole)"), unit, value)
    }
  }

  /// All digits, in groups of three, of a number that is not negative.
  private func number(_ value: ExactDecimal) -> String {
    let parts = value.description.split(separator: ".")
    let digits = Array((parts.first ?? "0").utf8)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += strings("number.group") }
      result.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return parts.count > 1 ? result + strings("number.decimal") + parts[1] : result
  }

  /// Puts values into a pattern's `{name}` places, in one pass.
  private func fill(_ key: String, _ values: [String: String]) -> String {
    var result = ""
    var name: String?
    for scalar in strings(key).unicodeScalars {
      switch (scalar, name) {
      case ("{", nil): name = ""
      case ("}", let found?):
        result += values[found] ?? ""
        name = nil
      case (_, let found?): name = found + String(scalar)
      case (_, nil): result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
