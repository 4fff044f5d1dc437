package import Records

extension Item {
  /// Whether a listing is in force on a date: listed by then, and neither ended by then nor said to
  /// have ended; without a date, whether it has not ended.
  ///
  /// What has not happened by an edition's date is no longer there once it is selected.
  package func isInForce(asOf date: PartialDate?) -> Bool {
    if let date, let listed = self.date("listingDate"), listed.earliest > date.latest {
      return false
    }
    if let end = self.date("endDate") {
      return date.map { end.earliest > $0.latest } ?? false
    }
    guard let status = text("status") else { return true }
    return !["delisted", "expired", "suspended"].contains(status)
  }
}
