/// Prints diagnostics as workflow commands, which code hosts show beside the lines of a change.
package struct GitHubPrinter: Sendable {
  package let sources: SourceFiles

  package init(sources: SourceFiles) {
    self.sources = sources
  }

  package func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(line).joined()
  }

  private func line(_ diagnostic: Diagnostic) -> String {
    var properties: [String] = []
    if let span = diagnostic.span {
      properties.append("file=" + property(span.path))
      if let file = sources[span.path] {
        let start = file.position(at: span.start)
        let end = file.position(at: span.end)
        properties.append("line=\(start.line)")
        if end.line == start.line {
          properties += ["col=\(start.column)", "endColumn=\(max(start.column, end.column - 1))"]
        } else {
          properties.append("endLine=\(end.line)")
        }
      }
    }
    properties.append("title=" + property(diagnostic.code.rawValue))
    var message = diagnostic.message
    for note in diagnostic.notes { message += "\n\(place(note.span))\(note.message)" }
    for fixIt in diagnostic.fixIts { message += "\nfix-it: \(fixIt.message)" }
    return "::\(command(diagnostic.severity)) \(properties.joined(separator: ","))::"
      + data(message) + "\n"
  }

  private func command(_ severity: Severity) -> String {
    switch severity {
    case .notice: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  private func place(_ span: SourceSpan?) -> String {
    guard let span else { return "" }
    let line = sources.position(of: span).map { ":\($0.line)" } ?? ""
    return "\(span.path)\(line): "
  }

  /// Lines of a message as `%0A`, so that content can never begin a line.
  private func data(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { VisibleText.line(String($0)) }
    return lines.joined(separator: "\n").replacing("%", with: "%25")
      .replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func property(_ text: String) -> String {
    data(text.replacing("\n", with: " ")).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
