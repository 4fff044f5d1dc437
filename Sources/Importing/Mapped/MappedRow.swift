internal import Diagnostics
internal import Records

/// One row of a mapped list as an entry.
struct MappedRow {
  let map: ListMap
  let row: HeadedRow
  let sink: ImportSink

  func add() throws {
    guard let key = first("id") else {
      throw ListFault(
        .listCut("a row has its id in '\(column("id"))'; this one has none", sink.place(row.line)))
    }
    guard let name = joined("name", by: " ") else {
      throw ListFault(
        .listCut(
          "a row has a name in '\(column("name"))'; this one has none", sink.place(row.line, key)))
    }
    var party = ListedParty(key: key, line: row.line, schema: schema(key), name: name)
    party.aliases = list("alias")
    party.weakAliases = list("weakAlias")
    party.previousNames = list("previousName")
    party.programs = map.programs + list("program")
    party.countries = countries("country", key)
    party.nationalities = countries("nationality", key)
    party.birthDates = dates("birthDate", key)
    party.wallets = wallets(key)
    party.authorityID = first("authorityId") ?? key
    party.unscID = first("unscId")
    party.legalBasis = joined("legalBasis", by: "; ")
    party.listingDate = dates("listingDate", key).first
    party.startDate = dates("startDate", key).first
    party.endDate = dates("endDate", key).first
    party.modifiedAt = dates("modifiedAt", key).first
    party.reason = joined("reason", by: " ")
    party.provisions = list("provisions")
    party.sourceURL = address(key)
    party.original = kept()
    try sink.add(party)
  }

  /// Members of `original` that an import writes itself; a column of such a name gets another.
  private static let reserved: Set<String> = ["list", "id", "countries", "endDate", "stated"]

  private func kept() -> [ImportedValue.Member] {
    var seen = Self.reserved
    return map.keep.compactMap { column in
      guard let cell = row[column.value] else { return nil }
      let key = Self.reserved.contains(column.value) ? "column \(column.value)" : column.value
      return seen.insert(key).inserted ? .init(key, .text(cell)) : nil
    }
  }

  // MARK: Cells

  private func columns(_ field: String) -> [String] { map.columns[field]?.map(\.value) ?? [] }

  private func column(_ field: String) -> String {
    VisibleText.quote(columns(field).first ?? field)
  }

  private func first(_ field: String) -> String? {
    columns(field).lazy.compactMap { row[$0] }.first
  }

  private func joined(_ field: String, by separator: String) -> String? {
    let cells = columns(field).compactMap { row[$0] }
    return cells.isEmpty ? nil : cells.joined(separator: separator)
  }

  /// The values of a field's columns, each with the column it stands in.
  private func values(_ field: String) -> [(column: String, value: String)] {
    var seen: Set<String> = []
    return columns(field).flatMap { column in
      row.raw(column).components(map.separator).compactMap(CleanText.known).map { (column, $0) }
    }.filter { seen.insert($0.1).inserted }
  }

  private func list(_ field: String) -> [String] { values(field).map(\.value) }

  // MARK: Values

  private func schema(_ key: String) -> String {
    guard let cell = first("schema") else { return map.schema }
    if let schema = map.types[cell] { return schema }
    if Schema.entitySchemata.contains(cell) { return cell }
    sink.unknown("type", cell, sink.place(row.line, key))
    return map.schema
  }

  private func countries(_ field: String, _ key: String) -> [String] {
    var seen: Set<String> = []
    return list(field).compactMap { sink.country($0, row.line, key) }
      .filter { seen.insert($0).inserted }
  }

  private func dates(_ field: String, _ key: String) -> [String] {
    values(field).compactMap { column, text in
      if let date = MappedDate.edtf(text, as: map.dates) { return date }
      report(column, "'\(VisibleText.quote(text))' is no date of the form \(map.dates)", key)
      return nil
    }
  }

  private func wallets(_ key: String) -> [ListedWallet] {
    values("wallets").compactMap { column, text in
      guard let colon = text.firstIndex(of: ":"), let wallet = ListedWallet(text, at: colon) else {
        report(column, "'\(VisibleText.quote(text))' is no wallet; write ASSET:address", key)
        return nil
      }
      return wallet
    }
  }

  private func address(_ key: String) -> String? {
    guard let text = first("sourceUrl") else { return nil }
    let isSound =
      (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    if isSound { return text }
    report(column("sourceUrl"), "'\(VisibleText.quote(text))' is no address of the web", key)
    return nil
  }

  private func report(_ column: String, _ message: String, _ key: String) {
    sink.report(.listValue(column, message, sink.place(row.line, key)))
  }
}

extension ListedWallet {
  /// `XBT:…`, parted at its colon; nil where either part cannot be one.
  fileprivate init?(_ text: String, at colon: String.Index) {
    let asset = text[..<colon]
    let address = text[text.index(after: colon)...]
    guard (1...16).contains(asset.utf8.count), (1...200).contains(address.utf8.count),
      asset.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    self.init(asset: String(asset), address: String(address))
  }
}
