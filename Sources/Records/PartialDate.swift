/// A calendar day: no clock, no time zone.
package struct CalendarDay: Hashable, Comparable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil where the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= CalendarDay.length(month, of: year) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// The count of days in a month of the proleptic Gregorian calendar.
  package static func length(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1 March of year 0, so that differences count days.
  package var ordinal: Int {
    let shifted = month < 3 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400
      + (153 * monthFromMarch + 2) / 5 + day - 1
  }
}

/// A date as a source gives it, in EDTF: `2024`, `2024-05`, `2024-05-31`, `2024-05/2024-06`, `…~`,
/// `…?`.
///
/// The precision of its author is kept everywhere; nothing widens it to a first of January.
package struct PartialDate: Hashable, Sendable {
  /// One end of an interval, or the whole date.
  package struct Point: Hashable, Sendable {
    package let year: Int
    package let month: Int?
    package let day: Int?

    package var earliest: CalendarDay? {
      CalendarDay(year: year, month: month ?? 1, day: day ?? 1)
    }

    package var latest: CalendarDay? {
      let lastMonth = month ?? 12
      return CalendarDay(
        year: year, month: lastMonth, day: day ?? CalendarDay.length(lastMonth, of: year))
    }
  }

  package let start: Point
  /// The far end of an interval.
  package let end: Point?
  /// Written with `~`.
  package let isApproximate: Bool
  /// Written with `?`.
  package let isUncertain: Bool
  /// The first possible day.
  package let earliest: CalendarDay
  /// The last possible day.
  package let latest: CalendarDay

  /// Reads EDTF; nil for anything else and for days no calendar has.
  package init?(_ text: String) {
    var body = Array(text.utf8)
    var approximate = false
    var uncertain = false
    switch body.last {
    case UInt8(ascii: "~"): approximate = true
    case UInt8(ascii: "?"): uncertain = true
    case UInt8(ascii: "%"):
      approximate = true
      uncertain = true
    default: break
    }
    if approximate || uncertain { body.removeLast() }
    let parts = body.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2, let start = PartialDate.point(parts[0]),
      let earliest = start.earliest
    else { return nil }
    var end: Point?
    var latest = start.latest
    if parts.count == 2 {
      guard let far = PartialDate.point(parts[1]), let farLatest = far.latest,
        let farEarliest = far.earliest, farEarliest >= earliest
      else { return nil }
      end = far
      latest = farLatest
    }
    guard let latest else { return nil }
    self.start = start
    self.end = end
    isApproximate = approximate
    isUncertain = uncertain
    self.earliest = earliest
    self.latest = latest
  }

  private static func point(_ text: ArraySlice<UInt8>) -> Point? {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let year = number(parts[0], digits: 4) else { return nil }
    var month: Int?
    var day: Int?
    if parts.count > 1 {
      guard let value = number(parts[1], digits: 2), (1...12).contains(value) else { return nil }
      month = value
    }
    if parts.count > 2 {
      guard let value = number(parts[2], digits: 2) else { return nil }
      day = value
    }
    return Point(year: year, month: month, day: day)
  }

  private static func number(_ text: ArraySlice<UInt8>, digits: Int) -> Int? {
    guard text.count == digits else { return nil }
    var value = 0
    for byte in text {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// Whether the date names one exact day.
  package var isFullDay: Bool {
    end == nil && start.day != nil && !isApproximate && !isUncertain
  }
}

extension PartialDate: CustomStringConvertible {
  /// EDTF, as written.
  package var description: String {
    var text = PartialDate.text(of: start)
    if let end { text += "/" + PartialDate.text(of: end) }
    if isApproximate && isUncertain { return text + "%" }
    return text + (isApproximate ? "~" : isUncertain ? "?" : "")
  }

  /// One end as a date of its own: `2024-05`.
  package static func text(of point: Point) -> String {
    var text = padded(point.year, 4)
    if let month = point.month { text += "-" + padded(month, 2) }
    if let day = point.day { text += "-" + padded(day, 2) }
    return text
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension PartialDate: Comparable {
  /// By first, then last possible day, then spelling: a total order for lists.
  package static func < (left: PartialDate, right: PartialDate) -> Bool {
    if left.earliest != right.earliest { return left.earliest < right.earliest }
    if left.latest != right.latest { return left.latest < right.latest }
    return left.description < right.description
  }
}

extension CalendarDay {
  /// `2024-05-31`.
  package var isoText: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
