internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// `` {fig}`recorded-2024` ``: a figure of the pack, in one of its forms.
enum FigureRole {
  static let definition = RoleDefinition(
    name: "fig", variants: .oneOf(["full", "range", "short", "words"])
  ) { role, page in
    guard let figure = page.lookups.figures.figure(role.target.value) else {
      page.report(page.unknownFigure(role.target))
      return role.shownText
    }
    let form = role.variant.flatMap { FigureForm(rawValue: $0.value) } ?? .standard
    return [.number(page.number(for: figure, form: form))]
  }
}

extension PageCompiler {
  /// A figure as it is printed here; notes that it is used.
  mutating func number(for figure: FigureResult, form: FigureForm) -> NumberUse {
    figures.insert(figure.id)
    figureCount += 1
    depends.insert("figures/\(figure.id)")
    show(figure.marking)
    // Why it has none is reported once, where it is defined.
    if figure.hasNoData {
      return NumberUse(
        display: lookups.noDataText, value: nil, origin: .figure(figure.id))
    }
    return NumberUse(
      display: lookups.formatter.display(figure, form: form), value: figure.value,
      low: figure.low, high: figure.high, origin: .figure(figure.id))
  }

  func unknownFigure(_ name: Located<String>) -> Diagnostic {
    let nearest = NearestName.nearest(to: name.value, in: lookups.figures.figures.lazy.map(\.id))
    let marking = nearest.flatMap { lookups.figures.figure($0)?.marking } ?? .clear
    return .unknownFigure(name, nearest: nearest.map { Suggestion($0, marking: marking) })
  }
}
