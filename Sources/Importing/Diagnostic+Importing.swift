package import Diagnostics

/// Where in a list something stands: a file's name, a line from 1, and the list's own id.
package struct ListPlace: Sendable, Equatable {
  package var file: String
  /// 0 where no line is known.
  package var line: Int
  package var record: String?

  package init(file: String, line: Int = 0, record: String? = nil) {
    self.file = file
    self.line = line
    self.record = record
  }

  /// `line 12, 27307: `; lists are too large to be kept for an excerpt.
  fileprivate var words: String {
    var parts: [String] = []
    if line > 0 { parts.append("line \(line)") }
    if let record { parts.append(VisibleText.quote(record)) }
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
  }
}

/// Ends the reading of a list: nothing of it is imported.
package struct ListFault: Error {
  package var diagnostic: Diagnostic

  package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

extension Diagnostic {
  private static func list(
    _ code: DiagnosticCode, _ severity: Severity, _ message: String, _ place: ListPlace
  ) -> Self {
    Self(code, severity, place.words + message, at: SourceSpan(file: place.file))
  }

  static func listFormat(_ message: String, _ place: ListPlace) -> Self {
    list(.listFormat, .error, message, place)
  }

  static func listCut(_ message: String, _ place: ListPlace) -> Self {
    list(.listCut, .error, message, place)
  }

  static func listEncoding(_ message: String, _ place: ListPlace) -> Self {
    list(.listEncoding, .error, message, place)
  }

  static func listUnsafe(_ message: String, _ place: ListPlace) -> Self {
    list(.listUnsafe, .error, message, place)
  }

  static func listLimit(_ what: String, _ limit: Int, _ place: ListPlace) -> Self {
    list(.listLimit, .error, "\(what) holds at most \(limit) in a list", place)
  }

  static func listDuplicate(_ id: String, _ place: ListPlace) -> Self {
    list(
      .listDuplicate, .error,
      "an id stands once in a list; '\(VisibleText.quote(id))' stands twice",
      place)
  }

  static func listEmpty(_ thing: String, _ place: ListPlace) -> Self {
    list(.listEmpty, .error, "a list holds at least one \(thing); this one holds none", place)
  }

  static func listSize(_ message: String, _ place: ListPlace) -> Self {
    list(.listSize, .error, message, place)
  }

  static func listValue(_ field: String, _ message: String, _ place: ListPlace) -> Self {
    list(.listValue, .warning, "\(field): \(message)", place)
  }

  static func listRemarksCut(_ item: String, _ place: ListPlace) -> Self {
    list(
      .listRemarksCut, .warning,
      "the remarks stop at 1,000 characters and no comments row goes on; dropped the incomplete "
        + "'\(VisibleText.quote(item))'", place)
  }

  static func listWallet(_ wallet: String, _ reason: String, _ place: ListPlace) -> Self {
    list(
      .listWallet, .warning, "'\(VisibleText.quote(wallet))' is kept as published, but \(reason)",
      place)
  }

  static func listUnknown(_ message: String, _ place: ListPlace) -> Self {
    list(.listUnknown, .notice, message, place)
  }

  static func listDangling(_ message: String, _ place: ListPlace) -> Self {
    list(.listDangling, .warning, message, place)
  }

  static func listTarget(_ message: String, at span: SourceSpan) -> Self {
    Self(.listTarget, .error, message, at: span)
  }
}

extension Diagnostic {
  /// `auto` on a file of no known format.
  package static func unrecognisedList(_ found: String, file: String) -> Self {
    listFormat(
      "no format is recognised: this is \(found); formats: "
        + ListFormats.names.joined(separator: ", "), ListPlace(file: file))
  }
}
