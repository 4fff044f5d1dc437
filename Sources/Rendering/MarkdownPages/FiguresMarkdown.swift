internal import Diagnostics
internal import Figures
internal import Narratives
internal import Records

/// The figures annex in Markdown: each number with what proves it.
struct FiguresMarkdown {
  let context: RenderingContext

  /// Beyond this many rows the page gives their count and query, not their names.
  private static let namedRows = 200

  func markdown(_ writer: MarkdownWriter) -> String {
    context.writtenFigures.map { figure in
      let label = context.pack.figureLabels[figure.id] ?? []
      let heading = ProseBlock(
        id: "", kind: .heading(level: 1, content: label.isEmpty ? [.text(figure.id)] : label))
      let facts = ProseBlock(
        id: "",
        kind: .list(
          ProseList(
            isOrdered: false, start: 1, isTight: true,
            items: self.facts(of: figure).map { label, value in
              (
                blocks: [
                  ProseBlock(
                    id: "", kind: .paragraph([.strong([.text(label)]), .text(": ")] + value))
                ], isDone: nil
              )
            })))
      return "<a id=\"\(writer.anchor("figure-\(figure.id)"))\"></a>\n\n"
        + writer.markdown([heading, facts])
    }.joined(separator: "\n\n")
  }

  private func facts(of figure: FigureResult) -> [(String, [ProseInline])] {
    let strings = context.strings
    var facts: [(String, [ProseInline])] = [(strings("page.figureName"), [.code(figure.id)])]
    let display =
      figure.hasNoData
      ? strings("page.noData")
      : context.formatter.display(figure, form: figure.isRange ? .range : .standard)
    facts.append((context.vocabulary.label("value"), [.strong([.text(display)])]))
    if let value = figure.value {
      facts.append((strings("page.exactValue"), [.text(value.description)]))
    }
    if let unit = figure.unit { facts.append((strings("page.unit"), [.text(unit)])) }
    if figure.low != nil, figure.high != nil, figure.low != figure.high {
      facts.append(
        (strings("page.range"), [.text(context.formatter.display(figure, form: .range))]))
    }
    if !figure.query.isEmpty { facts.append((strings("page.query"), [.code(figure.query)])) }
    if let quote = figure.definition.quote {
      facts.append((strings("page.quote"), [.text(quote.value)]))
    }
    if figure.withoutAmount > 0 {
      facts.append((strings("page.withoutAmount"), [.text(String(figure.withoutAmount))]))
    }
    if !figure.isReported, !figure.records.isEmpty {
      facts.append((strings("page.rowsUsed"), links(to: figure.records)))
    }
    if !figure.sources.isEmpty {
      facts.append((strings("page.sources"), links(to: figure.sources)))
    }
    for use in context.pack.uses[figure.id] ?? [] {
      facts.append((strings("page.usedIn"), [.text(use.sentence)]))
    }
    return facts
  }

  private func links(to references: [RecordReference]) -> [ProseInline] {
    guard references.count <= FiguresMarkdown.namedRows else {
      return [.text(String(references.count))]
    }
    let content = RecordContent(context: context)
    return content.joined(
      references.map {
        $0.collection == .sources ? content.shortReference($0) : context.link(to: $0)
      }, by: "; ")
  }
}
