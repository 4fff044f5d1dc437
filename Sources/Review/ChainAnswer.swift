internal import Diagnostics

/// An answer of `dossier why`: a sentence first, then facts, then the chain in parts.
package struct ChainAnswer: Sendable, Equatable {
  package struct Item: Sendable, Equatable {
    /// `incidents/bybit-2025`, `threat#p-722f42ea`.
    package var name: String
    package var text: String
    /// `path:line`; empty where nothing is known.
    package var place: String

    package init(_ name: String, _ text: String, place: String = "") {
      self.name = name
      self.text = text
      self.place = place
    }
  }

  package struct Part: Sendable, Equatable {
    package var heading: String
    package var items: [Item]

    package init(_ heading: String, _ items: [Item]) {
      self.heading = heading
      self.items = items
    }
  }

  package var target: String
  package var sentence: String
  /// By name, in order.
  package var facts: [Item]
  package var parts: [Part]

  package init(target: String, sentence: String, facts: [Item] = [], parts: [Part] = []) {
    self.target = target
    self.sentence = sentence
    self.facts = facts
    self.parts = parts.filter { !$0.items.isEmpty }
  }

  package var text: String {
    var lines = [sentence]
    if !facts.isEmpty { lines.append("") }
    let width = facts.map(\.name.count).max() ?? 0
    for fact in facts {
      let gap = String(repeating: " ", count: width - fact.name.count + 2)
      lines.append(
        "  \(fact.name)\(gap)\(oneLine(fact.text))" + (fact.place.isEmpty ? "" : "  \(fact.place)"))
    }
    for part in parts {
      lines += ["", part.heading]
      for item in part.items {
        var line = "  \(item.name)"
        if !item.text.isEmpty { line += "  \(oneLine(item.text))" }
        if !item.place.isEmpty { line += "  \(item.place)" }
        lines.append(line)
      }
    }
    return lines.map(VisibleText.line).joined(separator: "\n") + "\n"
  }

  /// `schema`, `target`, `sentence`, `facts` and `parts`, lists of named texts with their places.
  package var json: [UInt8] {
    JSONValue.object([
      "schema": .integer(1), "target": .text(target), "sentence": .text(sentence),
      "facts": .list(facts.map(value)),
      "parts": .list(
        parts.map { part in
          .object(["heading": .text(part.heading), "items": .list(part.items.map(value))])
        }),
    ]).lines
  }

  private func value(_ item: Item) -> JSONValue {
    var members: [String: JSONValue] = ["name": .text(item.name), "text": .text(item.text)]
    if !item.place.isEmpty { members["place"] = .text(item.place) }
    return .object(members)
  }

  private func oneLine(_ text: String) -> String { text.replacing("\n", with: " ") }
}
