import Diagnostics
import DossierKit
import Foundation
import Narratives
import TestSupport
import Testing

/// Keeps the demonstration pack proven: it checks clean, and each thing it rests on is missed when
/// it goes.
@Suite struct DemonstrationTests {
  static let pack = "Content/packs/g7-2025-kananaskis"

  @Test("the demonstration pack is clean under --strict, with few waivers and a reason for each")
  func clean() async throws {
    let project = try TestProject(copying: Folders.root)
    let outcome = try await project.check()
    let text = TextPrinter(sources: outcome.report.sources).text(outcome.report.diagnostics)
    #expect(outcome.report.diagnostics.isEmpty, "\(text)")
    #expect(outcome.waivers.count <= 10)
    #expect(outcome.waivers.allSatisfy { !$0.reason.isEmpty })
  }

  /// A change to the sources that must be noticed where something rests on what changed.
  struct Mutation: CustomTestStringConvertible, Sendable {
    enum Change: Sendable {
      /// Takes the record out of its YAML list, or its file away.
      case removeRecord(collection: String, id: String)
      /// Changes a figure's reported value.
      case changeValue(figure: String)
    }

    var change: Change

    var testDescription: String {
      switch change {
      case .removeRecord(let collection, let id): "without \(collection)/\(id)"
      case .changeValue(let figure): "with another value of \(figure)"
      }
    }
  }

  static let mutations: [Mutation] =
    [
      "fbi-bybit-2025", "chainalysis-2024-12", "us-jp-rok-2025", "kraken-2025", "misp-feib",
      "trm-2024-01", "un-poe-2024-215", "fincen-huione-2025", "treasury-sb0057-2025", "unsc-1718",
      "eu-2020-1125", "japan-2022-12", "panews-joint-2025", "tayvano-research",
    ].map { Mutation(change: .removeRecord(collection: "sources", id: $0)) }
    + [
      "bybit-2025", "ronin-2022", "dmm-bitcoin-2024", "wazirx-2024", "radiant-2024",
      "munchables-2024", "upbit-2019", "coincheck-2018", "kraken-it-worker-2025",
      "harmony-horizon-2022",
    ].map { Mutation(change: .removeRecord(collection: "incidents", id: $0)) }
    + [
      "chainalysis-2024", "chainalysis-2024-count", "chainalysis-2023", "trm-2024",
      "press-2024-joint", "all-actors-2024", "series-2022", "fbi-2023-september",
      "series-2017-count",
      "chainalysis-2023-september",
    ].map { Mutation(change: .changeValue(figure: $0)) }

  @Test("what the pack rests on is missed at its line when it goes", arguments: mutations)
  func mutation(_ mutation: Mutation) async throws {
    let project = try TestProject(copying: Folders.root)
    let name: String
    switch mutation.change {
    case .removeRecord(let collection, let id):
      name = id
      try removeRecord(id, from: collection, of: project.root)
    case .changeValue(let figure):
      name = figure
      try changeValue(of: figure, in: project.root)
    }
    // The partners' edition holds all that the public one does.
    let report = try await project.check(editions: ["partners"], languages: ["en"]).report
    let atItsLine = report.diagnostics.contains { diagnostic in
      guard diagnostic.severity == .error, let span = diagnostic.span,
        let file = report.sources[span.path],
        let line = file.line(file.position(at: span.start).line)?.text
      else { return false }
      switch mutation.change {
      case .removeRecord: return line.contains(name)
      case .changeValue: return diagnostic.code == .quoteDisagrees && line.contains("quote:")
      }
    }
    let text = TextPrinter(sources: report.sources, detail: .short).text(report.diagnostics)
    #expect(atItsLine, "\(text)")
  }

  private func removeRecord(_ id: String, from collection: String, of root: URL) throws {
    let folder = root.appending(path: "Content/records/\(collection)")
    let names = Folders.files(under: folder)
    // A record of its own file goes with the translations of its narrative.
    let own = names.filter { $0.hasPrefix(id + ".") }
    for name in own { try FileManager.default.removeItem(at: folder.appending(path: name)) }
    if !own.isEmpty { return }
    for name in names {
      let url = folder.appending(path: name)
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      var lines = text.components(separatedBy: "\n")
      guard let start = lines.firstIndex(of: "- id: \(id)") else { continue }
      let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("- id: ") || $0.hasPrefix("#") }
      lines.removeSubrange(start..<(end ?? lines.count))
      try Data(lines.joined(separator: "\n").utf8).write(to: url)
      return
    }
    throw TestProjectError("no record \(collection)/\(id)")
  }

  private func changeValue(of figure: String, in root: URL) throws {
    let url = root.appending(path: "\(Self.pack)/figures.yaml")
    var lines = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      .components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: "  \(figure):"),
      let line = lines[start...].firstIndex(where: { $0.hasPrefix("    value: ") })
    else { throw TestProjectError("no figure \(figure)") }
    lines[line] += "1"
    try Data(lines.joined(separator: "\n").utf8).write(to: url)
  }
}
