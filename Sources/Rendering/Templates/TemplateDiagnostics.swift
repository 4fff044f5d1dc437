internal import Diagnostics

extension Diagnostic {
  static func templateSyntax(_ message: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.templateSyntax, .error, message, at: span)
  }

  static func unsafeTemplate(_ message: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unsafeTemplate, .error, message, at: span)
  }

  static func unknownVariable(
    _ name: String, nearest: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .templateVariable, .error,
      "this page has no value named '\(name)'" + suggestion(nearest), at: span,
      fixIts: fixIt(nearest, at: span))
  }

  static func unknownPartial(_ name: String, nearest: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .templatePartial, .error, "no partial is named '\(name)'" + suggestion(nearest), at: span,
      fixIts: fixIt(nearest, at: span))
  }

  static func deepPartial(_ name: String, at span: SourceSpan) -> Diagnostic {
    let limit = TemplateEngine.partialDepth
    return Diagnostic(
      .templatePartial, .error,
      "partials nest at most \(limit) deep and never in themselves; '\(name)' goes further",
      at: span)
  }

  static func missingTemplate(_ name: String, nearest: String?) -> Diagnostic {
    Diagnostic(
      .templatePartial, .error,
      "the page template 'html/\(name).mustache' is missing" + suggestion(nearest), at: nil)
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func fixIt(_ nearest: String?, at span: SourceSpan) -> [FixIt] {
    nearest.map { [FixIt("replace with '\($0)'", replacing: span, with: $0)] } ?? []
  }
}
