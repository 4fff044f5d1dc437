internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// `keyfigures`: the pack's main numbers, large, each with its label.
enum KeyFiguresDirective {
  static let definition = DirectiveDefinition(
    "keyfigures", options: ["figures"], required: ["figures"]
  ) { directive, _, page in
    guard let option = directive.option("figures") else { return nil }
    let colon = page.lookups.strings("page.colon")
    var entries: [KeyFigure] = []
    for id in CommaList.items(of: option.value) {
      guard let figure = page.lookups.figures.figure(id.value) else {
        page.report(page.unknownFigure(id))
        continue
      }
      let number = page.number(for: figure, form: .standard)
      let label = page.label(of: figure)
      page.use(figure.id, in: "\(label.readableText)\(colon) \(number.display)")
      entries.append(KeyFigure(number: number, label: label))
    }
    return .keyFigures(entries)
  }
}

extension PageCompiler {
  /// A figure's label in the pack's language, else its id; its numbers are checked once, with the
  /// figure, not wherever it is shown.
  mutating func label(of figure: FigureResult) -> [ProseInline] {
    guard
      let (narrative, language) = figure.definition.label?.entry(
        in: lookups.language, default: lookups.defaultLanguage)
    else { return [.text(figure.id)] }
    return compile(narrative, in: language, checked: false)
  }
}
