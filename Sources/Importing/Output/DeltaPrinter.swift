internal import Diagnostics
internal import Records

/// Prints what an import changes: for a terminal, for programs, for a report.
package struct DeltaPrinter: Sendable {
  package let delta: ListDelta
  /// Whether it only tells what would change.
  package let isDryRun: Bool

  package init(_ delta: ListDelta, isDryRun: Bool) {
    self.delta = delta
    self.isDryRun = isDryRun
  }

  private var heading: String {
    let reading = delta.reading
    let date = reading.statedDate.map { "dated \($0)" } ?? "which states no date"
    return
      "\(reading.format): \(VisibleText.line(reading.file)), \(date), SHA-256 "
      + "\(reading.sha256.prefix(16))…"
  }

  private var counts: String {
    let reading = delta.reading
    var parts = [
      "\(reading.entryCount) entries read", "\(reading.keptCount) kept",
      "\(delta.added.count) added",
      "\(delta.amended.count) amended", "\(delta.gone.count) gone",
      "\(delta.unchangedCount) unchanged",
    ]
    if !delta.knownListings.isEmpty {
      parts.append("\(delta.knownListings.count) in records of yours")
    }
    if !delta.knownWallets.isEmpty || delta.unknownWalletCount > 0 {
      parts.append("\(delta.knownWallets.count) addresses known here")
      parts.append("\(delta.unknownWalletCount) not")
    }
    return parts.joined(separator: ", ")
  }

  // MARK: Text

  /// Lines for a terminal; at most `limit` of each kind.
  package func text(limit: Int = 50) -> String {
    var lines = [heading, counts]
    section("added", delta.added.map { "+ \($0.reference)  \($0.title)" }, limit, &lines)
    section(
      "amended",
      delta.amended.flatMap { amendment in
        ["~ \(amendment.reference)  \(amendment.title)"]
          + amendment.changes.map {
            "    \($0.field): \(shown($0.before)) → \(shown($0.after))"
          }
      }, limit, &lines)
    section("gone", delta.gone.map { "- \($0.reference)  \($0.title)" }, limit, &lines)
    section(
      "known", delta.knownListings.map { "= \($0.reference)  \($0.title)" }, limit, &lines)
    section(
      "known",
      delta.knownWallets.map { known in
        "= \(known.wallet)  \(known.references.map(\.description).joined(separator: ", "))"
      }, limit, &lines)
    return lines.map { VisibleText.line($0) + "\n" }.joined()
  }

  private func section(_ name: String, _ entries: [String], _ limit: Int, _ lines: inout [String]) {
    lines += entries.prefix(limit)
    if entries.count > limit { lines.append("… and \(entries.count - limit) more lines \(name)") }
  }

  private func shown(_ value: String?) -> String {
    value.map { VisibleText.quote($0) } ?? "(absent)"
  }

  // MARK: JSON

  package var json: [UInt8] {
    let reading = delta.reading
    func value(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }
    func entry(_ entry: ListDelta.Entry) -> JSONValue {
      .object(["record": .text(entry.reference.description), "name": .text(entry.title)])
    }
    return JSONValue.object([
      "schema": .integer(1), "dryRun": .boolean(isDryRun), "format": .text(reading.format),
      "snapshot": .object([
        "file": .text(reading.file), "sha256": .text(reading.sha256),
        "generatedAt": value(reading.statedDate),
      ]),
      "entries": .integer(reading.entryCount), "kept": .integer(reading.keptCount),
      "unchanged": .integer(delta.unchangedCount),
      "known": .list(delta.knownListings.map(entry)),
      "added": .list(delta.added.map(entry)), "gone": .list(delta.gone.map(entry)),
      "amended": .list(
        delta.amended.map { amendment in
          .object([
            "record": .text(amendment.reference.description), "name": .text(amendment.title),
            "changes": .list(
              amendment.changes.map {
                .object([
                  "field": .text($0.field), "before": value($0.before), "after": value($0.after),
                ])
              }),
          ])
        }),
      "knownWallets": .list(
        delta.knownWallets.map {
          .object([
            "wallet": .text($0.wallet),
            "records": .list($0.references.map { .text($0.description) }),
          ])
        }),
      "unknownWallets": .integer(delta.unknownWalletCount),
    ]).lines
  }

  // MARK: Markdown

  /// A report; names of the list are data and are escaped.
  package var markdown: String {
    var text = "# Import of \(escaped(delta.reading.file))\n\n\(escaped(heading)).\n\(counts).\n"
    func list(_ title: String, _ items: [String]) {
      guard !items.isEmpty else { return }
      text += "\n## \(title)\n\n" + items.map { "- \($0)\n" }.joined()
    }
    list("Added", delta.added.map { "`\($0.reference)` \(escaped($0.title))" })
    list(
      "Amended",
      delta.amended.map { amendment in
        "`\(amendment.reference)` \(escaped(amendment.title))\n"
          + amendment.changes.map {
            "  - \(escaped($0.field)): \(escaped(shown($0.before))) → \(escaped(shown($0.after)))"
          }.joined(separator: "\n")
      })
    list("Gone", delta.gone.map { "`\($0.reference)` \(escaped($0.title))" })
    list(
      "In records of yours", delta.knownListings.map { "`\($0.reference)` \(escaped($0.title))" })
    list(
      "Addresses known here",
      delta.knownWallets.map { known in
        "`\(known.wallet)` " + known.references.map { "`\($0)`" }.joined(separator: ", ")
      })
    return text
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.line(text).unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "{", "}", "#", "|", "~", "!", "@", ":":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
