import Records

/// What an incident's rival estimates say in US dollars.
struct LossEstimate: Equatable {
  /// The only or the preferred estimate; nil where it is unknown or only a range.
  var point: ExactDecimal?
  /// The lowest of all estimates.
  var low: ExactDecimal?
  /// The highest of all estimates.
  var high: ExactDecimal?

  init(losses: [Item]) {
    let chosen = losses.count == 1 ? losses.first : losses.first { $0.flag("preferred") == true }
    point = chosen.flatMap(LossEstimate.dollars)
    for loss in losses {
      guard let span = LossEstimate.span(loss) else { continue }
      low = low.map { min($0, span.low) } ?? span.low
      high = high.map { max($0, span.high) } ?? span.high
    }
  }

  private static func dollars(_ loss: Item) -> ExactDecimal? {
    loss.text("currency") == "USD" ? loss.amount("amount") : loss.amount("amountUSD")
  }

  private static func span(_ loss: Item) -> (low: ExactDecimal, high: ExactDecimal)? {
    if let point = dollars(loss) { return (point, point) }
    guard loss.text("currency") == "USD", let low = loss.amount("amountMin"),
      let high = loss.amount("amountMax")
    else { return nil }
    return (low, high)
  }
}
