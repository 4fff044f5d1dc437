package import Records

/// Writes dates at the precision of their author: `31 May 2024`, `May 2024`, `about October 2020`.
///
/// Month names and patterns are strings of the language, `date.*`.
package struct DateText: Sendable {
  package let strings: InterfaceStrings
  private let months: [String]

  package init(strings: InterfaceStrings) {
    self.strings = strings
    months = strings.list("date.months")
  }

  /// A date in words; in EDTF where the language has no month names.
  package func text(_ date: PartialDate) -> String {
    guard months.count == 12 else { return date.description }
    var text = self.text(date.start)
    var hasDay = date.start.day != nil
    if let end = date.end {
      text = fill("date.interval", ["start": text, "end": self.text(end)])
      hasDay = false
    }
    if date.isApproximate {
      text = fill(hasDay ? "date.approximateDay" : "date.approximate", ["date": text])
    }
    return date.isUncertain ? fill("date.uncertain", ["date": text]) : text
  }

  /// A span of days: `15–17 June 2025`, `30 June – 2 July 2025`; one date where both are the same.
  package func span(_ start: PartialDate, _ end: PartialDate) -> String {
    if start == end { return text(start) }
    guard months.count == 12, start.isFullDay, end.isFullDay, start.start.year == end.start.year,
      let month = start.start.month, let firstDay = start.start.day,
      let lastMonth = end.start.month, let lastDay = end.start.day
    else { return fill("date.span", ["start": text(start), "end": text(end)]) }
    return fill(
      month == lastMonth ? "date.spanOfDays" : "date.spanOfMonths",
      [
        "firstDay": day(firstDay), "firstMonth": monthName(month), "lastDay": day(lastDay),
        "month": monthName(lastMonth), "year": String(end.start.year),
      ])
  }

  /// The year or years of a date, as short references give them: `2019`, `2019–2023`.
  package func years(_ date: PartialDate) -> String {
    let first = String(date.start.year)
    guard let end = date.end, end.year != date.start.year else { return first }
    return fill("number.range", ["low": first, "high": String(end.year)])
  }

  /// A month's name, from 1.
  package func monthName(_ month: Int) -> String {
    months.indices.contains(month - 1) ? months[month - 1] : String(month)
  }

  private func text(_ point: PartialDate.Point) -> String {
    guard let month = point.month else { return fill("date.year", ["year": String(point.year)]) }
    let name = monthName(month)
    let year = String(point.year)
    guard let day = point.day else { return fill("date.month", ["month": name, "year": year]) }
    return fill("date.day", ["day": self.day(day), "month": name, "year": year])
  }

  private func day(_ day: Int) -> String { day == 1 ? fill("date.firstDay", [:]) : String(day) }

  private func fill(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
    TextPattern.fill(strings(key), values)
  }
}

/// Strings with places to fill: `{day} {month} {year}`.
package enum TextPattern {
  /// Replaces each `{name}` that has a value, scanning bytes; a value is never scanned again.
  package static func fill(
    _ pattern: String, _ values: KeyValuePairs<String, String>
  ) -> String {
    var pattern = pattern
    return pattern.withUTF8 { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 32)
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "{"),
          let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")),
          let place = values.first(where: {
            $0.key.utf8.elementsEqual(bytes[(index + 1)..<close])
          })
        {
          result.append(contentsOf: place.value.utf8)
          index = close + 1
        } else {
          result.append(bytes[index])
          index += 1
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}
