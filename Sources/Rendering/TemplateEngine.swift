package import Diagnostics

/// Reads and fills templates.
///
/// Values arrive escaped, so that nothing is escaped here; a name that no record has is reported at
/// its place in the template instead of vanishing.
package struct TemplateEngine: Sendable {
  private struct Loaded: Sendable {
    var nodes: [TemplateNode]
    var program: TemplateProgram
    var path: String
  }

  /// How deep partials may hold partials.
  package static let partialDepth = 16
  /// Room for most pages, in bytes.
  private static let usualSize = 8192

  /// Page templates by name: `html/incident.mustache` is `incident`.
  private let pages: [String: Loaded]
  /// Partials by name: `html/partials/facts.mustache` is `facts`.
  private let partials: [String: Loaded]
  /// The partials that end.
  private let programs: [String: TemplateProgram]
  /// Pages whose faults are told already.
  private let broken: Set<String>
  /// Notes what templates are given; nil where nobody asks.
  var shapes: TemplateShapes?

  /// Reads and checks every template; the value holds those without syntax errors.
  package static func load(_ files: TemplateFiles) -> Checked<TemplateEngine> {
    var diagnostics: [Diagnostic] = []
    var pages: [String: Loaded] = [:]
    var partials: [String: Loaded] = [:]
    var broken: Set<String> = []
    for path in files.files.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let file = files.files[path], let (name, isPartial) = place(of: path) else { continue }
      let read = TemplateSyntax.read(file)
      diagnostics += read.diagnostics
      guard read.diagnostics.isEmpty else {
        broken.insert(name)
        continue
      }
      diagnostics += TemplateLinter.check(read.value, path: file.path)
      let loaded = Loaded(
        nodes: read.value, program: TemplateProgram(read.value), path: file.path)
      if isPartial { partials[name] = loaded } else { pages[name] = loaded }
    }
    // A partial that holds itself is never filled.
    let finite = PartialDepths(partials.mapValues(\.nodes.partials)).finite
    let engine = TemplateEngine(
      pages: pages, partials: partials,
      programs: partials.filter { finite.contains($0.key) }.mapValues(\.program),
      broken: broken)
    diagnostics += engine.partialFindings(
      finite, isComplete: !diagnostics.contains { $0.code == .templateSyntax })
    return Checked(engine, diagnostics)
  }

  private static func place(of path: String) -> (name: String, isPartial: Bool)? {
    let ending = ".mustache"
    guard path.hasPrefix("html/"), path.hasSuffix(ending) else { return nil }
    let name = String(path.dropFirst(5).dropLast(ending.count))
    if name.hasPrefix("partials/") { return (String(name.dropFirst(9)), true) }
    return (name, false)
  }

  /// Fills the template of that name; misses are reported where the template names them.
  package func render(_ name: String, _ record: TemplateRecord) -> Checked<String> {
    let filled = fill(name, [record])
    return Checked(String(decoding: filled.value, as: UTF8.self), filled.diagnostics)
  }

  /// Fills the template of that name from several records, of which the last is asked first.
  func fill(_ name: String, _ records: [TemplateRecord]) -> Checked<[UInt8]> {
    shapes?.note(name, records)
    guard let page = pages[name] else {
      guard !broken.contains(name) else { return Checked([]) }
      return Checked([], [.missingTemplate(name, nearest: nearest(name, in: pages))])
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(TemplateEngine.usualSize)
    guard !page.program.fill(records, partials: programs, into: &bytes) else {
      return Checked(bytes)
    }
    var walk = MissWalk(partials: partials.mapValues(\.nodes))
    walk.walk(page.nodes, stack: records, depth: 0)
    return Checked(bytes, walk.diagnostics.sortedByPlace())
  }

  private func nearest(_ name: String, in loaded: [String: Loaded]) -> String? {
    NearestName.nearest(to: name, in: loaded.keys)
  }

  /// Names of the partials that some page's template includes, itself or through others.
  package var includedPartials: Set<String> {
    var found: Set<String> = []
    var open = pages.values.flatMap { $0.nodes.partials.map(\.0) }
    while let name = open.popLast() {
      guard found.insert(name).inserted, let partial = partials[name] else { continue }
      open += partial.nodes.partials.map(\.0)
    }
    return found
  }

  /// Partials that do not exist, hold themselves, or nest too deep.
  private func partialFindings(_ finite: Set<String>, isComplete: Bool) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (loaded, isPartial) in [(pages, false), (partials, true)] {
      for name in loaded.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        guard let template = loaded[name] else { continue }
        for (partial, span) in template.nodes.partials {
          if partials[partial] == nil {
            guard isComplete else { continue }
            let near = nearest(partial, in: partials)
            findings.append(.unknownPartial(partial, nearest: near, at: span))
          } else if isPartial, !finite.contains(partial) {
            findings.append(.deepPartial(partial, at: span))
          }
        }
      }
    }
    return findings
  }
}

/// How many partials deep each partial reaches.
private struct PartialDepths {
  /// Those that end within the limit.
  private(set) var finite: Set<String> = []

  init(_ partials: [String: [(String, SourceSpan)]]) {
    // Level by level: a partial ends where all it holds end; one that holds itself never does.
    for _ in 0..<TemplateEngine.partialDepth {
      var ending: Set<String> = []
      for name in partials.keys where !finite.contains(name) {
        let inner = partials[name] ?? []
        if inner.allSatisfy({ finite.contains($0.0) || partials[$0.0] == nil }) {
          ending.insert(name)
        }
      }
      finite.formUnion(ending)
    }
  }
}

/// Follows a page through its templates to the places of names that no record has.
private struct MissWalk {
  let partials: [String: [TemplateNode]]
  var diagnostics: [Diagnostic] = []

  init(partials: [String: [TemplateNode]]) {
    self.partials = partials
  }

  mutating func walk(_ nodes: [TemplateNode], stack: [TemplateRecord], depth: Int) {
    for node in nodes {
      switch node {
      case .text: break
      case .variable(let name, _, let span): _ = value(name, stack, span)
      case .section(let name, let isInverted, let inner, let span):
        let value = value(name, stack, span)
        if isInverted {
          if value?.isEmpty ?? true { walk(inner, stack: stack, depth: depth) }
        } else if case .list(let records) = value {
          for record in records { walk(inner, stack: stack + [record], depth: depth) }
        } else if value?.isEmpty == false {
          walk(inner, stack: stack, depth: depth)
        }
      case .partial(let name, _):
        guard depth < TemplateEngine.partialDepth, let inner = partials[name] else { break }
        walk(inner, stack: stack, depth: depth + 1)
      }
    }
  }

  private mutating func value(
    _ name: String, _ stack: [TemplateRecord], _ span: SourceSpan
  ) -> TemplateValue? {
    for record in stack.reversed() {
      if let value = record[name] { return value }
    }
    let names = stack.flatMap(\.values.keys)
    let near = NearestName.nearest(to: name, in: names)
    diagnostics.append(.unknownVariable(name, nearest: near, at: span))
    return nil
  }
}

extension [TemplateNode] {
  /// The partials named here, also inside sections.
  fileprivate var partials: [(name: String, span: SourceSpan)] {
    flatMap { node -> [(name: String, span: SourceSpan)] in
      switch node {
      case .text, .variable: []
      case .section(_, _, let nodes, _): nodes.partials
      case .partial(let name, let span): [(name, span)]
      }
    }
  }
}
