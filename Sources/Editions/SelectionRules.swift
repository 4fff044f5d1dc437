internal import Diagnostics
internal import Records

/// Decides what an edition may hold by marking and dates.
struct SelectionRules: Sendable {
  let ceiling: Marking
  /// The last day whose facts are true yet.
  let asOf: CalendarDay?
  /// The last day whose learning counts.
  let knownAt: CalendarDay?
  /// Whether `asOf` is an option's, not the pack's own.
  let isAsOfOption: Bool

  init(ceiling: Marking, asOf: PartialDate?, knownAt: PartialDate?, isAsOfOption: Bool) {
    self.ceiling = ceiling
    self.asOf = asOf?.latest
    self.knownAt = knownAt?.latest
    self.isAsOfOption = isAsOfOption
  }

  /// By marking alone.
  init(ceiling: Marking) {
    self.init(ceiling: ceiling, asOf: nil, knownAt: nil, isAsOfOption: false)
  }

  /// Why something is left out.
  enum Removal: Sendable {
    case marking
    /// By the pack's own `asOf`: what it leaves dangling is the author's to mend.
    case packDate
    /// By `--as-of` or `--known-at`: what it leaves dangling is a warning.
    case dateOption
  }

  /// Why a record is left out; nil where it stays.
  func removal(of record: Record) -> Removal? {
    if record.marking > ceiling { return .marking }
    let date: PartialDate? =
      switch record.collection {
      case .incidents: record.item.date("startDate") ?? record.item.date("disclosureDate")
      case .sanctions: record.item.date("listingDate")
      case .measures: record.item.date("date")
      case .entities, .sources, .authorities, .forums: nil
      }
    return removal(happened: date, recorded: record.item.recorded)
  }

  /// Why a nested item is left out; nil where it stays.
  func removal(of item: Item) -> Removal? {
    if let marking = item.marking, marking > ceiling { return .marking }
    return removal(happened: item.date("attributionDate"), recorded: item.recorded)
  }

  /// What the pack's date takes out already stays its author's matter, whatever options add.
  private func removal(happened: PartialDate?, recorded: PartialDate?) -> Removal? {
    if isLater(happened, than: asOf) { return isAsOfOption ? .dateOption : .packDate }
    return isLater(recorded, than: knownAt) ? .dateOption : nil
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
