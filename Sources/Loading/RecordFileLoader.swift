import Diagnostics
import MarkdownTree
import Records

/// What one file of records gives.
struct LoadedRecords: Sendable {
  var records: [Record] = []
  var diagnostics: [Diagnostic] = []
  var sources: [SourceFile] = []
  /// Whether every record written there was read.
  var isWhole = true
}

/// Reads one file of records in any of the three forms.
struct RecordFileLoader<Files: ProjectFiles> {
  let files: Files
  let rules: ContentRules
  /// What files were decoded to before, by path.
  let known: [String: KeptRecords]

  func load(_ file: ContentLayout.RecordFile) throws(FileFailure) -> LoadedRecords {
    if let kept = known[file.path], try kept.holds(for: file, rules, files) { return kept.loaded }
    var loaded = LoadedRecords()
    guard let source = try read(file.path, into: &loaded) else { return loaded }
    switch file.form {
    case .yaml: loadYAML(source, nil, file.collection, into: &loaded)
    case .csv: loadCSV(source, file.collection, into: &loaded)
    case .markdown: try loadMarkdown(source, file, into: &loaded)
    }
    return loaded
  }

  /// Reads a file's text; nil where it is none.
  private func read(
    _ path: String, into loaded: inout LoadedRecords
  ) throws(FileFailure) -> SourceFile? {
    let source = SourceFile(path: path, bytes: try files.read(path))
    loaded.sources.append(source)
    let found = TextHygiene.check(source)
    loaded.diagnostics += found
    guard found.hasErrors else { return source }
    loaded.isWhole = false
    return nil
  }

  // MARK: Forms

  private func loadYAML(
    _ source: SourceFile, _ range: Range<Int>?, _ collection: Records.Collection,
    into loaded: inout LoadedRecords
  ) {
    let read = YAMLReader.read(source, range: range, limits: rules.limits)
    guard let documents = read.value else {
      loaded.diagnostics += read.diagnostics
      loaded.isWhole = false
      return
    }
    decode(documents.flatMap { $0.items ?? [$0] }, collection, read.diagnostics, into: &loaded)
  }

  private func loadCSV(
    _ source: SourceFile, _ collection: Records.Collection, into loaded: inout LoadedRecords
  ) {
    let read = CSVReader.read(source, limits: rules.limits)
    loaded.diagnostics += read.diagnostics
    if !read.value.isWhole { loaded.isWhole = false }
    guard let header = read.value.rows.first else { return }
    let columns = CSVColumns(header, of: collection, rules: rules)
    guard columns.diagnostics.isEmpty else {
      // An unknown column may be a misspelt marking: no row is read without it.
      loaded.diagnostics += columns.diagnostics.map { $0.marked(.red) }
      loaded.isWhole = false
      return
    }
    decode(read.value.rows.dropFirst().map(columns.node), collection, [], into: &loaded)
  }

  private func loadMarkdown(
    _ source: SourceFile, _ file: ContentLayout.RecordFile, into loaded: inout LoadedRecords
  ) throws(FileFailure) {
    let split = FrontMatter.split(source, isRequired: true)
    loaded.diagnostics += split.diagnostics
    guard let parts = split.value else {
      loaded.isWhole = false
      return
    }
    loadYAML(source, parts.yaml, file.collection, into: &loaded)
    if loaded.records.isEmpty, loaded.isWhole, !loaded.diagnostics.hasErrors {
      loaded.diagnostics.append(
        .frontMatter(
          "the front matter is the record and holds at least its id",
          at: SourceSpan(path: source.path, start: 0, end: 3)))
      loaded.isWhole = false
    }
    if loaded.records.count > 1 {
      loaded.diagnostics.append(
        .frontMatter(
          "the front matter is one record", at: loaded.records[1].idSpan))
    }
    guard let record = loaded.records.first else { return }
    var narratives: [Narrative] = []
    append(rules.defaultLanguage, source, parts.body, record, &narratives, &loaded)
    for translation in file.translations {
      guard let text = try read(translation.path, into: &loaded) else { continue }
      let opening = FrontMatter.split(text, isRequired: false)
      loaded.diagnostics += opening.diagnostics
      guard let body = opening.value?.body else { continue }
      guard opening.value?.yaml.lowerBound == body.lowerBound else {
        loaded.diagnostics.append(
          .frontMatter(
            "a translation is the body alone; its record stands in the file beside it",
            at: SourceSpan(path: text.path, start: 0, end: 3)))
        continue
      }
      append(translation.language, text, body, record, &narratives, &loaded)
    }
    loaded.records[0].narratives = narratives
  }

  /// Parses a body, where anything is written.
  private func append(
    _ language: String, _ source: SourceFile, _ body: Range<Int>, _ record: Record,
    _ narratives: inout [Narrative], _ loaded: inout LoadedRecords
  ) {
    let bytes = source.bytes[body]
    guard bytes.contains(where: { $0 > 0x20 }) else { return }
    let parsed = MarkdownParser(limits: rules.limits.markdown).parse(
      String(decoding: bytes, as: UTF8.self),
      origin: TextOrigin(path: source.path, fileOffset: body.lowerBound))
    loaded.diagnostics += parsed.diagnostics.map { $0.marked(record.marking) }
    if narratives.contains(where: { $0.language == language }) {
      loaded.diagnostics.append(
        Diagnostic(
          .duplicateKey, .error, "the narrative is written twice in '\(language)'",
          at: SourceSpan(file: source.path), marking: record.marking))
      return
    }
    narratives.append(Narrative(language: language, document: parsed.value, path: source.path))
  }

  // MARK: Decoding

  private func decode(
    _ nodes: [YAMLNode], _ collection: Records.Collection, _ duplicates: [Diagnostic],
    into loaded: inout LoadedRecords
  ) {
    loaded.diagnostics += duplicates
    var decoder = RecordDecoder(collection, rules: rules)
    loaded.records.reserveCapacity(nodes.count)
    for node in nodes {
      if let record = decoder.decode(node) {
        loaded.records.append(record)
      } else {
        loaded.isWhole = false
      }
    }
    loaded.diagnostics += decoder.diagnostics
  }
}
