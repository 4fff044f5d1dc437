import Records

/// An amount of money at the scale readers take in: three significant digits, from a million up in
/// millions, billions or trillions.
struct ScaledAmount: Equatable {
  enum Scale: String {
    case million, billion, trillion

    var power: Int {
      switch self {
      case .million: 6
      case .billion: 9
      case .trillion: 12
      }
    }
  }

  /// The amount in units of the scale.
  let value: ExactDecimal
  /// Nil below a million, and where all digits are shown.
  let scale: Scale?

  /// Rounds first, so that 999.6 million is one billion.
  init(_ amount: ExactDecimal, rounds: Bool) {
    guard rounds else {
      value = amount
      scale = nil
      return
    }
    let rounded = amount.rounded(toSignificantDigits: 3)
    let scale = [Scale.trillion, .billion, .million].first {
      rounded.magnitude >= ScaledAmount.unit($0)
    }
    self.scale = scale
    value = scale.flatMap { rounded.scaled(byPowerOfTen: -$0.power) } ?? rounded
  }

  /// Three significant digits of an amount, in units of a scale that another chose.
  static func rounded(_ amount: ExactDecimal, in scale: Scale?) -> ExactDecimal {
    let rounded = amount.rounded(toSignificantDigits: 3)
    return scale.flatMap { rounded.scaled(byPowerOfTen: -$0.power) } ?? rounded
  }

  private static func unit(_ scale: Scale) -> ExactDecimal {
    ExactDecimal(1).scaled(byPowerOfTen: scale.power) ?? ExactDecimal(1)
  }
}
