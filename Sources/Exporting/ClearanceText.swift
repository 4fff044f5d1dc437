internal import Diagnostics
package import Records

/// The clearances of an edition as the file that authors keep under version control.
package struct ClearanceText {
  private let clearances: [Clearance]

  package init(_ own: EditionClearances) {
    clearances = own.clearances.sorted { $0.isBefore($1) }
  }

  /// Its name beside `pack.yaml`.
  package static func fileName(_ edition: String) -> String { "clearances.\(edition).yaml" }

  /// One block a clearance, in the order of sections, languages and people; no line depends on
  /// another block, so that a review sees what was given or withdrawn and nothing else.
  package var text: String {
    let head = """
      # Who cleared which section of this edition, as 'dossier approve' wrote it.
      # To withdraw a clearance, remove its block.

      """
    return head + YAMLValue.list(clearances.map(block)).document
  }

  private func block(_ clearance: Clearance) -> YAMLValue {
    let meaning = clearance.meaning
    return .map(present: [
      ("section", .text(clearance.section.value)),
      ("language", .text(clearance.language)),
      ("by", .text(clearance.by)),
      ("role", .text(clearance.role)),
      ("date", .bare(clearance.date.description)),
      ("head", .quoted(meaning.head)),
      ("marking", .bare(meaning.marking.label)),
      ("text", .list(nonEmpty: meaning.text.map(YAMLValue.quoted))),
      ("figures", map(meaning.figures)),
      ("records", map(meaning.records)),
    ])
  }

  private func map(_ values: [String: String]) -> YAMLValue? {
    guard !values.isEmpty else { return nil }
    return .map(
      values.keys.sorted { $0.precedesInBytes($1) }.map { ($0, .quoted(values[$0] ?? "")) })
  }
}
