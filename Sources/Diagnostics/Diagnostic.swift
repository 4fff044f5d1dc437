/// One finding: what rule is broken, where, and what would mend it.
package struct Diagnostic: Sendable, Equatable {
  package var code: DiagnosticCode
  package var severity: Severity
  /// One phrase, lower case, no full stop.
  package var message: String
  /// Nil only where no input can be pointed at.
  package var span: SourceSpan?
  package var notes: [Note]
  package var fixIts: [FixIt]
  /// The marking of the strictest thing that the message, excerpt or notes quote.
  package var marking: Marking

  package init(
    _ code: DiagnosticCode, _ severity: Severity, _ message: String, at span: SourceSpan?,
    notes: [Note] = [], fixIts: [FixIt] = [], marking: Marking = .clear
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.span = span
    self.notes = notes
    self.fixIts = fixIts
    self.marking = marking
  }

  /// The same finding, marked at least as strictly as `marking`.
  package func marked(_ marking: Marking) -> Diagnostic {
    var copy = self
    copy.marking = max(copy.marking, marking)
    return copy
  }
}

/// A second place that explains a diagnostic.
package struct Note: Sendable, Equatable {
  package var message: String
  package var span: SourceSpan?

  package init(_ message: String, at span: SourceSpan?) {
    self.message = message
    self.span = span
  }
}

/// A replacement that mends the fault.
package struct FixIt: Sendable, Equatable {
  package var message: String
  package var span: SourceSpan
  package var replacement: String

  package init(_ message: String, replacing span: SourceSpan, with replacement: String) {
    self.message = message
    self.span = span
    self.replacement = replacement
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// By path, offset and code, then message, each once: of those that differ in nothing but their
  /// marking, the one that most may read.
  package func sortedByPlace() -> [Diagnostic] {
    let ordered = enumerated().sorted { left, right in
      let first = left.element
      let second = right.element
      if first.span != second.span {
        guard let firstSpan = first.span else { return true }
        guard let secondSpan = second.span else { return false }
        return firstSpan < secondSpan
      }
      if first.code != second.code { return first.code.rawValue < second.code.rawValue }
      if first.message != second.message {
        return first.message.utf8.lexicographicallyPrecedes(second.message.utf8)
      }
      if first.marking != second.marking { return first.marking < second.marking }
      return left.offset < right.offset
    }
    var result: [Diagnostic] = []
    for (_, diagnostic) in ordered
    where result.last?.marked(diagnostic.marking) != diagnostic {
      result.append(diagnostic)
    }
    return result
  }
}
