internal import Figures
package import Records

/// Writes the amounts of records' estimates: a point, or a range where only that is known.
package struct MoneyText: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// An estimate in its own currency; nil where it has no amount.
  package func text(_ loss: Item) -> String? {
    let currency = loss.text("currency")
    if let amount = loss.amount("amount") { return text(amount, currency) }
    guard let low = loss.amount("amountMin"), let high = loss.amount("amountMax") else {
      return nil
    }
    return context.formatter.display(
      value: nil, low: low, high: high, unit: currency, form: .range)
  }

  package func text(_ amount: ExactDecimal, _ currency: String?) -> String {
    context.formatter.display(value: amount, low: nil, high: nil, unit: currency, form: .standard)
  }

  /// The estimate in US dollars; the low and the high end agree for a point.
  static func dollars(_ loss: Item) -> (low: ExactDecimal, high: ExactDecimal)? {
    if let amount = loss.amount("amountUSD") { return (amount, amount) }
    guard (loss.text("currency") ?? "USD") == "USD" else { return nil }
    if let amount = loss.amount("amount") { return (amount, amount) }
    guard let low = loss.amount("amountMin"), let high = loss.amount("amountMax") else {
      return nil
    }
    return (low, high)
  }
}

/// An incident's losses in US dollars, as the columns `lossUSD`, `lossLow` and `lossHigh` have them.
struct IncidentLoss: Sendable {
  /// The only or the preferred estimate.
  let preferred: Item?
  /// Its point; nil where it is a range or not known in dollars.
  let point: ExactDecimal?
  let low: ExactDecimal?
  let high: ExactDecimal?

  init(_ incident: Record) {
    let losses = incident.item.items("losses")
    let preferred =
      losses.count == 1 ? losses.first : losses.first { $0.flag("preferred") == true }
    self.preferred = preferred
    let dollars = losses.compactMap(MoneyText.dollars)
    low = dollars.map(\.low).min()
    high = dollars.map(\.high).max()
    if let own = preferred.flatMap(MoneyText.dollars), own.low == own.high {
      point = own.low
    } else {
      point = nil
    }
  }
}
