/// A decimal number exactly as written: `significand × 10^-scale`.
///
/// Equality and order compare the value, so `1.50` equals `1.5`.
package struct ExactDecimal: Sendable {
  package let significand: Int128
  /// Digits after the point, 0 to 30.
  package let scale: Int

  package init(significand: Int128, scale: Int = 0) {
    var significand = significand
    var scale = scale
    while scale > 0, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    self.significand = significand
    self.scale = scale
  }

  package init(_ value: Int) {
    self.init(significand: Int128(value))
  }

  /// Reads `-?digits(.digits)?` in ASCII, at most 30 digits in all; nothing else.
  package init?(_ text: some StringProtocol) {
    var significand: Int128 = 0
    var scale = 0
    var digits = 0
    var isNegative = false
    var seenPoint = false
    var digitsAfterPoint = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-"):
        guard index == 0 else { return nil }
        isNegative = true
      case UInt8(ascii: "."):
        guard !seenPoint, digits > 0 else { return nil }
        seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        guard digits <= 30 else { return nil }
        significand = significand * 10 + Int128(byte - UInt8(ascii: "0"))
        if seenPoint {
          scale += 1
          digitsAfterPoint += 1
        }
      default: return nil
      }
    }
    guard digits > 0, !seenPoint || digitsAfterPoint > 0 else { return nil }
    self.init(significand: isNegative ? -significand : significand, scale: scale)
  }

  /// The shortest decimal that reads back as `value`; nil for infinities, NaN and huge numbers.
  package init?(shortest value: Double) {
    guard value.isFinite else { return nil }
    let text = "\(value)"
    guard let exponentIndex = text.utf8.firstIndex(where: { $0 == UInt8(ascii: "e") }) else {
      self.init(text)
      return
    }
    guard let mantissa = ExactDecimal(text[..<exponentIndex]),
      let exponent = Int(text[text.index(after: exponentIndex)...]), abs(exponent) <= 24
    else { return nil }
    if exponent >= 0 {
      guard let scaled = mantissa.scaled(byPowerOfTen: exponent) else { return nil }
      self = scaled
    } else {
      guard mantissa.scale - exponent <= 30 else { return nil }
      self.init(significand: mantissa.significand, scale: mantissa.scale - exponent)
    }
  }

  package var isWhole: Bool { scale == 0 }
  package var isNegative: Bool { significand < 0 }

  /// The value as an integer where it is one and fits.
  package var whole: Int? { scale == 0 ? Int(exactly: significand) : nil }

  package var magnitude: ExactDecimal {
    ExactDecimal(significand: significand < 0 ? -significand : significand, scale: scale)
  }

  /// The count of significant digits.
  package var digitCount: Int {
    var rest = significand < 0 ? -significand : significand
    var count = 1
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }

  package var double: Double { Double(description) ?? 0 }

  /// The value times a power of ten; nil where it leaves 36 digits.
  package func scaled(byPowerOfTen power: Int) -> ExactDecimal? {
    if power <= 0 {
      return scale - power <= 30
        ? ExactDecimal(significand: significand, scale: scale - power) : nil
    }
    var significand = significand
    var scale = scale
    for _ in 0..<power {
      if scale > 0 {
        scale -= 1
        continue
      }
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      significand = product
    }
    return ExactDecimal(significand: significand, scale: scale)
  }

  /// The exact sum; nil where it overflows.
  package func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let common = max(scale, other.scale)
    guard let left = units(atScale: common), let right = other.units(atScale: common) else {
      return nil
    }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : ExactDecimal(significand: sum, scale: common)
  }

  package var negated: ExactDecimal { ExactDecimal(significand: -significand, scale: scale) }

  /// The quotient rounded half away from zero to `decimals` digits; nil for a zero divisor.
  package func divided(by divisor: ExactDecimal, decimals: Int) -> ExactDecimal? {
    // value = (a / 10^s) / (b / 10^t) = a × 10^(t - s + decimals) / b, in units of 10^-decimals.
    guard divisor.significand != 0 else { return nil }
    let power = divisor.scale - scale + decimals
    var numerator = significand < 0 ? -significand : significand
    var denominator = divisor.significand < 0 ? -divisor.significand : divisor.significand
    for _ in 0..<abs(power) {
      let overflow: Bool
      if power > 0 {
        (numerator, overflow) = numerator.multipliedReportingOverflow(by: 10)
      } else {
        (denominator, overflow) = denominator.multipliedReportingOverflow(by: 10)
      }
      if overflow { return nil }
    }
    var quotient = numerator / denominator
    let remainder = numerator % denominator
    if remainder >= denominator - remainder { quotient += 1 }
    let isNegative = (significand < 0) != (divisor.significand < 0)
    return ExactDecimal(significand: isNegative ? -quotient : quotient, scale: decimals)
  }

  /// Rounded half away from zero.
  package func rounded(toDecimals decimals: Int) -> ExactDecimal {
    guard scale > decimals else { return self }
    var divisor: Int128 = 1
    for _ in 0..<(scale - max(decimals, 0)) { divisor *= 10 }
    let magnitude = significand < 0 ? -significand : significand
    let rounded = (magnitude + divisor / 2) / divisor
    return ExactDecimal(
      significand: significand < 0 ? -rounded : rounded, scale: max(decimals, 0))
  }

  /// Rounded half away from zero to a count of significant digits.
  package func rounded(toSignificantDigits digits: Int) -> ExactDecimal {
    let excess = digitCount - digits
    guard excess > 0 else { return self }
    var divisor: Int128 = 1
    for _ in 0..<excess { divisor *= 10 }
    let magnitude = significand < 0 ? -significand : significand
    let rounded = (magnitude + divisor / 2) / divisor * divisor
    return ExactDecimal(significand: significand < 0 ? -rounded : rounded, scale: scale)
  }

  /// The significand at a wider scale; nil where it overflows.
  package func units(atScale wanted: Int) -> Int128? {
    var result = significand
    guard wanted >= scale else { return nil }
    for _ in 0..<(wanted - scale) {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = product
    }
    return result
  }
}

extension ExactDecimal: Comparable, Hashable {
  package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.significand == right.significand && left.scale == right.scale
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let common = max(left.scale, right.scale)
    guard let leftUnits = left.units(atScale: common), let rightUnits = right.units(atScale: common)
    else { return left.double < right.double }
    return leftUnits < rightUnits
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// `-?digits(.digits)?`, without trailing zeros after the point.
  package var description: String {
    let magnitude = significand < 0 ? -significand : significand
    var digits = String(magnitude)
    if scale > 0 {
      while digits.utf8.count <= scale { digits = "0" + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return significand < 0 ? "-" + digits : digits
  }
}
