internal import Diagnostics
internal import Narratives
internal import Records

/// Prints what `dossier why` found: a sentence first, then the chain.
package struct ExplanationPrinter: Sendable {
  package let explanation: Why.Explanation

  package init(_ explanation: Why.Explanation) {
    self.explanation = explanation
  }

  package var text: String {
    var lines = [explanation.sentence, ""]
    if let value = explanation.value {
      lines.append("Value     \(value)\(unit)")
    }
    if let low = explanation.low, let high = explanation.high, low != high {
      lines.append("Range     \(low) to \(high)\(unit)")
    }
    if let quote = explanation.quote { lines.append("Quote     “\(quote)”") }
    if !explanation.query.isEmpty { lines.append("Query     \(explanation.query)") }
    if explanation.withoutAmount > 0 {
      lines.append("Unknown   \(explanation.withoutAmount) of the rows have no figure")
    }
    if !explanation.figures.isEmpty {
      lines.append("Figures   \(explanation.figures.joined(separator: ", "))")
    }
    if !explanation.rows.isEmpty { lines.append(""); lines.append("Rows") }
    for row in explanation.rows {
      lines.append("  \(row.reference)  \(row.name)")
      for estimate in row.estimates {
        let preferred = estimate.isPreferred ? " (preferred)" : ""
        let sources = estimate.sources.isEmpty ? row.sources : estimate.sources
        lines.append("      \(estimate.amount)\(preferred)  \(sources.joined(separator: ", "))")
      }
    }
    if !explanation.sources.isEmpty { lines.append(""); lines.append("Sources") }
    for source in explanation.sources {
      lines.append("  \(source.id)  \(source.title)")
      if !source.url.isEmpty { lines.append("      \(source.url)") }
    }
    lines.append("")
    lines.append(explanation.uses.isEmpty ? "No sentence uses it." : "Used in")
    for use in explanation.uses {
      lines.append("  \(use.place)#\(use.block)  \(use.sentence)")
    }
    return lines.map(VisibleText.line).joined(separator: "\n") + "\n"
  }

  package var json: [UInt8] {
    JSONValue.object([
      "schema": .integer(1),
      "id": .text(explanation.id),
      "sentence": .text(explanation.sentence),
      "display": .text(explanation.display),
      "value": optional(explanation.value),
      "low": optional(explanation.low),
      "high": optional(explanation.high),
      "unit": optional(explanation.unit),
      "query": .text(explanation.query),
      "quote": optional(explanation.quote),
      "withoutAmount": .integer(explanation.withoutAmount),
      "figures": .list(explanation.figures.map(JSONValue.text)),
      "records": .list(explanation.rows.map(record)),
      "sources": .list(
        explanation.sources.map {
          .object(["id": .text($0.id), "title": .text($0.title), "URL": .text($0.url)])
        }),
      "uses": .list(
        explanation.uses.map {
          .object([
            "place": .text($0.place), "block": .text($0.block), "sentence": .text($0.sentence),
          ])
        }),
    ]).lines
  }

  private func record(_ row: Why.Row) -> JSONValue {
    .object([
      "record": .text(row.reference.description),
      "name": .text(row.name),
      "sources": .list(row.sources.map(JSONValue.text)),
      "estimates": .list(
        row.estimates.map {
          .object([
            "amount": .text($0.amount), "preferred": .boolean($0.isPreferred),
            "sources": .list($0.sources.map(JSONValue.text)),
          ])
        }),
    ])
  }

  private var unit: String { explanation.unit.map { " \($0)" } ?? "" }

  private func optional(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }
}
