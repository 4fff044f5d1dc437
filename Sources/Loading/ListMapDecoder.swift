package import Diagnostics
package import Records

/// Reads the map of a list that no known format covers.
package enum ListMapDecoder {
  /// Nil, with findings, where the file is no map of a list.
  package static func decode(
    _ file: SourceFile, limits: LoadingLimits = LoadingLimits()
  ) -> Checked<ListMap?> {
    let unclean = TextHygiene.check(file)
    guard !unclean.hasErrors else { return Checked(nil, unclean) }
    let read = YAMLReader.read(file, limits: limits)
    guard let documents = read.value, !read.diagnostics.hasErrors else {
      return Checked(nil, read.diagnostics)
    }
    let whole = SourceSpan(file: file.path)
    guard documents.count <= 1 else {
      return Checked(
        nil, [Diagnostic(.wrongType, .error, "a list map is one map", at: documents[1].span)])
    }
    var values = ValueReader(rules: ContentRules(limits: limits), marking: .clear)
    let root = documents.first ?? YAMLNode(.mapping([]), at: whole)
    let map = Self.map(root, &values)
    let found = read.diagnostics + values.diagnostics
    return Checked(found.hasErrors ? nil : map, found)
  }

  private static func map(_ root: YAMLNode, _ values: inout ValueReader) -> ListMap? {
    let thing = "the list map"
    guard let form = FormReader(root, thing, keys: Schema.listMap.keys, &values) else {
      return nil
    }
    let list = form.required("list", of: thing, &values)
      .flatMap { values.identifier($0, "list") }
    let title = form.required("title", of: thing, &values).flatMap { values.text($0, "title") }
    let publisher = form.required("publisher", of: thing, &values)
      .flatMap { values.text($0, "publisher") }
    let authority = form.required("authority", of: thing, &values).flatMap { node in
      values.identifier(node, "authority").map { Located($0, at: node.span) }
    }
    let columns = form.required("columns", of: thing, &values).flatMap { Self.columns($0, &values) }
    if let list, list.utf8.count > longestName, let node = form["list"] {
      values.report(
        Diagnostic(
          .wrongType, .error,
          "'list' begins the ids of its records: it has at most "
            + "\(longestName) bytes", at: node.span))
    }
    guard let list, let title, let publisher, let authority, let columns else { return nil }
    var map = ListMap(list: list, title: title, publisher: publisher, authority: authority)
    map.columns = columns
    describe(&map, form, &values)
    layOut(&map, form, &values)
    map.keep = form["keep"].map { kept($0, &values) } ?? []
    map.types = form["types"].map { Self.types($0, &values) } ?? [:]
    map.skip = form["skip"].map { Self.skips($0, &values) } ?? []
    return map
  }

  /// Bytes of a list's name, which a record's id goes on.
  private static let longestName = 40

  /// Columns whose names become keys of records.
  private static func kept(_ node: YAMLNode, _ values: inout ValueReader) -> [Located<String>] {
    let longest = values.rules.limits.yamlKeyBytes - "column ".utf8.count
    let columns = texts(node, "keep", &values)
    for column in columns where column.value.utf8.count > longest {
      values.report(
        Diagnostic(
          .wrongType, .error, "the name of a column that is kept has at most \(longest) bytes",
          at: column.span))
    }
    return columns
  }

  /// What holds for every row.
  private static func describe(
    _ map: inout ListMap, _ form: FormReader, _ values: inout ValueReader
  ) {
    map.url = form["url"].flatMap { values.url($0, "url") }
    map.programs = form["program"].map { Self.texts($0, "program", &values).map(\.value) } ?? []
    map.issued = form["issued"].flatMap { values.date($0, "issued")?.description }
    if let node = form["schema"],
      let schema = values.term(node, "schema", among: Schema.entitySchemata)
    {
      map.schema = schema
    }
  }

  /// How the file is written.
  private static func layOut(
    _ map: inout ListMap, _ form: FormReader, _ values: inout ValueReader
  ) {
    if let node = form["encoding"] {
      let encoding = values.term(node, "encoding", among: ["utf-8", "windows-1252"])
      map.isWindows = encoding == "windows-1252"
    }
    if let node = form["delimiter"] {
      switch values.term(node, "delimiter", among: Schema.listDelimiters) {
      case "semicolon": map.delimiter = UInt8(ascii: ";")
      case "tab": map.delimiter = UInt8(ascii: "\t")
      default: break
      }
    }
    if let node = form["header"], let row = values.wholeNumber(node, "header") {
      if (1...100).contains(row) {
        map.header = row
      } else {
        values.report(
          Diagnostic(.wrongType, .error, "'header' is a row from 1 to 100", at: node.span))
      }
    }
    if let text = form["separator"].flatMap({ values.text($0, "separator") }), !text.isEmpty {
      map.separator = text
    }
    if let node = form["dates"],
      let dates = values.term(node, "dates", among: Schema.listDateForms)
    {
      map.dates = dates
    }
  }

  private static func columns(
    _ node: YAMLNode, _ values: inout ValueReader
  ) -> [String: [Located<String>]]? {
    let schema = Schema.listColumns
    guard let form = FormReader(node, "'columns'", keys: schema.keys, &values) else { return nil }
    var columns: [String: [Located<String>]] = [:]
    for field in schema.fields {
      let given =
        field.isRequired ? form.required(field.key, of: "'columns'", &values) : form[field.key]
      guard let given else { continue }
      guard field.isList || given.items == nil else {
        values.report(.wrongType(field.key, wants: "one column", given))
        continue
      }
      columns[field.key] = texts(given, field.key, &values)
    }
    return columns
  }

  private static func texts(
    _ node: YAMLNode, _ field: String, _ values: inout ValueReader
  ) -> [Located<String>] {
    values.items(node).compactMap { item in
      values.text(item, field).map { Located($0, at: item.span) }
    }
  }

  private static func types(_ node: YAMLNode, _ values: inout ValueReader) -> [String: String] {
    guard let pairs = node.pairs else {
      values.report(.wrongType("types", wants: "a map of cells", node))
      return [:]
    }
    var types: [String: String] = [:]
    for pair in pairs {
      types[pair.key.value] = values.term(pair.value, "types", among: Schema.entitySchemata)
    }
    return types
  }

  private static func skips(_ node: YAMLNode, _ values: inout ValueReader) -> [ListMap.Skip] {
    guard let pairs = node.pairs else {
      values.report(.wrongType("skip", wants: "a map of columns", node))
      return []
    }
    return pairs.map { pair in
      ListMap.Skip(column: pair.key, cells: texts(pair.value, "skip", &values).map(\.value))
    }
  }
}
