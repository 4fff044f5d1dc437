internal import Records

/// Dates as lists write them, read into EDTF; a precision is never added.
package enum ListDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `1986-07-12`, `1986-07`, `1986`, `2015-04-14-04:00`, `2018-10-29T19:09:49Z`, `12 Jul 1986`,
  /// `Jul 1986`, `circa 1986`, `1980 to 1982`; nil for what is no date of the calendar.
  package static func edtf(_ text: String) -> String? {
    guard var body = CleanText.value(text) else { return nil }
    var isApproximate = false
    for prefix in ["circa ", "approximately ", "c. "] where body.lowercased().hasPrefix(prefix) {
      body = String(body.dropFirst(prefix.count))
      isApproximate = true
    }
    let parts = body.components(" to ")
    if parts.count == 2 {
      guard let first = single(parts[0]), let last = single(parts[1]) else { return nil }
      return checked("\(first)/\(last)" + (isApproximate ? "~" : ""))
    }
    guard let date = single(body) else { return nil }
    return checked(date + (isApproximate ? "~" : ""))
  }

  private static func single(_ text: String) -> String? {
    if let iso = iso(text) { return iso }
    let years = text.split(separator: "-").map(String.init)
    if years.count == 2, let first = year(years[0]), let last = year(years[1]) {
      return checked("\(first)/\(last)")
    }
    let words = text.split(separator: " ").map(String.init)
    switch words.count {
    case 2:
      guard let month = month(words[0]), let year = year(words[1]) else { return nil }
      return "\(year)-\(month)"
    case 3:
      guard let day = twoDigits(words[0]), let month = month(words[1]), let year = year(words[2])
      else { return nil }
      return "\(year)-\(month)-\(day)"
    default: return nil
    }
  }

  /// `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, what follows a day (a zone, a time) dropped.
  private static func iso(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 4, year(String(decoding: bytes[..<4], as: UTF8.self)) != nil else {
      return nil
    }
    if bytes.count > 10,
      [UInt8(ascii: "T"), 0x20, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "Z")].contains(
        bytes[10])
    {
      return checked(String(decoding: bytes[..<10], as: UTF8.self))
    }
    return checked(text)
  }

  /// `12/07/1986` with the day first or the month first; zeros stand for what is not known.
  package static func slashed(_ text: String, monthFirst: Bool) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let year = year(parts[2]) else { return nil }
    let (day, month) = monthFirst ? (parts[1], parts[0]) : (parts[0], parts[1])
    guard let dayDigits = twoDigits(day), let monthDigits = twoDigits(month) else { return nil }
    if monthDigits == "00" { return dayDigits == "00" ? checked(year) : nil }
    return checked(
      dayDigits == "00" ? "\(year)-\(monthDigits)" : "\(year)-\(monthDigits)-\(dayDigits)")
  }

  /// A day from its parts, as XML lists give them; parts that are zero or absent are not known.
  package static func parts(_ year: String?, _ month: String?, _ day: String?) -> String? {
    guard let year = year.flatMap(Self.year) else { return nil }
    guard let month = month.flatMap(twoDigits), month != "00" else { return checked(year) }
    guard let day = day.flatMap(twoDigits), day != "00" else { return checked("\(year)-\(month)") }
    return checked("\(year)-\(month)-\(day)")
  }

  /// `12-Jul-2026`, as reports are dated.
  package static func hyphenated(_ text: String) -> String? {
    single(text.split(separator: "-").joined(separator: " "))
  }

  private static func checked(_ text: String) -> String? { PartialDate(text).map(\.description) }

  private static func month(_ word: String) -> String? {
    guard let index = months.firstIndex(of: String(word.lowercased().prefix(3))) else { return nil }
    return index < 9 ? "0\(index + 1)" : "\(index + 1)"
  }

  private static func year(_ text: String) -> String? {
    text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text : nil
  }

  private static func twoDigits(_ text: String) -> String? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return text.utf8.count == 1 ? "0" + text : text
  }
}

extension String {
  /// The parts between occurrences of a separator, on bytes.
  func components(_ separator: String) -> [String] {
    let wanted = Array(separator.utf8)
    let bytes = Array(utf8)
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += wanted.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }
}

extension ListDate {
  /// `31-12-1965`.
  package static func dayFirst(_ text: String) -> String? {
    let parts = text.split(separator: "-").map(String.init)
    return parts.count == 3 ? Self.parts(parts[2], parts[1], parts[0]) : nil
  }

  /// The day a spreadsheet counts: 25569 is 1 January 1970.
  package static func spreadsheetDay(_ text: String) -> String? {
    guard text.utf8.count == 5, let serial = Int(text), (10_000...80_000).contains(serial) else {
      return nil
    }
    return day(sinceEpoch: serial - 25_569)
  }

  /// The day a Unix time of whole seconds falls on, in UTC.
  package static func unixDay(_ text: String) -> String? {
    guard let seconds = Int(text), seconds >= 0, seconds < 32_503_680_000 else { return nil }
    return day(sinceEpoch: seconds / 86_400)
  }

  /// Civil date of a count of days from 1 January 1970, by the Gregorian calendar's 400 years.
  private static func day(sinceEpoch days: Int) -> String? {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return CalendarDay(year: year, month: month, day: day)?.isoText
  }
}
