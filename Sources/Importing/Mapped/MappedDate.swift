internal import Records

/// Days as a map says that its list writes them, read into EDTF and never guessed.
enum MappedDate {
  /// Nil for what is not of the form; a year alone is of every form but a spreadsheet's count.
  static func edtf(_ text: String, as form: String) -> String? {
    if form == "spreadsheet" { return ListDate.spreadsheetDay(text) }
    if text.utf8.count == 4, isDigits(text) { return ListDate.parts(text, nil, nil) }
    switch form {
    case "yyyy-mm-dd": return date(text, "-", [0, 1, 2])
    case "yyyy/mm/dd": return date(text, "/", [0, 1, 2])
    case "dd/mm/yyyy": return date(text, "/", [2, 1, 0])
    case "mm/dd/yyyy": return date(text, "/", [2, 0, 1])
    case "dd-mm-yyyy": return date(text, "-", [2, 1, 0])
    case "dd.mm.yyyy": return date(text, ".", [2, 1, 0])
    case "yyyymmdd":
      guard text.utf8.count == 8, isDigits(text) else { return nil }
      return ListDate.edtf("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    case "dd Mon yyyy":
      return text.utf8.count(where: { $0 == 0x20 }) == 2 ? ListDate.edtf(text) : nil
    default: return nil
    }
  }

  /// `order` says at which places the year, the month and the day stand; zeros are not known.
  private static func date(_ text: String, _ separator: String, _ order: [Int]) -> String? {
    let parts = text.components(separator)
    guard parts.count == 3, parts.allSatisfy(isDigits), parts[order[0]].utf8.count == 4,
      parts[order[1]].utf8.count <= 2, parts[order[2]].utf8.count <= 2
    else { return nil }
    return ListDate.parts(parts[order[0]], parts[order[1]], parts[order[2]])
  }

  private static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
