internal import Editions
internal import Narratives
internal import Records

/// What every page says of the day its facts are of.
struct EditionDate {
  let context: RenderingContext

  /// The date in EDTF: of what was true, else of what was known; nil where nothing was cut.
  var date: PartialDate? {
    let edition = context.pack.edition
    return edition.asOf ?? edition.request.knownAt
  }

  /// The date in words, with the day up to which the registry's knowledge goes where that is
  /// another matter; nil where nothing was cut.
  var text: String? {
    let edition = context.pack.edition
    guard let date else { return nil }
    let words = context.dates.text(date)
    guard edition.asOf != nil, let knownAt = edition.request.knownAt else { return words }
    let label = context.vocabulary.label("recorded")
    return "\(words) · \(label): \(context.dates.text(knownAt))"
  }

  /// The date behind what it is; nil where nothing was cut.
  var labelled: [ProseInline]? {
    text.map { context.labelled(context.strings("page.asOf"), [.text($0)]) }
  }
}
