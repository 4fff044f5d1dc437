import Diagnostics
import MarkdownTree
import Records

/// Reads the files of one pack.
struct PackLoader<Files: ProjectFiles> {
  let files: Files
  let rules: ContentRules
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var sources: [SourceFile] = []
  /// What sections were read as before, by path.
  private let known: [String: KeptSection]
  /// What they are read as now.
  private(set) var kept: [String: KeptSection] = [:]

  init(files: Files, rules: ContentRules, known: [String: KeptSection]) {
    self.files = files
    self.rules = rules
    self.known = known
  }

  /// The pack, or nil where its `pack.yaml` cannot be read.
  mutating func load(_ listed: ContentLayout.PackFiles) throws(FileFailure) -> Pack? {
    let path = listed.folder + "/pack.yaml"
    guard listed.hasPackFile else {
      diagnostics.append(.missingFile(path, "a pack needs a pack.yaml"))
      return nil
    }
    guard let root = try readMap(path) else { return nil }
    let decoded = PackDecoder.decode(root, id: listed.id, rules: rules)
    diagnostics += decoded.diagnostics
    guard var pack = decoded.value else { return nil }
    if listed.hasFigures, let root = try readMap(listed.folder + "/figures.yaml") {
      diagnostics += FiguresDecoder.decode(root, into: &pack, rules: rules)
    }
    if listed.hasTerms, let root = try readMap(listed.folder + "/terms.yaml") {
      diagnostics += FiguresDecoder.decodeTerms(root, into: &pack, rules: rules)
    }
    pack.assets = listed.assets
    for section in listed.sections {
      if let read = try loadSection(section, pack) { pack.sections.append(read) }
    }
    pack.sections.sort {
      $0.name == $1.name
        ? $0.language.utf8.lexicographicallyPrecedes($1.language.utf8)
        : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    for (edition, path) in listed.clearances {
      pack.clearances.append(try readClearances(of: edition, path, pack))
    }
    checkContents(pack, listed)
    return pack
  }

  private mutating func readSource(_ path: String) throws(FileFailure) -> SourceFile? {
    let source = SourceFile(path: path, bytes: try files.read(path))
    sources.append(source)
    let found = TextHygiene.check(source)
    diagnostics += found
    return found.hasErrors ? nil : source
  }

  /// The one document of a YAML file; an empty file is an empty map.
  private mutating func readMap(_ path: String) throws(FileFailure) -> YAMLNode? {
    guard let source = try readSource(path) else { return nil }
    let read = YAMLReader.read(source, limits: rules.limits)
    diagnostics += read.diagnostics
    return single(read.value, source)
  }

  private mutating func single(_ documents: [YAMLNode]?, _ source: SourceFile) -> YAMLNode? {
    guard let documents else { return nil }
    if documents.count > 1 {
      diagnostics.append(
        Diagnostic(
          .wrongType, .error, "this file is one map, not several documents",
          at: documents[1].span, marking: .red))
      return nil
    }
    return documents.first ?? YAMLNode(.mapping([]), at: SourceSpan(file: source.path))
  }

  // MARK: Sections

  /// A section as it was read before, where nothing that decides what it is has changed since.
  private mutating func loadSection(
    _ listed: (name: String, language: String, path: String), _ pack: Pack
  ) throws(FileFailure) -> Section? {
    if let known = known[listed.path], known.rules == rules, known.packMarking == pack.marking,
      try files.read(listed.path) == known.source.bytes
    {
      kept[listed.path] = known
      sources.append(known.source)
      diagnostics += known.read.diagnostics
      return known.read.value
    }
    let found = diagnostics.count
    let section = try readSection(listed, pack)
    if let source = sources.last {
      kept[listed.path] = KeptSection(
        source: source, rules: rules, packMarking: pack.marking,
        read: Checked(section, Array(diagnostics.dropFirst(found))))
    }
    return section
  }

  private mutating func readSection(
    _ listed: (name: String, language: String, path: String), _ pack: Pack
  ) throws(FileFailure) -> Section? {
    guard let source = try readSource(listed.path) else { return nil }
    let split = FrontMatter.split(source, isRequired: true)
    diagnostics += split.diagnostics
    guard let parts = split.value else { return nil }
    let read = YAMLReader.read(source, range: parts.yaml, limits: rules.limits)
    diagnostics += read.diagnostics
    guard let root = single(read.value, source) else { return nil }
    var values = ValueReader(rules: rules, marking: pack.marking)
    let label = values.peekMarking(root)
    defer { diagnostics += values.diagnostics }
    let thing = "a section"
    guard
      let form = FormReader(root, thing, keys: Schema.section.keys, &values)
    else { return nil }
    let marking = form.marking.map { values.marking($0) ?? label }
    let title = form.required("title", of: thing, &values)
      .flatMap { values.inlineNarrative($0, "title") }
    let kind = form["kind"].flatMap { values.term($0, "kind", among: Schema.sectionKinds) }
    let parsed = MarkdownParser(limits: rules.limits.markdown).parse(
      String(decoding: source.bytes[parts.body], as: UTF8.self),
      origin: TextOrigin(path: source.path, fileOffset: parts.body.lowerBound))
    values.report(parsed.diagnostics)
    let placeholder = InlineNarrative(
      source: Located(listed.name, at: SourceSpan(file: source.path)), content: [])
    return Section(
      name: listed.name, language: listed.language, title: title ?? placeholder,
      kind: kind ?? "", marking: marking, markingSpan: form.marking?.span,
      document: parsed.value, path: source.path)
  }

  /// What one edition's file holds; all that is found in it is for that edition's readers.
  private mutating func readClearances(
    of edition: Edition, _ path: String, _ pack: Pack
  ) throws(FileFailure) -> EditionClearances {
    var own = EditionClearances(edition: edition.name, ceiling: edition.ceiling, path: path)
    let marking = max(pack.marking, edition.ceiling)
    let found = diagnostics.count
    defer {
      for index in diagnostics.indices.dropFirst(found) {
        diagnostics[index] = diagnostics[index].marked(marking)
      }
    }
    guard let source = try readSource(path) else { return own }
    let read = YAMLReader.read(source, limits: rules.limits)
    diagnostics += read.diagnostics
    guard let documents = read.value, let root = documents.first else { return own }
    let decoded = ClearancesDecoder.decode(root, rules: rules, marking: marking)
    diagnostics += decoded.diagnostics
    own.clearances = decoded.value
    return own
  }

  /// Every section that the contents name is written in some language.
  private mutating func checkContents(_ pack: Pack, _ listed: ContentLayout.PackFiles) {
    let names = Set(listed.sections.map(\.name))
    for entry in pack.contents {
      guard case .section(let name) = entry.kind, !names.contains(name) else { continue }
      let marking = max(pack.marking, entry.marking ?? .clear)
      // A suggestion names nothing above what the reader of the contents may see.
      let visible = pack.sections.filter { $0.marking ?? .clear <= marking }.map(\.name)
      diagnostics.append(
        .unknownSection(Located(name, at: entry.span), among: visible, in: listed.folder)
          .marked(marking))
    }
  }
}

extension Diagnostic {
  static func unknownSection(
    _ name: Located<String>, among names: [String], in folder: String
  ) -> Self {
    let message = "no file '\(name.value).md' or '\(name.value).LANGUAGE.md' stands in \(folder)"
    guard let nearest = NearestName.nearest(to: name.value, in: names) else {
      return Self(.unknownSection, .error, message, at: name.span)
    }
    return Self(
      .unknownSection, .error, message + "; did you mean '\(nearest)'?", at: name.span,
      fixIts: [FixIt("replace with '\(nearest)'", replacing: name.span, with: nearest)])
  }
}
