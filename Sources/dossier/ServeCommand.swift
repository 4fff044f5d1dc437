import ArgumentParser
import DossierKit
import Foundation
import Serving

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show packs in a browser, and refresh them as you write.",
    discussion: """
      EXAMPLES
        dossier serve
        dossier serve --edition public --open
        dossier serve --port 8080

      Every save is compiled in memory; nothing is written. Where the project does not compile, the
      page shows what the terminal shows, until it does. Ctrl-C ends it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(help: ArgumentHelp("The port to listen on.", valueName: "number"))
  var port: UInt16 = 4173

  @Option(
    help: ArgumentHelp(
      "The address to listen on; any other than this machine's own needs one --edition.",
      valueName: "address"))
  var host = "127.0.0.1"

  @Flag(help: "Open the browser.")
  var open = false

  @Flag(help: "Look for changes every half second, where the system does not tell of them.")
  var poll = false

  func validate() throws {
    if port == 0 { throw ValidationError("--port is from 1 to 65535") }
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let root = try global.root()
      let isLocal = ["127.0.0.1", "::1", "localhost"].contains(host)
      guard isLocal || scope.edition.count == 1 else {
        throw UsageError(
          "on \(host) others can read what you serve; say which edition they may with --edition")
      }
      let board = PreviewBoard()
      let server = try PreviewServer(host: host, port: port, board: board)
      let preview = Preview(root: root, request: scope.request(), board: board)
      let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
      try await server.run(beside: {
        terminal.result("Serving \(address)\n")
        if open { Browser.open(address, terminal) }
        await preview.follow(mayListen: !poll) { outcome in tell(outcome, terminal) }
      })
      return 0
    }
  }

  private func tell(_ outcome: Preview.Outcome, _ terminal: Terminal) {
    if let failure = outcome.failure { return terminal.message(failure) }
    guard let report = outcome.report else { return }
    terminal.findings(report, to: .standardError)
    let milliseconds =
      Int(outcome.elapsed.components.seconds) * 1000
      + Int(outcome.elapsed.components.attoseconds / 1_000_000_000_000_000)
    terminal.message(
      outcome.isShown
        ? "\(counted(outcome.pageCount, "page")) in \(milliseconds) ms"
        : "\(counted(report.errorCount, "error")); the last good pages stay")
  }
}

/// The desktop's own browser.
private enum Browser {
  static func open(_ address: String, _ terminal: Terminal) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/xdg-open")
    process.arguments = [address]
    do {
      try process.run()
    } catch {
      terminal.message("no browser was opened; go to \(address)")
    }
  }
}
