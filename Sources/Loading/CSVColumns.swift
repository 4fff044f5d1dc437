import Diagnostics
import MarkdownTree
import Records

/// The header of a CSV file read by the schema, and rows put together as a YAML file's maps are.
struct CSVColumns {
  /// What stands at one place of a record: a column, or parts of it, or both (`name`, `name.fr`).
  private final class Place {
    let key: Located<String>
    var column: Int?
    /// Whether `;` parts the items of the column's cells.
    var isSplit = false
    var isList = false
    var isLocalized = false
    var parts: [Place] = []

    init(key: Located<String>) {
      self.key = key
    }

    func part(_ key: String) -> Place? { parts.first { $0.key.value == key } }
  }

  /// Lists whose cells hold several items; elsewhere a semicolon is text.
  static let splitFields: Set<String> = [
    "author", "alias", "weakAlias", "previousName", "binds", "members", "incidentType",
    "receivers", "initiators", "attributions", "losses", "techniques", "wallets", "program",
    "provisions", "topics", "incidents", "sanctions", "sources",
  ]

  private static let maximumIndex = 999
  private let root: Place
  private let defaultLanguage: String
  private(set) var diagnostics: [Diagnostic] = []

  init(_ header: [CSVCell], of collection: Records.Collection, rules: ContentRules) {
    let schema = Schema.fields(of: collection)
    let start = header.first?.span ?? SourceSpan(file: "")
    root = Place(key: Located("", at: start))
    defaultLanguage = rules.defaultLanguage
    if header.count == 1, let only = header.first, let sign = CSVColumns.foreignSign(in: only.text)
    {
      diagnostics = [.csvShape("columns are parted by commas, not by \(sign)", at: only.span)]
      return
    }
    for (index, cell) in header.enumerated() {
      add(cell, index, schema, "a row of \(collection.rawValue)", rules)
    }
  }

  // MARK: Header

  /// What seems to part a header's only cell.
  private static func foreignSign(in text: String) -> String? {
    if text.utf8.contains(UInt8(ascii: ";")) { return "semicolons" }
    return text.utf8.contains(UInt8(ascii: "\t")) ? "tabs" : nil
  }

  private mutating func add(
    _ cell: CSVCell, _ column: Int, _ schema: ItemSchema, _ row: String, _ rules: ContentRules
  ) {
    if let scalar = TextHygiene.suspicious(in: cell.text) {
      diagnostics.append(.suspicious(scalar, in: "a column's name", at: cell.span))
      return
    }
    var parts = cell.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let field = schema.field(parts[0]) else {
      diagnostics.append(
        .unknownField(
          Located(parts[0], at: cell.span), in: row, among: schema.fields.map(\.key)))
      return
    }
    parts.removeFirst()
    let place = step(root, field.key, cell)
    guard let last = follow(parts, of: field, from: place, cell, rules) else { return }
    if last.column != nil {
      diagnostics.append(
        .duplicateKey(Located(cell.text, at: cell.span), first: last.key.span))
      return
    }
    last.column = column
  }

  /// Finds or makes the place a column's path leads to; nil where the path leads nowhere.
  private mutating func follow(
    _ path: [String], of field: FieldSchema, from start: Place, _ cell: CSVCell,
    _ rules: ContentRules
  ) -> Place? {
    var field = field
    var place = start
    var path = path[...]
    var isItem = false
    while true {
      if field.isList, !isItem {
        guard let next = path.first else {
          place.isSplit = CSVColumns.splitFields.contains(field.key)
          return place
        }
        guard let index = Int(next), index >= 0, String(index) == next,
          index <= CSVColumns.maximumIndex
        else {
          report(
            "an item of the list '\(field.key)' has a number from 0 to \(CSVColumns.maximumIndex): "
              + "'\(field.key).0'", cell)
          return nil
        }
        place.isList = true
        place = step(place, next, cell)
        path = path.dropFirst()
        isItem = true
        continue
      }
      guard let next = path.first else { return place }
      switch field.type {
      case .item(let schema, _):
        guard let inner = schema.field(next) else {
          diagnostics.append(
            .unknownField(
              Located(next, at: cell.span), in: "a column of '\(field.key)'",
              among: schema.fields.map(\.key)))
          return nil
        }
        field = inner
        isItem = false
        place = step(place, next, cell)
        path = path.dropFirst()
      case .localizedText where path.count == 1:
        guard rules.languages.contains(next) else {
          diagnostics.append(
            .unknownLanguage(next, among: rules.languages, at: cell.span))
          return nil
        }
        place.isLocalized = true
        return step(place, next, cell)
      case .freeMap:
        for part in path { place = step(place, part, cell) }
        return place
      default:
        report("the field '\(field.key)' has no parts", cell)
        return nil
      }
    }
  }

