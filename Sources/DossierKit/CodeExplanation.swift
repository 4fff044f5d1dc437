internal import BuiltInFiles
internal import Diagnostics

/// The explanation page of a diagnostic code.
package enum CodeExplanation {
  /// The page's text; throws where no such code exists.
  package static func page(of code: String) throws -> String {
    let wanted = code.uppercased()
    let codes = DiagnosticCode.allCases.map(\.rawValue)
    guard codes.contains(wanted) else {
      var message = "no diagnostic has the code '\(VisibleText.quote(code))'"
      if let nearest = NearestName.nearest(to: wanted, in: codes) {
        message += "; did you mean '\(nearest)'?"
      }
      throw UsageError(message)
    }
    guard let page = builtInFiles.first(where: { $0.path == "Explanations/\(wanted).md" }) else {
      throw UsageError("the code '\(wanted)' has no explanation page")
    }
    return page.text
  }

  /// Every code, in order.
  package static var codes: [String] { DiagnosticCode.allCases.map(\.rawValue).sorted() }
}
