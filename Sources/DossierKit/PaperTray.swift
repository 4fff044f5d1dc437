internal import Diagnostics
package import Paper
internal import Rendering

/// Prints packs while they are rendered, and keeps what was found on the way.
///
/// What cannot be printed does not stand in the way of the site: findings are told apart from those
/// that forbid publishing.
package actor PaperTray {
  private let printer: PaperPrinter
  private(set) var diagnostics: [Diagnostic] = []
  private var fault: PaperError?

  package init(environment: [String: String]) {
    printer = PaperPrinter(environment: ProgramEnvironment(environment))
  }

  /// Prints one pack after the other.
  nonisolated var printing: PackPrinter { { book in await self.print(book) } }

  private func print(_ book: PrintableBook) -> [PrintedFile] {
    guard fault == nil else { return [] }
    do {
      let printed = try printer.print(book)
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
