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
package struct FigureFormatter: Sendable {
  package let strings: InterfaceStrings

  package init(strings: InterfaceStrings) {
    self.strings = strings
  }

  package func display(
    value: ExactDecimal?, low: ExactDecimal?, high: ExactDecimal?, unit: String?, form: FigureForm
  ) -> String {
    value.map(\.description) ?? ""
  }

  package func display(_ figure: FigureResult, form: FigureForm) -> String {
    display(
      value: figure.value, low: figure.low, high: figure.high, unit: figure.unit, form: form)
  }
}
