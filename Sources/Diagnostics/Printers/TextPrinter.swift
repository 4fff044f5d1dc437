/// Prints diagnostics for people: a clickable first line, the excerpt with a caret, fix-it, notes.
package struct TextPrinter: Sendable {
  /// How much is printed of each finding.
  package enum Detail: Sendable {
    /// First line, excerpt, notes.
    case full
    /// The first line alone.
    case short
  }

  package let sources: SourceFiles
  package let detail: Detail
  /// Whether to colour by ANSI escapes.
  package let usesColor: Bool

  package init(sources: SourceFiles, detail: Detail = .full, usesColor: Bool = false) {
    self.sources = sources
    self.detail = detail
    self.usesColor = usesColor
  }

  package func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(text).joined()
  }

  package func text(_ diagnostic: Diagnostic) -> String {
    var result = firstLine(
      diagnostic.span, severity: diagnostic.severity,
      message: diagnostic.message + " [\(diagnostic.code.rawValue)]")
    guard detail == .full else { return result }
    let fixIt = diagnostic.fixIts.first
    result += excerpt(diagnostic.span, linesBefore: 1, fixIt: fixIt.map(\.message))
    for note in diagnostic.notes {
      result += firstLine(note.span, severity: .notice, message: note.message)
      result += excerpt(note.span, linesBefore: 0, fixIt: nil)
    }
    return result
  }

  private func firstLine(_ span: SourceSpan?, severity: Severity, message: String) -> String {
    var place = ""
    if let span {
      place = VisibleText.line(span.path)
      if let position = sources.position(of: span) {
        place += ":\(position.line):\(position.column)"
      }
      place += ": "
    }
    let word = colored(severity.word + ":", severity)
    return "\(place)\(word) \(VisibleText.line(message))\n"
  }

  private func excerpt(_ span: SourceSpan?, linesBefore: Int, fixIt: String?) -> String {
    guard let span, let file = sources[span.path], !file.bytes.isEmpty else { return "" }
    let (line, column) = file.position(at: span.start)
    guard let (text, start) = file.line(line) else { return "" }
    let gutterWidth = String(line).count
    let blank = String(repeating: " ", count: gutterWidth) + " |"
    var result = blank + "\n"
    if linesBefore > 0, line > 1, !file.isView, let (before, _) = file.line(line - 1) {
      result += "\(padded(line - 1, gutterWidth)) | \(clipped(before, around: 1).text)\n"
    }
    let first = file.visibleOffset(span.start)
    let end = min(file.visibleOffset(span.end), start + text.utf8.count)
    let marked =
      end > first ? String(decoding: file.bytes[first..<end], as: UTF8.self).count : 1
    let shown = clipped(seen(text, of: file, from: start, to: end), around: column)
    result += "\(line) | \(shown.text)\n"
    let caret =
      String(repeating: " ", count: max(0, column - 1 - shown.dropped)) + "^"
      + String(repeating: "~", count: max(0, min(marked, 100) - 1))
    result += "\(blank) \(colored(caret, .error))"
    if let fixIt { result += " fix-it: \(VisibleText.line(fixIt))" }
    return result + "\n" + blank + "\n"
  }

  /// A line as far as a finding quotes it: in an edition's log what follows, a comment perhaps, is
  /// nobody's business, and the line before it neither.
  private func seen(_ text: String, of file: SourceFile, from start: Int, to end: Int) -> String {
    guard file.isView, end > start else { return text }
    return String(decoding: file.bytes[start..<end], as: UTF8.self)
  }

  /// A line cut to 160 characters around a column, tabs as spaces.
  private func clipped(_ text: String, around column: Int) -> (text: String, dropped: Int) {
    let limit = 160
    let visible = VisibleText.line(text.replacing("\t", with: " "))
    guard visible.count > limit else { return (visible, 0) }
    let dropped = max(0, min(column - limit / 2, visible.count - limit))
    return (String(visible.dropFirst(dropped).prefix(limit)), dropped)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, width - digits.count)) + digits
  }

  private func colored(_ text: String, _ severity: Severity) -> String {
    guard usesColor else { return text }
    let color =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .notice: "36"
      }
    return "\u{1B}[1;\(color)m\(text)\u{1B}[0m"
  }
}
