package import Diagnostics
internal import Loading
package import Records

/// A list of an author's own: a CSV file, and a map that says which column fills which field.
package struct MappedCSV: ListFormat {
  /// What the command takes for it.
  package static let formatName = "csv"
  package static let formatTitle = "any other list as CSV, by the columns that --map names"

  package let map: ListMap

  package init(_ map: ListMap) { self.map = map }

  package let name = MappedCSV.formatName
  package let title = MappedCSV.formatTitle
  package let entry = "row"

  /// What no column fills is its author's.
  package var owns: ListOwnership {
    var absent = Set(Schema.listColumns.keys).subtracting(map.columns.keys)
    absent.subtract(["id", "schema", "name", "authorityId"])
    if map.columns["program"] == nil, !map.programs.isEmpty { absent.remove("program") }
    if absent.contains("program") { absent.insert("programId") }
    return .parties(without: absent)
  }

  package func recognises(_ opening: ListOpening) -> Bool {
    !opening.isEmpty && !opening.isXML && !opening.isJSON
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    let id = map.authority.value
    // The project has the authority's record, unless it is one that is known here.
    let authority = ListAuthority.known.first { $0.id == id } ?? ListAuthority(id, id, "")
    return ListProfile(
      key: map.list, title: map.title, publisher: map.publisher, authority: authority,
      url: map.url)
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    sink.statedDate = map.issued
    for file in bundle.files {
      sink.file = file.name
      let text: any ListFile = map.isWindows ? WindowsListFile(file: file) : file
      let gate = try TextGate(text, limits: bundle.limits)
      var table = HeadedCSV(gate: gate, limits: bundle.limits, required: [])
      table.separator = map.delimiter
      table.preamble = map.header - 1
      table.check = { try check($0, sink) }
      try table.forEach { row in
        guard !row.isBlank, !isLeftOut(row) else { return }
        try MappedRow(map: map, row: row, sink: sink).add()
      }
      if map.isWindows {
        sink.finished(file.name, sha256: try WindowsListFile.digest(of: file))
      } else {
        sink.finished(gate)
      }
    }
  }

  /// Every column the map names stands in the list.
  private func check(_ header: [String], _ sink: ImportSink) throws {
    let names = header.filter { !$0.isEmpty }
    let faults = map.named.filter { !names.contains($0.value) }.map { column in
      Diagnostic.listMapColumn(column, among: names, file: sink.file)
    }
    guard let last = faults.last else { return }
    faults.dropLast().forEach(sink.report)
    throw ListFault(last)
  }

  private func isLeftOut(_ row: HeadedRow) -> Bool {
    map.skip.contains { skip in
      let cell = CleanText.value(row.raw(skip.column.value)) ?? ""
      return skip.cells.contains(cell)
    }
  }
}

extension Diagnostic {
  /// A column that a list does not have, where the map names it.
  static func listMapColumn(
    _ column: Located<String>, among names: [String], file: String
  ) -> Self {
    let message = "\(file) has no column '\(VisibleText.quote(column.value))'"
    guard let nearest = NearestName.nearest(to: column.value, in: names) else {
      let shown = names.prefix(8).map { "'\(VisibleText.quote($0))'" }.joined(separator: ", ")
      return Self(
        .listMap, .error,
        message + "; its columns are \(shown)" + (names.count > 8 ? " …" : ""), at: column.span)
    }
    return Self(
      .listMap, .error, message + "; did you mean '\(VisibleText.quote(nearest))'?",
      at: column.span)
  }

  /// An authority that no record of the project is.
  package static func listMapAuthority(_ id: Located<String>, among ids: [String]) -> Self {
    let nearest = NearestName.nearest(to: id.value, in: ids)
    return Self(
      .listMap, .error,
      "there is no authority '\(id.value)'; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "add its record, with who it is and binds"),
      at: id.span)
  }
}
