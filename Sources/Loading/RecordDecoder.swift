package import Diagnostics
package import Records

/// Turns a map of a file into a record, as the schema table says, and reports every fault in it.
package struct RecordDecoder {
  private let collection: Records.Collection
  private let schema: ItemSchema
  private var values: ValueReader

  package init(_ collection: Records.Collection, rules: ContentRules) {
    self.collection = collection
    schema = Schema.fields(of: collection)
    values = ValueReader(rules: rules, marking: .red)
  }

  /// What was found in all records so far.
  package var diagnostics: [Diagnostic] { values.diagnostics }

  /// Decodes one record; nil where it has no sound id to be known by.
  package mutating func decode(_ node: YAMLNode) -> Record? {
    let own = node.value("marking")
    values.marking = .red
    guard let pairs = node.pairs else {
      values.report(.wrongType("a record", wants: "a map of fields", node))
      return nil
    }
    let effective = effectiveMarking(own, of: pairs, node)
    values.marking = effective
    let item = decodeItem(pairs, schema, span: node.span, isRecord: true)
    guard let idField = item.field("id"), case .text(let id) = idField.value else { return nil }
    return Record(
      reference: RecordReference(collection, id), item: item, marking: effective,
      idSpan: idField.span)
  }

  /// The record's own label, else the project's; `.red` where neither can be read.
  private mutating func effectiveMarking(
    _ own: YAMLNode?, of pairs: [YAMLPair], _ node: YAMLNode
  ) -> Marking {
    guard let own else {
      if let marking = values.rules.marking { return marking }
      let place = pairs.first { $0.key.value == "id" }?.value.span ?? node.span
      values.report(.unmarked("this \(schema.name)", at: place))
      return .red
    }
    // The field is decoded with the others, which reports what is wrong with it.
    guard let label = own.scalar?.text else { return .red }
    return label == "TLP:WHITE" ? .clear : Marking(label: label) ?? .red
  }

  // MARK: Items

  private mutating func decodeItem(
    _ pairs: [YAMLPair], _ schema: ItemSchema, span: SourceSpan, isRecord: Bool = false
  ) -> Item {
    var found: [(position: Int, field: Field)] = []
    found.reserveCapacity(pairs.count)
    var isOrdered = true
    for pair in pairs {
      guard let position = schema.position(of: pair.key.value) else {
        values.report(
          .unknownField(pair.key, in: article(schema.name), among: schema.fields.map(\.key)))
        continue
      }
      let field = schema.fields[position]
      guard let value = decodeField(pair, field) else { continue }
      if let last = found.last, last.position > position { isOrdered = false }
      found.append((position, Field(key: field.key, value: value, span: pair.value.span)))
    }
    for field in schema.fields where field.isRequired {
      if !pairs.contains(where: { $0.key.value == field.key && !isMissing($0.value) }) {
        let place = pairs.first { $0.key.value == field.key }?.value.span ?? headSpan(pairs, span)
        values.report(.missingField(field.key, of: article(schema.name), at: place))
      }
    }
    if !isOrdered { found.sort { $0.position < $1.position } }
    return Item(fields: found.map(\.field), span: span)
  }

  /// Where a record is pointed at as a whole: its id, else its first line.
  private func headSpan(_ pairs: [YAMLPair], _ span: SourceSpan) -> SourceSpan {
    pairs.first { $0.key.value == "id" }?.value.span ?? pairs.first?.key.span ?? span
  }

  private func isMissing(_ node: YAMLNode) -> Bool {
    node.isAbsent || node.scalar?.text.isEmpty == true
  }

  private func article(_ name: String) -> String {
    switch name.utf8.first {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"): "an " + name
    default: "a " + name
    }
  }

  // MARK: Fields

  private mutating func decodeField(_ pair: YAMLPair, _ field: FieldSchema) -> FieldValue? {
    let node = pair.value
    if case .marking = field.type { return values.marking(node).map(FieldValue.marking) }
    if node.isAbsent { return nil }
    guard field.isList else { return decodeValue(node, field) }
    guard let items = node.items else {
      return decodeValue(node, field).map { .list([Located($0, at: node.span)]) }
    }
    if case .reference = field.type, items.count > values.rules.limits.recordReferences {
      values.report(
        .limit("recordReferences", values.rules.limits.recordReferences, at: pair.key.span))
      return nil
    }
    var list: [Located<FieldValue>] = []
    list.reserveCapacity(items.count)
    for item in items {
      if item.isAbsent {
        values.report(.emptyItem(field.key, at: item.span))
      } else if let value = decodeValue(item, field) {
        list.append(Located(value, at: item.span))
      }
    }
    return list.isEmpty ? nil : .list(list)
  }

  private mutating func decodeValue(_ node: YAMLNode, _ field: FieldSchema) -> FieldValue? {
    let key = field.key
    switch field.type {
    case .text:
      guard let text = values.text(node, key), !text.isEmpty else { return nil }
      return .text(text)
    case .localizedText: return values.localizedText(node, key).map(FieldValue.localized)
    case .identifier: return values.identifier(node, key).map(FieldValue.text)
    case .reference(let target):
      return values.identifier(node, key).map { .reference(RecordReference(target, $0)) }
    case .date: return values.date(node, key).map(FieldValue.date)
    case .amount: return values.amount(node, key).map(FieldValue.amount)
    case .wholeNumber: return values.wholeNumber(node, key).map(FieldValue.wholeNumber)
    case .boolean: return values.boolean(node, key).map(FieldValue.boolean)
    case .country: return values.country(node, key).map(FieldValue.text)
    case .marking: return values.marking(node).map(FieldValue.marking)
    case .oneOf(let terms): return values.term(node, key, among: terms).map(FieldValue.text)
    case .url: return values.url(node, key).map(FieldValue.text)
    case .wallet: return values.wallet(node, key).map(FieldValue.wallet)
    case .freeMap: return values.freeMap(node, key).map(FieldValue.free)
    // No collection's table has one.
    case .form: return nil
    case .item(let schema, let shorthand):
      return decodeNested(node, field, schema, shorthand).map(FieldValue.item)
    }
  }

  private mutating func decodeNested(
    _ node: YAMLNode, _ field: FieldSchema, _ schema: ItemSchema, _ shorthand: String?
  ) -> Item? {
    let container = values.marking
    defer { values.marking = container }
    switch node.kind {
    case .mapping(let pairs):
      if let own = node.value("marking") {
        values.marking = max(container, own.scalar.flatMap { Marking(label: $0.text) } ?? .red)
      }
      return decodeItem(pairs, schema, span: node.span)
    case .scalar:
      guard let shorthand, let inner = schema.field(shorthand) else {
        values.report(.wrongType(field.key, wants: "a map of \(schema.name) fields", node))
        return nil
      }
      guard let value = decodeValue(node, inner) else { return nil }
      return Item(
        fields: [Field(key: inner.key, value: value, span: node.span)], span: node.span)
    case .sequence:
      values.report(.wrongType(field.key, wants: "a map of \(schema.name) fields", node))
      return nil
    }
  }
}
