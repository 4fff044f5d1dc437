import ArgumentParser
import Diagnostics
import DossierKit
import Foundation
import Publishing

/// Writes results to standard output and everything else to standard error.
struct Terminal {
  let options: GlobalOptions

  /// Whether a stream takes colours: `NO_COLOR`, `FORCE_COLOR`, `TERM=dumb` and the terminal test.
  func usesColor(_ descriptor: Int32) -> Bool {
    switch options.color {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    let environment = ProcessInfo.processInfo.environment
    if let set = environment["NO_COLOR"], !set.isEmpty { return false }
    if let set = environment["FORCE_COLOR"], !set.isEmpty, set != "0" { return true }
    return environment["TERM"] != "dumb" && isatty(descriptor) == 1
  }

  func result(_ text: String) { result(Array(text.utf8)) }

  func result(_ bytes: [UInt8]) { Terminal.write(bytes, to: .standardOutput) }

  /// Writes to a stream.
  ///
  /// A reader that has gone, or a full disk behind it, is no crash: where the
  /// result cannot be written the process ends, since half of one is none, and where a message
  /// cannot there is nobody to tell.
  static func write(_ bytes: some Sequence<UInt8>, to handle: FileHandle) {
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      guard handle.fileDescriptor == STDOUT_FILENO else { return }
      write("error: standard output cannot be written\n".utf8, to: .standardError)
      Foundation.exit(2)
    }
  }

  func message(_ text: String) {
    guard !options.quiet else { return }
    Terminal.write((text + "\n").utf8, to: .standardError)
  }

  /// Why a command could not finish.
  func failure(_ text: String) {
    FileHandle.standardError.write(Data("error: \(text)\n".utf8))
  }

  /// Findings to a stream, at most fifty on a terminal, then their count.
  func findings(_ report: DiagnosticReport, to handle: FileHandle) {
    let limit = isatty(handle.fileDescriptor) == 1 ? 50 : Int.max
    let printer = TextPrinter(
      sources: report.sources, usesColor: usesColor(handle.fileDescriptor))
    let shown = report.diagnostics.prefix(limit)
    var text = printer.text(Array(shown))
    if shown.count < report.diagnostics.count {
      text += "… and \(report.diagnostics.count - shown.count) more\n"
    }
    Terminal.write(text.utf8, to: handle)
  }

  /// Runs a command's work and turns its errors into exit codes.
  func run(_ work: () async throws -> Int32) async throws {
    let code: Int32
    do {
      code = try await work()
    } catch let error as UsageError {
      Terminal.write("error: \(error)\n".utf8, to: .standardError)
      throw ExitCode(64)
    } catch let error as ExitCode {
      throw error
    } catch let error as PublicationStopped {
      Terminal.write("\(error)\n".utf8, to: .standardError)
      throw ExitCode(130)
    } catch {
      Terminal.write("\(error)\n".utf8, to: .standardError)
      throw ExitCode(2)
    }
    if code != 0 { throw ExitCode(code) }
  }
}

/// Progress on a terminal, once the work has taken half a second.
actor Progress {
  private let isEnabled: Bool
  private let start = ContinuousClock.now
  private var isShown = false

  init(isEnabled: Bool) {
    self.isEnabled = isEnabled && isatty(STDERR_FILENO) == 1
  }

  func show(_ text: String) {
    guard isEnabled, ContinuousClock.now - start > .milliseconds(500) else { return }
    isShown = true
    Terminal.write("\r\u{1B}[K\(VisibleText.line(text)) …".utf8, to: .standardError)
  }

  func clear() {
    guard isShown else { return }
    Terminal.write("\r\u{1B}[K".utf8, to: .standardError)
  }
}

/// `1 page`, `2 pages`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
