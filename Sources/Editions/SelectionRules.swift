internal import Diagnostics
internal import Records

/// Decides what an edition may hold by marking and dates.
struct SelectionRules: Sendable {
  let ceiling: Marking
  /// The last day whose facts are true yet.
  let asOf: CalendarDay?
  /// The last day whose learning counts.
  let knownAt: CalendarDay?

  init(ceiling: Marking, asOf: PartialDate?, knownAt: PartialDate?) {
    self.ceiling = ceiling
    self.asOf = asOf?.latest
    self.knownAt = knownAt?.latest
  }

  /// Why something is left out.
  enum Removal: Sendable { case marking, date }

  /// Why a record is left out; nil where it stays.
  func removal(of record: Record) -> Removal? {
    if record.marking > ceiling { return .marking }
    if isLater(record.item.recorded, than: knownAt) { return .date }
    let date: PartialDate? =
      switch record.collection {
      case .incidents: record.item.date("startDate") ?? record.item.date("disclosureDate")
      case .sanctions: record.item.date("listingDate")
      case .measures: record.item.date("date")
      case .entities, .sources, .authorities, .forums: nil
      }
    return isLater(date, than: asOf) ? .date : nil
  }

  /// Why a nested item is left out; nil where it stays.
  func removal(of item: Item) -> Removal? {
    if let marking = item.marking, marking > ceiling { return .marking }
    if isLater(item.recorded, than: knownAt) { return .date }
    return isLater(item.date("attributionDate"), than: asOf) ? .date : nil
  }

  /// Whether a field states what had not happened yet: an end after the date.
  ///
  /// A forum's last day is a plan, known before it comes.
  func isFuture(_ field: Field, of collection: Collection) -> Bool {
    guard field.key == "endDate", collection != .forums, case .date(let date) = field.value else {
      return false
    }
    return isLater(date, than: asOf)
  }

  private func isLater(_ date: PartialDate?, than day: CalendarDay?) -> Bool {
    guard let date, let day else { return false }
    return date.earliest > day
  }
}
