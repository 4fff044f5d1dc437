internal import Diagnostics
internal import Figures
internal import Narratives
internal import Records

/// What proves a number, as finished text that HTML and Markdown share.
struct FigureProof: Sendable {
  let context: RenderingContext
  let figure: FigureResult

  /// Beyond this many rows the page gives their count and query, not their names.
  private static let namedRows = 200

  var label: [ProseInline] {
    let label = context.pack.figureLabels[figure.id] ?? []
    return label.isEmpty
      ? [.text(figure.id)] : RecordContent(context: context).withoutNotes(label)
  }

  /// The value as the text shows it; the page itself is its proof, so it links nowhere.
  var display: String {
    figure.hasNoData
      ? context.strings("page.noData")
      : context.formatter.display(figure, form: figure.isRange ? .range : .standard)
  }

  /// The value to the last digit.
  var exactValue: [ProseInline] {
    guard let value = figure.value else { return [] }
    let text = context.formatter.display(
      value: value, low: nil, high: nil, unit: nil, form: .full)
    return [.number(NumberUse(display: text, value: value, origin: .calculation([])))]
  }

  /// What the value counts, in words, a currency by its code; empty where it counts nothing.
  var unit: String { context.formatter.name(ofUnit: figure.unit) }

  /// Low to high, where they differ.
  var range: String {
    guard let low = figure.low, let high = figure.high, low != high else { return "" }
    return context.formatter.display(figure, form: .range)
  }

  /// The rows behind a counted value; a quoted one has its source alone.
  var rows: [RecordReference] { figure.isReported ? [] : figure.records }

  /// The names of records, or how many where they are too many to name.
  func links(to references: [RecordReference]) -> [ProseInline] {
    guard references.count <= FigureProof.namedRows else {
      return [
        .text(
          context.formatter.display(
            value: ExactDecimal(references.count), low: nil, high: nil, unit: nil, form: .full))
      ]
    }
    let content = RecordContent(context: context)
    return content.joined(
      references.map {
        $0.collection == .sources ? content.shortReference($0) : context.link(to: $0)
      }, by: "; ")
  }

  /// How far the value is from those it is compared with, and why.
  var reconciliations: [[ProseInline]] {
    let results = context.pack.figures.reconciliations.enumerated()
    return results.compactMap { index, result in
      guard result.definition.figure.value == figure.id else { return nil }
      let other = result.definition.with.value
      let text = TextPattern.fill(
        context.strings(result.isWithin ? "page.within" : "page.outside"),
        [
          "percent": percent(result.definition.within),
          "figure": context.pack.figureLabels[other].map(InlineText.plain) ?? other,
          "difference": result.percent.map { percent($0.rounded(toDecimals: 1)) } ?? "?",
        ])
      let link = ProseInline.link(target: .figure(other), title: "", content: [.text(text)])
      let reasons = context.pack.reconciliationReasons
      guard index < reasons.count, !reasons[index].isEmpty else { return [link] }
      let colon = ProseInline.text(context.strings("page.colon") + " ")
      return [link, colon] + RecordContent(context: context).withoutNotes(reasons[index])
    }
  }

  private func percent(_ value: ExactDecimal) -> String {
    context.formatter.display(value: value, low: nil, high: nil, unit: "percent", form: .full)
  }

  /// What readers call the place of a sentence, and the way there.
  func place(of use: FigureUse) -> (title: [ProseInline], target: LinkTarget?) {
    for case .section(let section) in context.pack.contents where section.name == use.place {
      return (section.title, .section(name: section.name, fragment: use.anchoredBlock))
    }
    for collection in PageIndex.pagedCollections {
      let prefix = collection.rawValue + "/"
      guard use.place.hasPrefix(prefix) else { continue }
      let record = RecordReference(collection, String(use.place.dropFirst(prefix.count)))
      return (context.name(of: record), .record(record))
    }
    return ([.text(use.place)], nil)
  }
}

extension FigureUse {
  /// The block of the sentence where a link can lead to it; nil in titles, and in footnotes, which
  /// pages number and name anew.
  var anchoredBlock: String? {
    block.isEmpty || block.utf8.starts(with: "fn-".utf8) ? nil : block
  }
}
