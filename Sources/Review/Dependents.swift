/// What rests on a record or source, over editions and languages: what to look at before touching
/// it.
package struct Dependents: Sendable {
  package struct Text: Sendable, Hashable, Comparable {
    /// `threat`, or `collection/id` for a record's narrative.
    package var place: String
    package var block: String
    package var sentence: String

    package static func < (left: Text, right: Text) -> Bool {
      (left.place, left.block, left.sentence) < (right.place, right.block, right.sentence)
    }
  }

  package let target: String
  package private(set) var figures: Set<String> = []
  package private(set) var claims: Set<String> = []
  /// Records that name it.
  package private(set) var records: Set<String> = []
  package private(set) var texts: Set<Text> = []
  /// Pages that may show it, from the pack's folder, without ending.
  package private(set) var pages: Set<String> = []
  /// The editions and languages that hold it.
  package private(set) var keys: Set<Snapshot.Key> = []

  package init(of target: String, in snapshots: [Snapshot]) {
    self.target = target
    for snapshot in snapshots { gather(snapshot) }
  }

  private mutating func gather(_ snapshot: Snapshot) {
    let isFigure = target.hasPrefix("figures/")
    let start = String(target.drop { $0 != "/" }.dropFirst())
    guard
      isFigure
        ? snapshot.figures.contains(where: { $0.id == start })
        : snapshot.records[target] != nil
    else { return }
    keys.insert(snapshot.key)
    var own: Set<String> = isFigure ? [start] : []
    for figure in snapshot.figures
    where figure.records.contains(target) || figure.sources.contains(target) {
      own.insert(figure.id)
    }
    // Figures made of these.
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for figure in snapshot.figures where !own.contains(figure.id) {
        guard FigureCauses.figures(in: figure.query).contains(where: own.contains) else { continue }
        own.insert(figure.id)
        isGrowing = true
      }
    }
    let ownClaims = snapshot.claims.filter { claim in
      claim.records.contains(target) || claim.figures.contains(where: own.contains)
    }.map(\.id)
    figures.formUnion(isFigure ? own.subtracting([start]) : own)
    claims.formUnion(ownClaims)
    for reference in snapshot.records.keys
    where reference != target && snapshot.references(of: reference).contains(target) {
      records.insert(reference)
    }
    let roots = Set([target] + own.map { "figures/\($0)" } + ownClaims.map { "claims/\($0)" })
    for section in snapshot.sections {
      gather(section.blocks, section.id, roots, snapshot)
    }
    for (reference, record) in snapshot.records {
      gather(record.narrative, reference, roots, snapshot)
    }
    gatherPages(snapshot, roots)
  }

  private mutating func gather(
    _ blocks: [Snapshot.Block], _ place: String, _ roots: Set<String>, _ snapshot: Snapshot
  ) {
    for block in blocks where block.depends.contains(where: roots.contains) {
      let used = snapshot.figures.filter { roots.contains("figures/\($0.id)") }
        .flatMap(\.uses).filter { $0.place == place && $0.block == block.id }
        .map(\.sentence)
      let id = target.drop { $0 != "/" }.dropFirst()
      let named = block.text.split(separator: "\n").map(String.init).filter { line in
        line.contains("/\(id).md") || line.contains("[^\(id)]")
      }
      let plain = Set(used)
      let sentences = plain.union(named.filter { !plain.contains(Self.words(of: $0)) })
      let first = block.text.split(separator: "\n").first.map(String.init) ?? ""
      for sentence in sentences.isEmpty ? [first] : sentences {
        texts.insert(Text(place: place, block: block.id, sentence: sentence))
      }
    }
  }

  /// A line of Markdown as readers see it: no notes, marks or addresses of links.
  private static func words(of line: String) -> String {
    line.replacing(/\[\^[^\]]*\]|\]\([^)]*\)|^[>\-\s]+|[*\[\\]/, with: "")
  }

  private mutating func gatherPages(_ snapshot: Snapshot, _ roots: Set<String>) {
    let reach = PageReach(snapshots: [snapshot])
    let entries =
      snapshot.sections.map(\.id) + snapshot.annexes.map { "annex/\($0.id)" }
      + snapshot.records.keys.filter { reference in
        !snapshot.queried.contains(reference)
          && ["incidents/", "sanctions/", "entities/"].contains { reference.hasPrefix($0) }
      }
    for page in entries {
      let place = PagePlace(
        path: "\(snapshot.key.language)/\(snapshot.key.pack)/\(page).html",
        edition: snapshot.key.edition)
      let subjects = reach.subjects(of: place)
      if subjects.map({ !$0.isDisjoint(with: roots) }) ?? true { pages.insert(page) }
    }
  }

  package var answer: ChainAnswer {
    let editions = Set(keys.map(\.edition)).sorted()
    let languages = Set(keys.map(\.language)).sorted()
    let counts = [
      ReportWords.counted(figures.count, "figure"), ReportWords.counted(claims.count, "claim"),
      ReportWords.counted(records.count, "record"), ReportWords.counted(texts.count, "sentence"),
      ReportWords.counted(pages.count, "page"),
    ]
    return ChainAnswer(
      target: target,
      sentence:
        keys.isEmpty
        ? "No pack shows \(target): nothing depends on it."
        : "On \(target) rest \(counts.joined(separator: ", ")).",
      facts: keys.isEmpty
        ? []
        : [
          ChainAnswer.Item("editions", editions.joined(separator: ", ")),
          ChainAnswer.Item("languages", languages.joined(separator: ", ")),
        ],
      parts: [
        ChainAnswer.Part("Figures", figures.sorted().map { ChainAnswer.Item($0, "") }),
        ChainAnswer.Part("Claims", claims.sorted().map { ChainAnswer.Item($0, "") }),
        ChainAnswer.Part("Records", records.sorted().map { ChainAnswer.Item($0, "") }),
        ChainAnswer.Part(
          "Sentences",
          texts.sorted().map { ChainAnswer.Item("\($0.place)#\($0.block)", $0.sentence) }),
        ChainAnswer.Part("Pages", pages.sorted().map { ChainAnswer.Item("\($0).html", "") }),
      ])
  }
}
