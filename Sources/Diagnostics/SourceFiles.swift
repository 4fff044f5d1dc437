/// The inputs that diagnostics point into, by path.
package struct SourceFiles: Sendable {
  private var files: [String: SourceFile]

  package init(_ files: [SourceFile] = []) {
    self.files = Dictionary(
      files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(path: String) -> SourceFile? { files[path] }

  package mutating func add(_ file: SourceFile) {
    files[file.path] = file
  }

  /// The line and column of a span's start; nil where the file was never read.
  package func position(of span: SourceSpan) -> (line: Int, column: Int)? {
    files[span.path]?.position(at: span.start)
  }
}
