/// Prints diagnostics as a SARIF 2.1.0 log: rules with their help, results with relative paths.
package struct SARIFPrinter: Sendable {
  package let sources: SourceFiles
  /// `0.1.0`.
  package let toolVersion: String
  /// A code's explanation page, in Markdown.
  private let help: @Sendable (DiagnosticCode) -> String?

  package init(
    sources: SourceFiles, toolVersion: String,
    help: @escaping @Sendable (DiagnosticCode) -> String?
  ) {
    self.sources = sources
    self.toolVersion = toolVersion
    self.help = help
  }

  package func bytes(_ diagnostics: [Diagnostic]) -> [UInt8] {
    let codes = Set(diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
    let positions = Dictionary(
      uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var fingerprints = DiagnosticFingerprints(sources: sources)
    let results = diagnostics.map { diagnostic in
      result(diagnostic, positions[diagnostic.code] ?? 0, fingerprints.next(diagnostic))
    }
    return JSONValue.object([
      "$schema": .text("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .text("2.1.0"),
      "runs": .list([
        .object([
          "tool": .object([
            "driver": .object([
              "name": .text("dossier"), "semanticVersion": .text(toolVersion),
              "rules": .list(codes.map(rule)),
            ])
          ]),
          "columnKind": .text("unicodeCodePoints"),
          "results": .list(results),
        ])
      ]),
    ]).lines
  }

  // MARK: - Rules

  private func rule(_ code: DiagnosticCode) -> JSONValue {
    let page = help(code) ?? ""
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let title = lines.first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) } ?? code.rawValue
    var members: [String: JSONValue] = [
      "id": .text(code.rawValue), "name": .text("\(code)"),
      "shortDescription": .object(["text": .text(title)]),
    ]
    if !page.isEmpty {
      members["help"] = .object(["text": .text(page), "markdown": .text(page)])
    }
    return .object(members)
  }

  // MARK: - Results

  private func result(
    _ diagnostic: Diagnostic, _ rule: Int, _ fingerprint: String
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "ruleId": .text(diagnostic.code.rawValue), "ruleIndex": .integer(rule),
      "level": .text(diagnostic.severity.word),
      "message": .object(["text": .text(VisibleText.line(diagnostic.message))]),
      "partialFingerprints": .object(["dossier/v1": .text(fingerprint)]),
      "locations": .list(
        diagnostic.span.map { [.object(["physicalLocation": location($0)])] } ?? []),
    ]
    let related = diagnostic.notes.enumerated().compactMap { index, note -> JSONValue? in
      note.span.map { span in
        .object([
          "id": .integer(index), "physicalLocation": location(span),
          "message": .object(["text": .text(VisibleText.line(note.message))]),
        ])
      }
    }
    if !related.isEmpty { members["relatedLocations"] = .list(related) }
    if !diagnostic.fixIts.isEmpty { members["fixes"] = .list(diagnostic.fixIts.map(fix)) }
    return .object(members)
  }

  private func fix(_ fixIt: FixIt) -> JSONValue {
    .object([
      "description": .object(["text": .text(VisibleText.line(fixIt.message))]),
      "artifactChanges": .list([
        .object([
          "artifactLocation": .object(["uri": .text(address(fixIt.span.path))]),
          "replacements": .list([
            .object([
              "deletedRegion": region(fixIt.span) ?? .object(["startLine": .integer(1)]),
              "insertedContent": .object(["text": .text(fixIt.replacement)]),
            ])
          ]),
        ])
      ]),
    ])
  }

  private func location(_ span: SourceSpan) -> JSONValue {
    var members: [String: JSONValue] = [
      "artifactLocation": .object(["uri": .text(address(span.path))])
    ]
    if let region = region(span) { members["region"] = region }
    return .object(members)
  }

  private func region(_ span: SourceSpan) -> JSONValue? {
    guard let file = sources[span.path] else { return nil }
    let start = place(span.start, in: file)
    let end = place(span.end, in: file)
    return .object([
      "startLine": .integer(start.line), "startColumn": .integer(start.column),
      "endLine": .integer(end.line), "endColumn": .integer(end.column),
    ])
  }

  /// Line and column from 1, the column in code points.
  private func place(_ offset: Int, in file: SourceFile) -> (line: Int, column: Int) {
    let line = file.position(at: offset).line
    guard let (_, start) = file.line(line), start <= offset else { return (line, 1) }
    let text = String(decoding: file.bytes[start..<min(offset, file.bytes.count)], as: UTF8.self)
    return (line, text.unicodeScalars.count + 1)
  }

  /// A relative path as a URI: everything but plain characters is escaped.
  private func address(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
