internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Titles, labels and other short texts, written from what selection left of them.
enum NarrativeValue {
  static func value(of narrative: InlineNarrative) -> YAMLValue {
    .text(InlineText.text(narrative.content, spelling: narrative.source.value))
  }

  /// Nil without a text in any language.
  static func value(of narrative: LocalizedNarrative?) -> YAMLValue? {
    guard let narrative, let first = narrative.entries.first else { return nil }
    if narrative.entries.count == 1, first.language == nil { return value(of: first.narrative) }
    return .map(narrative.entries.map { ($0.language ?? "", value(of: $0.narrative)) })
  }

  static func label(_ marking: Marking?) -> YAMLValue? {
    marking.map { .bare($0.label) }
  }
}
