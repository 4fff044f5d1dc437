import Diagnostics
import Records

// Findings about files and their shape, worded in one place.
//
// What stands in a file that was not read is unknown, and its name may tell: such findings are
// for the eyes of the strictest marking.
extension Diagnostic {
  static func notUTF8(_ message: String, _ path: String, _ start: Int, _ end: Int) -> Self {
    Self(
      .notUTF8, .error, message, at: SourceSpan(path: path, start: start, end: end),
      marking: .red)
  }

  static func control(_ value: UInt32, at span: SourceSpan) -> Self {
    let message =
      value == 0x0D
      ? "a carriage return stands before a line feed, never alone"
      : "the control character \(codePoint(value)) at byte \(span.start) is not allowed in text"
    return Self(.controlCharacter, .error, message, at: span, marking: .red)
  }

  static func suspicious(_ scalar: Unicode.Scalar, in place: String, at span: SourceSpan) -> Self {
    Self(
      .suspiciousCharacter, .error,
      "\(codePoint(scalar.value)) is invisible or turns text around; \(place) holds none", at: span)
  }

  static func unbalanced(_ scalar: Unicode.Scalar, at span: SourceSpan) -> Self {
    Self(
      .suspiciousCharacter, .error,
      "\(codePoint(scalar.value)) turns the direction of text and is not closed on its line",
      at: span, marking: .red)
  }

  static func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  static func limit(_ name: String, _ value: Int, at span: SourceSpan) -> Self {
    Self(
      .limitExceeded, .error,
      "the limit '\(name)' allows \(value); 'limits' in dossier.yaml may raise it", at: span,
      marking: .red)
  }

  static func limit(_ name: String, _ value: Int, file path: String) -> Self {
    limit(name, value, at: SourceSpan(file: path))
  }

  static func duplicateKey(_ key: Located<String>, first: SourceSpan) -> Self {
    Self(
      .duplicateKey, .error, "'\(key.value.quotation)' is given twice", at: key.span,
      notes: [Note("first given here", at: first)], marking: .red)
  }

  // MARK: Files

  static func notAFile(_ path: String, _ kind: String) -> Self {
    Self(
      .unreadableFile, .error, "a project holds plain files and folders; this is \(kind)",
      at: SourceSpan(file: path), marking: .red)
  }

  static func unexpectedFile(_ path: String, _ reason: String) -> Self {
    Self(
      .unexpectedFile, .warning, "not read: \(reason)", at: SourceSpan(file: path),
      marking: .red)
  }

  static func malformedFileName(_ path: String, _ reason: String) -> Self {
    Self(.unexpectedFile, .error, reason, at: SourceSpan(file: path), marking: .red)
  }

  static func missingFile(_ path: String, _ reason: String) -> Self {
    Self(.missingFile, .error, reason, at: SourceSpan(file: path), marking: .red)
  }

  static func unknownCollection(_ name: String, path: String) -> Self {
    let names = Collection.allCases.map(\.rawValue)
    let nearest = NearestName.nearest(to: name, in: names)
    let rest = nearest.map { "; did you mean '\($0)'?" } ?? ""
    return Self(
      .unknownCollection, .error, "no collection is called '\(name.quotation)'" + rest,
      at: SourceSpan(file: path), marking: .red)
  }

  static func frontMatter(_ message: String, at span: SourceSpan) -> Self {
    Self(.frontMatter, .error, message, at: span, marking: .red)
  }

  static func csvShape(_ message: String, at span: SourceSpan) -> Self {
    Self(.csvShape, .error, message, at: span, marking: .red)
  }
}
