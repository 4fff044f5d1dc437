package import Diagnostics
package import Rendering

/// A pack to a Word document, by Pandoc.
package struct WordWriter: Sendable {
  package let environment: ProgramEnvironment

  package init(environment: ProgramEnvironment) {
    self.environment = environment
  }

  private static let program = "pandoc"

  /// The whole pack as `pack.docx`.
  ///
  /// Drawings are left out: each stands above its own data, which stay. A program that is missing
  /// or fails is a diagnostic. Throws where the machine fails.
  package func write(_ book: PrintableBook) throws(PaperError) -> Checked<[PrintedFile]> {
    let name = "pack.docx"
    guard
      let pandoc = OutsideProgram.all(WordWriter.program, in: environment.searchPath).first
    else {
      return Checked(
        [], [.missingProgram(WordWriter.program, for: book.folder + name, found: [])])
    }
    let arguments = [
      "--from=html", "--to=docx", "--output=-", "--quiet",
      "--reference-doc=\(OutsideProgram.attachmentPath)",
    ]
    let outcome = try pandoc.run(
      arguments, input: book.whole.map(WordWriter.withoutDrawings),
      attachment: WordReference(book: book).bytes,
      environment: environment.variables(at: book.second))
    guard outcome.status == 0, outcome.output.starts(with: "PK".utf8) else {
      return Checked(
        [],
        [
          .programFailed(
            WordWriter.program, for: book.folder + name, outcome: outcome.failureText)
        ])
    }
    return Checked([
      PrintedFile(path: name, kind: "word", marking: book.marking, bytes: outcome.output)
    ])
  }

  /// A piece of the book without what stands from `<svg` to `</svg>`.
  static func withoutDrawings(_ piece: [UInt8]) -> [UInt8] {
    let start = Array("<svg ".utf8)
    let end = Array("</svg>".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(piece.count)
    var isInside = false
    var index = 0
    while index < piece.count {
      if piece[index] == start[0] {
        let rest = piece[index...]
        if !isInside, rest.starts(with: start) { isInside = true }
        if isInside, rest.starts(with: end) {
          isInside = false
          index += end.count
          continue
        }
      }
      if !isInside { result.append(piece[index]) }
      index += 1
    }
    return result
  }
}
