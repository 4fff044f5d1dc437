import Diagnostics

extension Diagnostic {
  /// A quotation of at most 80 characters on one line.
  private static func quote(_ text: String) -> String {
    let line = text.prefix(81).map { $0.isNewline ? " " : $0 }
    return "'" + String(line.prefix(80)) + (line.count > 80 ? "…'" : "'")
  }

  static func tooMany(_ what: String, limit: Int, at span: SourceSpan) -> Self {
    Self(.markdownLimit, .error, "\(what) number at most \(limit)", at: span)
  }

  static func tooLarge(_ what: String, limit: Int, at span: SourceSpan) -> Self {
    Self(.markdownLimit, .error, "\(what) has at most \(limit) bytes", at: span)
  }

  static func tooDeep(_ what: String, limit: Int, at span: SourceSpan) -> Self {
    Self(.markdownLimit, .error, "\(what) nest at most \(limit) deep", at: span)
  }

  static func tooCostly(_ what: String, limit: Int, at span: SourceSpan) -> Self {
    Self(.markdownLimit, .error, "\(what) exceed \(limit) bytes together", at: span)
  }

  static func unreadable(_ what: String, at span: SourceSpan) -> Self {
    Self(
      .malformedRole, .error, "\(what) cannot be searched for roles; write its markup more simply",
      at: span)
  }

  static func malformedRole(
    _ text: String, _ fault: RoleFault, at span: SourceSpan, backslash: String = "\\"
  ) -> Self {
    var fixIts: [FixIt] = []
    switch fault {
    case .name(let head?):
      fixIts = [FixIt("replace with \(quote(head))", replacing: span, with: head)]
    case .unescaped:
      let escaped = backslash + text
      fixIts = [FixIt("replace with \(quote(escaped))", replacing: span, with: escaped)]
    default: break
    }
    return Self(.malformedRole, .error, "\(fault.rule): \(quote(text))", at: span, fixIts: fixIts)
  }

  static func unknownRole(_ name: Located<String>, known: Set<String>) -> Self {
    unknownName(.unknownRole, "role", name, known: known)
  }

  static func unknownDirective(_ name: Located<String>, known: Set<String>) -> Self {
    unknownName(.unknownDirective, "directive", name, known: known)
  }

  private static func unknownName(
    _ code: DiagnosticCode, _ what: String, _ name: Located<String>, known: Set<String>
  ) -> Self {
    let message = "no \(what) has the name \(quote(name.value))"
    guard let nearest = NearestName.nearest(to: name.value, in: known) else {
      return Self(code, .error, message, at: name.span)
    }
    return Self(
      code, .error, message + "; did you mean '\(nearest)'?", at: name.span,
      fixIts: [FixIt("replace with '\(nearest)'", replacing: name.span, with: nearest)])
  }

  static func roleInAttribute(_ what: String, at span: SourceSpan) -> Self {
    Self(.malformedRole, .error, "a role never stands in \(what)", at: span)
  }

  static func roleInCode(_ text: String, at span: SourceSpan) -> Self {
    Self(.roleInCode, .warning, "inside code \(quote(text)) is plain text", at: span)
  }

  static func malformedDirective(
    _ text: String, _ fault: DirectiveFault, at span: SourceSpan
  ) -> Self {
    var message = fault.rule + ": " + quote(text)
    if case .head(let nearest?) = fault { message += "; did you mean '\(nearest)'?" }
    return Self(.malformedDirective, .error, message, at: span)
  }

  static func unclosedFence(at span: SourceSpan) -> Self {
    Self(
      .malformedDirective, .error,
      "a fence beside or inside a directive is closed; an inner one is shorter than the outer",
      at: span)
  }

  static func malformedCitation(_ text: String, at span: SourceSpan) -> Self {
    Self(
      .malformedCitation, .error,
      "a citation is plain text in one pair of brackets, one key between semicolons, and an '@' "
        + "that cites nothing is written '\\@': \(quote(text))", at: span)
  }

  static func citationAsDefinition(at span: SourceSpan) -> Self {
    Self(
      .malformedCitation, .error,
      "a citation at the start of a line is not followed by a colon: it would define a link",
      at: span)
  }

  static func unresolvedFootnote(_ label: String, at span: SourceSpan) -> Self {
    Self(.unresolvedFootnote, .error, "no footnote has the label \(quote(label))", at: span)
  }

  static func footnoteInRole(_ label: String, at span: SourceSpan) -> Self {
    Self(
      .unresolvedFootnote, .error,
      "a marked role holds no footnotes; use the directive 'marked': \(quote(label))", at: span)
  }

  static func rawHTML(_ text: String, at span: SourceSpan) -> Self {
    Self(.rawHTML, .error, "narrative holds no HTML: \(quote(text))", at: span)
  }

  static func forbiddenURL(
    _ address: String, _ violation: AddressRule.Violation, at span: SourceSpan
  ) -> Self {
    Self(.forbiddenURL, .error, "\(violation.reason): \(quote(address))", at: span)
  }

  static func unlinkedAddress(_ address: String, at span: SourceSpan) -> Self {
    Self(
      .forbiddenURL, .warning,
      "only http, https and mailto addresses become links; \(quote(address)) stays text", at: span)
  }

  static func bidirectionalControl(
    _ scalar: UInt32, isBalanced: Bool, at span: SourceSpan
  ) -> Self {
    let digits = String(scalar, radix: 16, uppercase: true)
    let rule =
      isBalanced
      ? "text holds no bidirectional override"
      : "a bidirectional control is closed in its own paragraph"
    return Self(.suspiciousCharacter, .error, "\(rule): U+\(digits)", at: span)
  }
}
