package import Diagnostics
package import Loading

/// A project in memory whose texts mark places with `1️⃣` to `9️⃣` instead of counting columns.
package struct MarkedProject: Sendable {
  /// Settings that suit most tests: two languages, everything clear.
  package static let settings = """
    title: { en: Briefs, fr: Notes }
    languages: [en, fr]
    marking: TLP:CLEAR
    editions:
      public: { ceiling: TLP:CLEAR }
    """

  package let files: MemoryFiles
  package let sources: [String: SourceFile]
  private let marks: [String: SourceSpan]

  /// Adds `Content/dossier.yaml` where `texts` has none.
  package init(_ texts: [String: String], others: [String: String] = [:]) {
    var marks: [String: SourceSpan] = [:]
    var plain: [String: [UInt8]] = [:]
    for (path, text) in texts {
      var bytes: [UInt8] = []
      var rest = Array(text.utf8)[...]
      while let first = rest.first {
        // A keycap: digit, variation selector, enclosing keycap.
        if rest.dropFirst().starts(with: [0xEF, 0xB8, 0x8F, 0xE2, 0x83, 0xA3]) {
          let name = String(decoding: rest.prefix(7), as: UTF8.self)
          marks[name] = SourceSpan(path: path, start: bytes.count, end: bytes.count)
          rest = rest.dropFirst(7)
        } else {
          bytes.append(first)
          rest = rest.dropFirst()
        }
      }
      plain[path] = bytes
    }
    if plain["Content/dossier.yaml"] == nil {
      plain["Content/dossier.yaml"] = Array(MarkedProject.settings.utf8)
    }
    self.marks = marks
    files = MemoryFiles(plain, others: others)
    sources = Dictionary(
      uniqueKeysWithValues: plain.map { ($0.key, SourceFile(path: $0.key, bytes: $0.value)) })
  }

  /// A finding by the mark it stands at, its code and its whole message.
  package struct Finding: Sendable, Equatable, CustomStringConvertible {
    package var mark: String
    package var code: DiagnosticCode
    package var message: String

    package init(_ mark: String, _ code: DiagnosticCode, _ message: String) {
      self.mark = mark
      self.code = code
      self.message = message
    }

    package var description: String { "\(mark) \(code.rawValue) \(message)" }
  }

  /// The findings in the order of places, each at its mark, else at `path:line:column`.
  package func findings(_ diagnostics: [Diagnostic]) -> [Finding] {
    diagnostics.sortedByPlace().map { diagnostic in
      Finding(place(diagnostic.span), diagnostic.code, diagnostic.message)
    }
  }

  /// A mark's name, else the place in full.
  package func place(_ span: SourceSpan?) -> String {
    guard let span else { return "nowhere" }
    let mark = marks.first { $0.value.path == span.path && $0.value.start == span.start }
    if let mark { return mark.key }
    guard let source = sources[span.path] else { return span.path }
    let position = source.position(at: span.start)
    return "\(span.path):\(position.line):\(position.column)"
  }

  /// The text a span covers.
  package func text(_ span: SourceSpan?) -> String {
    guard let span, let source = sources[span.path] else { return "" }
    return String(
      decoding: source.bytes[
        min(span.start, source.bytes.count)..<min(span.end, source.bytes.count)],
      as: UTF8.self)
  }
}
