import Diagnostics
import Records
import Rendering

/// Records of one collection as a table, with the columns that a project's own CSV files have.
///
/// A list of words is one cell parted by semicolons where no word of the whole column holds one;
/// everything nested has a dotted column: `losses.0.amount`, `name.fr`.
struct CSVExport {
  private let view: DataExport.View

  init(_ view: DataExport.View) { self.view = view }

  /// A column by its path; `order` is the path in numbers.
  private struct Column: Hashable, Comparable {
    let path: String
    let order: [Int]

    static func < (left: Column, right: Column) -> Bool {
      left.order != right.order
        ? left.order.lexicographicallyPrecedes(right.order)
        : left.path.precedesInBytes(right.path)
    }

    func child(_ name: String, _ position: Int) -> Column {
      Column(path: path.isEmpty ? name : "\(path).\(name)", order: order + [position])
    }
  }

  /// One value of a record before it is known how its column is written.
  private enum Cell {
    case text(String)
    /// A list whose items may share one cell.
    case words([String])
  }

  func table(of collection: Records.Collection) -> CSVTable {
    let schema = Schema.fields(of: collection)
    let records = view.corpus.records(collection)
    var cells: [[Column: Cell]] = []
    var dotted: Set<Column> = []
    for record in records {
      var row: [Column: Cell] = [:]
      add(record.item, schema, at: Column(path: "", order: []), to: &row)
      for (column, cell) in row {
        if case .words(let words) = cell, !words.allSatisfy(CSVExport.canShareACell) {
          dotted.insert(column)
        }
      }
      cells.append(row)
    }
    let rows = cells.map { spread($0, dotted) }
    let id = Column(path: "id", order: [-1])
    let columns = Set(rows.flatMap(\.keys)).subtracting([id]).sorted()
    return CSVTable(
      header: ["id"] + columns.map(\.path),
      rows: zip(records, rows).map { record, row in
        (cells: [record.id] + columns.map { row[$0] ?? "" }, marking: record.marking)
      })
  }

  private static func canShareACell(_ word: String) -> Bool {
    !word.isEmpty && !word.utf8.contains(UInt8(ascii: ";")) && word.utf8.first != 0x20
      && word.utf8.last != 0x20
  }

  /// The row with each value in its column.
  private func spread(_ row: [Column: Cell], _ dotted: Set<Column>) -> [Column: String] {
    var result: [Column: String] = [:]
    for (column, cell) in row {
      switch cell {
      case .text(let text): result[column] = text
      case .words(let words) where dotted.contains(column):
        for (index, word) in words.enumerated() {
          result[column.child(String(index), index)] = word
        }
      case .words(let words): result[column] = words.joined(separator: ";")
      }
    }
    return result
  }

  private func add(
    _ item: Item, _ schema: ItemSchema, at place: Column, to row: inout [Column: Cell]
  ) {
    for field in item.fields where FieldValue.isOpen(field) {
      // The record's own id and label stand first and last.
      if place.path.isEmpty, field.key == "id" || field.key == "marking" { continue }
      guard let known = schema.field(field.key) else { continue }
      let column = place.child(field.key, schema.position(of: field.key) ?? .max)
      add(field.value, known, at: column, to: &row)
    }
  }

  private func add(
    _ value: FieldValue, _ field: FieldSchema, at column: Column, to row: inout [Column: Cell]
  ) {
    switch value {
    case .list(let values):
      let words = values.compactMap { CSVExport.word($0.value) }
      if words.count == values.count {
        if CSVExport.sharesCells(field.key) {
          row[column] = .words(words)
        } else {
          for (index, word) in words.enumerated() {
            row[column.child(String(index), index)] = .text(word)
          }
        }
      } else {
        for (index, value) in values.enumerated() {
          add(value.value, field, at: column.child(String(index), index), to: &row)
        }
      }
    case .item(let item):
      guard case .item(let schema, _) = field.type else { return }
      add(item, schema, at: column, to: &row)
    case .localized(let text): add(text, at: column, to: &row)
    default:
      if let word = CSVExport.word(value) { row[column] = .text(word) }
    }
  }

  private func add(_ text: LocalizedText, at column: Column, to row: inout [Column: Cell]) {
    if view.language != nil {
      row[column] = view.text(text).map(Cell.text)
      return
    }
    for entry in text.entries {
      let place = entry.language.map { column.child($0, 0) } ?? column
      row[place] = .text(entry.text)
    }
  }

  /// Lists whose cells the project's own CSV files part at semicolons.
  private static func sharesCells(_ key: String) -> Bool {
    [
      "alias", "weakAlias", "previousName", "binds", "members", "incidentType", "wallets",
      "program", "provisions", "topics", "incidents", "sanctions", "sources",
    ].contains(key)
  }

  /// A value that needs no columns of its own.
  private static func word(_ value: FieldValue) -> String? {
    switch value {
    case .text(let text): text
    case .date(let date): date.description
    case .amount(let amount): amount.description
    case .wholeNumber(let number): String(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .marking(let marking): marking.label
    case .reference(let reference): reference.id
    case .wallet(let wallet): wallet.text
    case .localized, .item, .list, .free: nil
    }
  }
}
