internal import Diagnostics
internal import Figures
internal import Narratives
internal import Records

/// The figures annex in Markdown: each number with what proves it.
struct FiguresMarkdown {
  let context: RenderingContext

  func markdown(_ writer: MarkdownWriter) -> String {
    let content = RecordContent(context: context)
    return context.writtenFigures.map { figure in
      let proof = FigureProof(context: context, figure: figure)
      let heading = ProseBlock(id: "", kind: .heading(level: 1, content: proof.label))
      let facts = facts(of: proof).map { context.labelled($0, $1) }
      return "<a id=\"\(writer.anchor("figure-\(figure.id)"))\"></a>\n\n"
        + writer.markdown([heading] + content.list(facts))
    }.joined(separator: "\n\n")
  }

  private func facts(of proof: FigureProof) -> [(String, [ProseInline])] {
    let strings = context.strings
    let figure = proof.figure
    var facts: [(String, [ProseInline])] = [(strings("page.figureName"), [.code(figure.id)])]
    facts.append((context.vocabulary.label("value"), [.strong([.text(proof.display)])]))
    if figure.value != nil { facts.append((strings("page.exactValue"), proof.exactValue)) }
    if figure.unit != nil { facts.append((strings("page.unit"), [.text(proof.unit)])) }
    if !proof.range.isEmpty { facts.append((strings("page.range"), [.text(proof.range)])) }
    if !figure.query.isEmpty { facts.append((strings("page.query"), [.code(figure.query)])) }
    if figure.withoutAmount > 0 {
      facts.append((strings("page.withoutAmount"), [.text(String(figure.withoutAmount))]))
    }
    if let quote = figure.definition.quote {
      facts.append((strings("page.quote"), [.text(quote.value)]))
    }
    if !proof.rows.isEmpty {
      let label = strings("page.rowsUsed") + " (\(proof.rows.count))"
      facts.append((label, proof.links(to: proof.rows)))
    }
    if !figure.sources.isEmpty {
      facts.append((strings("page.sources"), proof.links(to: figure.sources)))
    }
    for reconciliation in proof.reconciliations {
      facts.append((strings("page.reconciliation"), reconciliation))
    }
    for use in context.pack.uses[figure.id] ?? [] {
      let place = proof.place(of: use)
      let link = place.target.map { ProseInline.link(target: $0, title: "", content: place.title) }
      let colon = ProseInline.text(strings("page.colon") + " ")
      facts.append(
        (strings("page.usedIn"), (link.map { [$0] } ?? place.title) + [colon, .text(use.sentence)]))
    }
    return facts
  }
}
