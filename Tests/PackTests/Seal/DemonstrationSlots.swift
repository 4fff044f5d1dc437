import Foundation
import TestSupport

/// The demonstration pack with slots between its records, figures, sections and sentences, and one
/// open mistake for the log.
enum DemonstrationSlots {
  static let near = HiddenFragment.Surroundings(
    incident: "bybit-2025", entity: "lazarus-group", source: "fbi-bybit-2025",
    uncited: "nobody-cites-this", authority: "ofac", figure: "chainalysis-2024",
    victim: "Bybit", day: "2025-02-21", entityName: "Lazarus Group", schema: "Organization",
    pack: "g7-2025-kananaskis", languages: ["en"])

  static func texts() throws -> [String: String] {
    var texts: [String: String] = [:]
    let folder = Folders.root.appending(path: "Content")
    for path in Folders.files(under: folder) where !path.contains("/assets/") {
      let text = String(
        decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
      texts["Content/" + path] = slotted(text, path: path)
    }
    texts["Content/records/sources/zz-uncited.yaml"] =
      "@@source\n- { id: nobody-cites-this, type: report, title: A title alone }\n"
    return texts
  }

  private static func slotted(_ text: String, path: String) -> String {
    var lines = text.components(separatedBy: "\n")
    let kinds = [
      "records/sources/": "source", "records/entities/": "entity",
      "records/sanctions/": "sanction", "records/measures/": "measure",
    ]
    if path.hasSuffix(".yaml"), let kind = kinds.first(where: { path.hasPrefix($0.key) })?.value {
      let items = lines.indices.filter { lines[$0].hasPrefix("- ") }
      for index in [items.first, items.isEmpty ? nil : items[items.count / 2]].compactMap(\.self)
        .reversed()
      {
        lines.insert("@@\(kind)", at: index)
      }
    } else if path.hasSuffix("/figures.yaml") {
      for (key, kind) in ["figures:": "figure", "claims:": "claim", "reconcile:": "reconcile"] {
        if let index = lines.firstIndex(of: key) { lines.insert("  @@\(kind)", at: index + 1) }
      }
    } else if path.hasSuffix("/pack.yaml"), let index = lines.firstIndex(of: "contents:") {
      lines.insert("  @@contents", at: index + 1)
    } else if path.hasPrefix("packs/"), path.hasSuffix(".md") {
      slot(section: &lines)
    }
    return lines.joined(separator: "\n")
  }

  /// A slot behind the first plain paragraph's first line, and one at the end.
  private static func slot(section lines: inout [String]) {
    var isInFence = false
    for index in lines.indices.dropFirst() {
      if lines[index].hasPrefix("```") || lines[index].hasPrefix("~~~") { isInFence.toggle() }
      guard !isInFence, index > 4, lines[index - 1].isEmpty,
        lines[index].first?.isLetter == true
      else { continue }
      lines[index] += "@@inline@@"
      break
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    lines += ["", "@@block", ""]
  }
}
