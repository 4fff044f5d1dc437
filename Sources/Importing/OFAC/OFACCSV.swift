internal import Diagnostics
internal import Loading

/// The four CSV files of the US Treasury together: names, aliases, addresses, and what the remarks
/// had no room for.
package struct OFACCSV: ListFormat {
  package init() {}

  package let name = "ofac-csv"
  package let title = "OFAC sdn.csv with alt.csv, add.csv and sdn_comments.csv"
  package let entry = "row"

  /// The names of the four files, for the SDN list and for the consolidated one.
  private static let families = [
    (main: "sdn.csv", aliases: "alt.csv", addresses: "add.csv", comments: "sdn_comments.csv"),
    (
      main: "cons_prim.csv", aliases: "cons_alt.csv", addresses: "cons_add.csv",
      comments: "cons_comments.csv"
    ),
  ]

  package let mainFiles = OFACCSV.families.map(\.main)

  private struct Extras {
    var aliases: [(type: String, name: String)] = []
    var addresses: [[String]] = []
    var comment: String?
    /// The line of the first row that names the entry, in the file named.
    var place: ListPlace?
  }

  package let owns = OFACList.owns

  package func recognises(_ opening: ListOpening) -> Bool {
    guard !opening.isXML, !opening.isJSON, let first = opening.line(1) else { return false }
    // No header: a number, and the mark for nothing that no other list uses.
    let digits = first.prefix { $0.isNumber }
    return !digits.isEmpty && first.dropFirst(digits.count).hasPrefix(",")
      && first.contains("-0-")
  }

  package func profile(_ opening: ListOpening) -> ListProfile { OFACList.profile(opening) }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    guard let family = Self.families.first(where: { bundle.file($0.main) != nil }),
      let main = bundle.file(family.main)
    else {
      let found = bundle.files.map(\.name).joined(separator: ", ")
      throw ListFault(
        .listFormat(
          "the four files are sdn.csv, alt.csv, add.csv and sdn_comments.csv, or cons_prim.csv and "
            + "its like; found \(found)", ListPlace(file: bundle.files.first?.name ?? "")))
    }
    var extras: [String: Extras] = [:]
    try rows(family.aliases, 5, bundle, sink) { row in
      guard let name = CleanText.known(row.cells[3]) else { return }
      touch(row, &extras, sink) { $0.aliases.append((row.cells[2], name)) }
    }
    try rows(family.addresses, 6, bundle, sink) { row in
      touch(row, &extras, sink) {
        $0.addresses.append(row.cells[2...5].compactMap { CleanText.known($0) })
      }
    }
    if bundle.file(family.comments) == nil {
      sink.report(
        .listUnknown(
          "\(family.comments) is not there; remarks over 1,000 characters stay cut",
          ListPlace(file: family.main)))
    } else {
      try rows(family.comments, 2, bundle, sink) { row in
        touch(row, &extras, sink) { $0.comment = ($0.comment ?? "") + row.cells[1] }
      }
    }
    try rows(main, 12, bundle, sink) { row in try add(row, &extras, to: sink) }
    sink.file = family.main
    for key in extras.keys.sorted() {
      guard let place = extras[key]?.place else { continue }
      sink.report(.listDangling("no entry of \(family.main) has this number", place))
    }
  }

  private func touch(
    _ row: CSVRow, _ extras: inout [String: Extras], _ sink: ImportSink,
    _ change: (inout Extras) -> Void
  ) {
    let key = CleanText.value(row.cells[0]) ?? ""
    var extra = extras[key] ?? Extras()
    if extra.place == nil { extra.place = sink.place(row.line, key) }
    change(&extra)
    extras[key] = extra
  }

  private func rows(
    _ name: String, _ columns: Int, _ bundle: ListBundle, _ sink: ImportSink,
    _ body: (CSVRow) throws -> Void
  ) throws {
    guard let file = bundle.file(name) else {
      throw ListFault(
        .listCut(
          "the four files belong together; \(name) is not there",
          ListPlace(file: bundle.files.first?.name ?? name)))
    }
    try rows(file, columns, bundle, sink, body)
  }

  private func rows(
    _ file: any ListFile, _ columns: Int, _ bundle: ListBundle, _ sink: ImportSink,
    _ body: (CSVRow) throws -> Void
  ) throws {
    sink.file = file.name
    let gate = try TextGate(file, limits: bundle.limits, allowsSubstitute: true)
    try CSVStream(gate: gate, limits: bundle.limits).forEach { row in
      guard row.cells.count == columns else {
        throw ListFault(
          .listCut(
            "a row has \(columns) columns, not \(row.cells.count); the file is damaged",
            sink.place(row.line, row.cells.first)))
      }
      guard let key = CleanText.value(row.cells[0]),
        key.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else {
        throw ListFault(
          .listCut(
            "the first column is a number; its columns are shifted",
            sink.place(row.line, row.cells.first)))
      }
      try body(row)
    }
    sink.finished(gate)
  }

  private func add(
    _ row: CSVRow, _ extras: inout [String: Extras], to sink: ImportSink
  ) throws {
    let cells = row.cells
    let key = CleanText.value(cells[0]) ?? ""
    let extra = extras.removeValue(forKey: key) ?? Extras()
    let type = CleanText.known(cells[2])
    guard let schema = OFACList.schema(type) else {
      throw ListFault(
        .listCut(
          "the third column is a type, not '\(VisibleText.quote(type ?? ""))'; its columns are "
            + "shifted", sink.place(row.line, key)))
    }
    let isPerson = schema == "Person"
    func read(_ name: String) -> String { isPerson ? OFACList.individualName(name) : name }
    let written = CleanText.known(cells[1]) ?? key
    var party = ListedParty(key: key, line: row.line, schema: schema, name: read(written))
    party.authorityID = key
    party.programs = programs(cells[3])
    for alias in extra.aliases {
      switch alias.type {
      case "fka": party.previousNames.append(read(alias.name))
      case "nka":
        party.previousNames.append(party.name)
        party.name = read(alias.name)
      case "aka": party.aliases.append(read(alias.name))
      default:
        sink.unknown("alias type", alias.type, sink.place(row.line, key))
        party.aliases.append(read(alias.name))
      }
    }
    let isFull = cells[11].unicodeScalars.count >= 1_000
    let remarks = OFACRemarks(
      (CleanText.known(cells[11]) == nil ? "" : cells[11]) + (extra.comment ?? ""),
      isCut: isFull && extra.comment == nil)
    if let cut = remarks.cut { sink.report(.listRemarksCut(cut, sink.place(row.line, key))) }
    party.weakAliases = remarks.weakAliases
    party.wallets = remarks.wallets
    party.birthDates = remarks.birthDates.compactMap { sink.date($0, "DOB", row.line, key) }
    party.nationalities = unique(
      remarks.nationalities.compactMap { sink.country($0, row.line, key) })
    party.countries = unique(
      extra.addresses.compactMap { $0.last }.compactMap(CountryCode.code)
        + [CleanText.known(cells[9])].compactMap { sink.country($0, row.line, key) })
    party.original = original(cells, written, extra, remarks)
    try sink.add(party)
  }

  /// `DPRK3] [CYBER2` is two tags.
  private func programs(_ cell: String) -> [String] {
    guard var text = CleanText.known(cell) else { return [] }
    if text.hasPrefix("[") { text.removeFirst() }
    if text.hasSuffix("]") { text.removeLast() }
    return text.components("] [").compactMap(CleanText.known)
  }

  private func unique(_ codes: [String]) -> [String] {
    var seen: Set<String> = []
    return codes.filter { seen.insert($0).inserted }
  }

  private func original(
    _ cells: [String], _ name: String, _ extra: Extras, _ remarks: OFACRemarks
  ) -> [ImportedValue.Member] {
    var map = MapBuilder()
    if name.contains(",") { map.add("name", name) }
    map.add("title", CleanText.known(cells[4]))
    map.add("addresses", extra.addresses.map { $0.joined(separator: ", ") }.filter { !$0.isEmpty })
    if remarks.birthDates.count > 1 { map.add("birthDates", remarks.birthDates) }
    map.add("birthPlaces", remarks.birthPlaces)
    map.add("remarks", remarks.rest)
    var vessel = MapBuilder()
    let labels = [
      "callSign", "vesselType", "tonnage", "grossRegisteredTonnage", "vesselFlag", "vesselOwner",
    ]
    for (label, cell) in zip(labels, cells[5...10]) { vessel.add(label, CleanText.known(cell)) }
    map.add("vessel", map: vessel.members)
    return map.members
  }
}
