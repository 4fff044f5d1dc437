import Diagnostics
import Records

/// Reads a pack's `figures.yaml` and `terms.yaml` into the pack.
enum FiguresDecoder {
  static func decode(_ root: YAMLNode, into pack: inout Pack, rules: ContentRules) -> [Diagnostic] {
    var values = ValueReader(rules: rules, marking: pack.marking)
    guard
      let form = FormReader(
        root, "figures.yaml", keys: Schema.figures.keys, &values)
    else { return values.diagnostics }
    if let node = form["figures"] {
      pack.figures = values.named(node, "figures").compactMap { id, node in
        inMarking(&values) { figure(id, node, &$0) }
      }
    }
    if let node = form["claims"] {
      pack.claims = values.named(node, "claims").compactMap { id, node in
        inMarking(&values) { claim(id, node, &$0) }
      }
    }
    if let node = form["reconcile"] {
      pack.reconciliations = values.items(node).compactMap { node in
        inMarking(&values) { reconciliation(node, &$0) }
      }
    }
    return values.diagnostics
  }

  /// Restores the marking in force when an entry with its own is read.
  private static func inMarking<Value>(
    _ values: inout ValueReader, _ read: (inout ValueReader) -> Value?
  ) -> Value? {
    let outer = values.marking
    defer { values.marking = outer }
    return read(&values)
  }

  // MARK: Entries

  private static func figure(
    _ id: Located<String>, _ node: YAMLNode, _ values: inout ValueReader
  ) -> FigureDefinition? {
    let thing = "the figure '\(id.value)'"
    let label = values.peekMarking(node)
    guard let form = FormReader(node, thing, keys: Schema.figure.keys, &values) else { return nil }
    var figure = FigureDefinition(id: id, span: node.span)
    figure.marking = form.marking.map { values.marking($0) ?? label }
    figure.label = form["label"].flatMap { values.localizedNarrative($0, "label") }
    figure.from = form["from"].flatMap { located($0, "from", "a table's name", &values) }
    figure.where = form["where"].flatMap { values.sourceText($0, "where") }
    figure.value = form.required("value", of: thing, &values)
      .flatMap { values.sourceText($0, "value") }
    figure.unit = form["unit"].flatMap { located($0, "unit", "a unit", &values) }
    figure.source = form["source"].flatMap { values.reference($0, "source", .sources) }
    figure.quote = form["quote"].flatMap { node in
      values.text(node, "quote").map { Located($0, at: node.span) }
    }
    figure.locator = form["locator"].flatMap { values.text($0, "locator") }
    figure.decimals = form["decimals"].flatMap { decimals($0, &values) }
    figure.empty = form["empty"].flatMap { node in
      values.decimal(node, "empty").map { Located($0, at: node.span) }
    }
    return figure
  }

  private static func decimals(_ node: YAMLNode, _ values: inout ValueReader) -> Int? {
    guard let number = values.wholeNumber(node, "decimals") else { return nil }
    guard (0...9).contains(number) else {
      values.report(
        Diagnostic(.wrongType, .error, "'decimals' is a number from 0 to 9", at: node.span))
      return nil
    }
    return number
  }

  private static func claim(
    _ id: Located<String>, _ node: YAMLNode, _ values: inout ValueReader
  ) -> ClaimDefinition? {
    let thing = "the claim '\(id.value)'"
    let label = values.peekMarking(node)
    guard let form = FormReader(node, thing, keys: Schema.claim.keys, &values) else {
      return nil
    }
    let marking = form.marking.map { values.marking($0) ?? label }
    guard let holds = form.required("holds", of: thing, &values),
      let text = values.sourceText(holds, "holds")
    else { return nil }
    var claim = ClaimDefinition(id: id, holds: text, span: node.span)
    claim.marking = marking
    claim.label = form["label"].flatMap { values.localizedNarrative($0, "label") }
    return claim
  }

  private static func reconciliation(
    _ node: YAMLNode, _ values: inout ValueReader
  ) -> ReconciliationDefinition? {
    let thing = "a reconciliation"
    let label = values.peekMarking(node)
    guard let form = FormReader(node, thing, keys: Schema.reconciliation.keys, &values) else {
      return nil
    }
    let marking = form.marking.map { values.marking($0) ?? label }
    let figure = form.required("figure", of: thing, &values)
      .flatMap { located($0, "figure", "a figure's id", &values) }
    let other = form.required("with", of: thing, &values)
      .flatMap { located($0, "with", "a figure's id", &values) }
    let within = form.required("within", of: thing, &values).flatMap { percent($0, &values) }
    let because = form["because"].flatMap { values.localizedNarrative($0, "because") }
    guard let figure, let other, let within else { return nil }
    return ReconciliationDefinition(
      figure: figure, with: other, within: within, because: because, marking: marking,
      span: node.span)
  }

  /// A percentage, its sign optional: `25%`.
  private static func percent(_ node: YAMLNode, _ values: inout ValueReader) -> ExactDecimal? {
    guard let text = values.plainText(node, "within", wants: "a percentage") else { return nil }
    let digits = text.utf8.last == UInt8(ascii: "%") ? String(text.dropLast()) : text
    guard let value = ExactDecimal(digits), !value.isNegative else {
      values.report(
        Diagnostic(
          .malformedAmount, .error,
          "'\(text.quotation)' is no percentage; write digits and a percent sign: 25%",
          at: node.span))
      return nil
    }
    return value
  }

  private static func located(
    _ node: YAMLNode, _ field: String, _ wants: String, _ values: inout ValueReader
  ) -> Located<String>? {
    values.plainText(node, field, wants: wants).map { Located($0, at: node.span) }
  }

  // MARK: Terms

  static func decodeTerms(
    _ root: YAMLNode, into pack: inout Pack, rules: ContentRules
  ) -> [Diagnostic] {
    var values = ValueReader(rules: rules, marking: pack.marking)
    var terms: [TermDefinition] = []
    for (id, node) in values.named(root, "terms.yaml") {
      let outer = values.marking
      defer { values.marking = outer }
      let thing = "the term '\(id.value)'"
      let label = values.peekMarking(node)
      guard let form = FormReader(node, thing, keys: Schema.term.keys, &values) else { continue }
      let marking = form.marking.map { values.marking($0) ?? label }
      let term = form.required("term", of: thing, &values)
        .flatMap { values.localizedNarrative($0, "term") }
      let definition = form.required("definition", of: thing, &values)
        .flatMap { values.localizedNarrative($0, "definition") }
      let sources =
        form["sources"].map { node in
          values.items(node).compactMap { values.reference($0, "sources", .sources) }
        } ?? []
      guard let term, let definition else { continue }
      terms.append(
        TermDefinition(
          id: id, term: term, definition: definition, sources: sources, marking: marking))
    }
    pack.terms = terms.sorted { $0.id.value.utf8.lexicographicallyPrecedes($1.id.value.utf8) }
    return values.diagnostics
  }
}

extension ValueReader {
  /// Reads on at an entry's own marking before anything of it is reported; gives it back.
  mutating func peekMarking(_ node: YAMLNode) -> Marking {
    guard let own = node.value("marking") else { return marking }
    let label = own.scalar.flatMap { Marking(label: $0.text) }
    let isRetired = own.scalar?.text == "TLP:WHITE"
    marking = max(marking, label ?? (isRetired ? .clear : .red))
    return label ?? .red
  }
}
