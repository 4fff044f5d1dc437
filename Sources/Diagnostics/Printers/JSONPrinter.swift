/// Prints diagnostics as one JSON document: `schema`, `diagnostics`, `errors`, `warnings`.
package struct JSONPrinter: Sendable {
  package let sources: SourceFiles

  package init(sources: SourceFiles) {
    self.sources = sources
  }

  package func bytes(_ diagnostics: [Diagnostic], extra: [String: JSONValue] = [:]) -> [UInt8] {
    var members = extra
    members["schema"] = .integer(1)
    members["diagnostics"] = .list(diagnostics.map(value))
    members["errors"] = .integer(diagnostics.count { $0.severity == .error })
    members["warnings"] = .integer(diagnostics.count { $0.severity == .warning })
    return JSONValue.object(members).lines
  }

  private func value(_ diagnostic: Diagnostic) -> JSONValue {
    var members = place(diagnostic.span)
    members["code"] = .text(diagnostic.code.rawValue)
    members["severity"] = .text(diagnostic.severity.word)
    members["message"] = .text(diagnostic.message)
    members["marking"] = .text(diagnostic.marking.label)
    members["notes"] = .list(
      diagnostic.notes.map { note in
        var members = place(note.span)
        members["message"] = .text(note.message)
        return .object(members)
      })
    members["fixIts"] = .list(
      diagnostic.fixIts.map { fixIt in
        var members = place(fixIt.span)
        members["message"] = .text(fixIt.message)
        members["replacement"] = .text(fixIt.replacement)
        return .object(members)
      })
    return .object(members)
  }

  /// `path`, `line`, `column`, `endLine`, `endColumn`, as far as they are known.
  private func place(_ span: SourceSpan?) -> [String: JSONValue] {
    guard let span else { return [:] }
    var members: [String: JSONValue] = ["path": .text(span.path)]
    guard let file = sources[span.path] else { return members }
    let start = file.position(at: span.start)
    let end = file.position(at: span.end)
    members["line"] = .integer(start.line)
    members["column"] = .integer(start.column)
    members["endLine"] = .integer(end.line)
    members["endColumn"] = .integer(end.column)
    return members
  }
}
