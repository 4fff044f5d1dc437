internal import Diagnostics
internal import Paper
internal import Rendering

/// Prints packs while they are rendered, and keeps what was found on the way.
///
/// What cannot be printed does not stand in the way of the site: findings are told apart from those
/// that forbid publishing.
package actor PaperTray {
  private let environment: ProgramEnvironment
  private let forms: Set<PaperForm>
  private(set) var diagnostics: [Diagnostic] = []
  private var fault: PaperError?

  package init(forms: Set<PaperForm>, environment: [String: String]) {
    self.forms = forms
    self.environment = ProgramEnvironment(environment)
  }

  /// Prints one pack after the other.
  nonisolated var printing: PackPrinter { { book in await self.print(book) } }

  private func print(_ book: PrintableBook) -> [PrintedFile] {
    guard fault == nil else { return [] }
    do {
      var printed = Checked<[PrintedFile]>([])
      if forms.contains(.pdf) {
        printed = try PaperPrinter(environment: environment).print(book)
      }
      if forms.contains(.word) {
        let written = try WordWriter(environment: environment).write(book)
        printed.value += written.value
        printed.diagnostics += written.diagnostics
      }
      if forms.contains(.ebook) {
        let published = BookPublisher(book).publish()
        printed.value += published.value
        printed.diagnostics += published.diagnostics
      }
      diagnostics += printed.diagnostics
      return printed.value
    } catch {
      fault = error
      return []
    }
  }

  /// Throws the machine's fault, if there was one.
  func check() throws {
    if let fault { throw fault }
  }
}