  private func step(_ place: Place, _ key: String, _ cell: CSVCell) -> Place {
    if let part = place.part(key) { return part }
    let part = Place(key: Located(key, at: cell.span))
    place.parts.append(part)
    return part
  }

  private mutating func report(_ message: String, _ cell: CSVCell) {
    diagnostics.append(Diagnostic(.unknownField, .error, message, at: cell.span))
  }

  // MARK: Rows

  /// A row as the map its record would be in YAML; empty cells are absent.
  func node(_ row: [CSVCell]) -> YAMLNode {
    let start = row.first?.span.start ?? 0
    let end = row.last?.span.end ?? start
    let span = SourceSpan(path: root.key.span.path, start: start, end: end)
    return node(root, row) ?? YAMLNode(.mapping([]), at: span)
  }

  private func node(_ place: Place, _ row: [CSVCell]) -> YAMLNode? {
    var own: YAMLNode?
    if let column = place.column, column < row.count { own = value(row[column], place.isSplit) }
    guard !place.parts.isEmpty else { return own }
    if place.isList {
      let indexed = place.parts.compactMap { part in
        node(part, row).map { (index: Int(part.key.value) ?? 0, node: $0) }
      }
      let items = indexed.sorted { $0.index < $1.index }.map(\.node)
      guard let first = items.first, let last = items.last else { return own }
      // `sources` and `sources.0` together: the plain column's items come first.
      let leading = own.map { $0.items ?? [$0] } ?? []
      return YAMLNode(.sequence(leading + items), at: join(leading.first ?? first, last))
    }
    var pairs = place.parts.compactMap { part in
      node(part, row).map { YAMLPair(key: part.key, value: $0) }
    }
    if let own {
      // `name` beside `name.fr`: the plain column is the default language.
      let isTaken = pairs.contains { $0.key.value == defaultLanguage }
      guard place.isLocalized, !pairs.isEmpty, !isTaken else { return own }
      pairs.insert(YAMLPair(key: Located(defaultLanguage, at: own.span), value: own), at: 0)
    }
    guard let first = pairs.first, let last = pairs.last else { return nil }
    return YAMLNode(.mapping(pairs), at: join(first.value, last.value))
  }

  private func join(_ first: YAMLNode, _ last: YAMLNode) -> SourceSpan {
    SourceSpan(
      path: first.span.path, start: min(first.span.start, last.span.start),
      end: max(first.span.end, last.span.end))
  }

  private func value(_ cell: CSVCell, _ isSplit: Bool) -> YAMLNode? {
    guard !cell.text.isEmpty else { return nil }
    let whole = YAMLNode(
      .scalar(
        YAMLScalar(
          text: cell.text, style: .cell, contentOffset: cell.contentOffset,
          segments: cell.segments)), at: cell.span)
    guard isSplit, cell.text.utf8.contains(UInt8(ascii: ";")) else { return whole }
    let origin = whole.origin
    var items: [YAMLNode] = []
    let bytes = Array(cell.text.utf8)
    var start = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
      var first = start
      var last = end
      while first < last, bytes[first] == 0x20 { first += 1 }
      while last > first, bytes[last - 1] == 0x20 { last -= 1 }
      if first < last {
        let part = origin.dropping(first)
        items.append(
          YAMLNode(
            .scalar(
              YAMLScalar(
                text: String(decoding: bytes[first..<last], as: UTF8.self), style: .cell,
                contentOffset: part.fileOffset(0), segments: part.segments)),
            at: origin.span(first, last)))
      }
      start = end + 1
    }
    return items.isEmpty ? nil : YAMLNode(.sequence(items), at: cell.span)
  }
}
