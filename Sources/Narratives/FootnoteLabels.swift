internal import Diagnostics
internal import MarkdownTree

/// The footnotes of a page: those of its text and those that directives have of their own.
///
/// A directive may use a label of the text again; on the page it is told apart by a number.
struct FootnoteLabels {
  private struct Scope {
    var definitions: [FootnoteDefinition]
    /// The place in `compiled` by the label as written.
    var slots: [String: Int] = [:]
    var done: Set<Int> = []
  }

  /// In the order of first reference.
  var compiled: [(label: String, blocks: [ProseBlock])] = []
  private var scopes: [Scope] = []
  private var labels: Set<String> = []

  mutating func open(_ definitions: [FootnoteDefinition]) {
    scopes.append(Scope(definitions: definitions))
  }

  mutating func close() { scopes.removeLast() }

  /// A reference, under the label the page knows it by.
  mutating func reference(to label: String) -> ProseInline {
    for index in scopes.indices.reversed() {
      guard scopes[index].definitions.contains(where: { $0.label == label }) else { continue }
      if let slot = scopes[index].slots[label] { return .footnote(label: compiled[slot].label) }
      let unique = claim(label)
      scopes[index].slots[label] = compiled.count
      compiled.append((unique, []))
      return .footnote(label: unique)
    }
    return .footnote(label: label)
  }

  /// A definition of the innermost text that is referred to and not compiled yet.
  mutating func nextUncompiled() -> (definition: FootnoteDefinition, slot: Int)? {
    guard let index = scopes.indices.last else { return nil }
    for definition in scopes[index].definitions {
      guard let slot = scopes[index].slots[definition.label],
        scopes[index].done.insert(slot).inserted
      else { continue }
      return (definition, slot)
    }
    return nil
  }

  /// The sources that a footnote in reach cites.
  func citedKeys(_ label: String) -> [Located<String>] {
    for scope in scopes.reversed() {
      if let found = scope.definitions.first(where: { $0.label == label }) {
        var uses = NarrativeUses()
        uses.collect(found.blocks)
        return uses.citations.map(\.id)
      }
    }
    return []
  }

  private mutating func claim(_ label: String) -> String {
    var unique = label
    var number = 2
    while !labels.insert(unique).inserted {
      unique = "\(label)-\(number)"
      number += 1
    }
    return unique
  }
}
