/// Numbers that a seed decides, the same in every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed) &+ 0x9E37_79B9_7F4A_7C15
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// A project of two editions and two languages as a value, which edits change one fact at a time.
struct GeneratedProject {
  struct Incident {
    var id: String
    var name: String
    var day: Int
    var amount: Int
    var isRange: Bool
    var actor: String
    var isRestricted: Bool
    var source: String
    var summary: String
  }

  struct Listing {
    var id: String
    var entity: String
    var authority: String
    var day: Int
    var isEnded: Bool
  }

  struct Entity {
    var id: String
    var name: String
    var parent: String?
  }

  var entities: [Entity] = []
  var incidents: [Incident] = []
  var listings: [Listing] = []
  /// Paragraphs by section and language.
  var sections: [String: [String: [String]]] = [:]
  var style = ""
  /// Whether lists and files stand in another order.
  var isReversed = false
  /// A source that nothing names any more, and that is gone.
  var removedSource: String?
  /// The longest line of a paragraph.
  var width = 400

  init(using numbers: inout SeededNumbers) {
    entities = [Entity(id: "state", name: "The State", parent: nil)]
    for index in 1...4 {
      entities.append(
        Entity(
          id: "group-\(index)", name: "Group \(["Alder", "Birch", "Cedar", "Dogwood"][index - 1])",
          parent: index == 4 ? nil : "state"))
    }
    for index in 0..<8 {
      incidents.append(
        Incident(
          id: "theft-\(index)", name: "Theft at harbour \(["A", "B", "C", "D"][index % 4])\(index)",
          day: 1 + Int.random(in: 0..<28, using: &numbers),
          amount: 1_000_000 * Int.random(in: 1...900, using: &numbers),
          isRange: index % 3 == 2, actor: "group-\(1 + index % 4)", isRestricted: index == 6,
          source: "source-\(index % 4)", summary: "Coins left wallet \(index) by night."))
    }
    for index in 0..<5 {
      listings.append(
        Listing(
          id: "listing-\(index)", entity: "group-\(1 + index % 4)",
          authority: index < 3 ? "treasury" : "council", day: 1 + index, isEnded: false))
    }
    for name in ["opening", "record"] {
      for language in ["en", "fr"] {
        sections[name, default: [:]][language] = Self.paragraphs(name, language)
      }
    }
  }

  private static func paragraphs(_ name: String, _ language: String) -> [String] {
    let isEnglish = language == "en"
    if name == "opening" {
      return isEnglish
        ? [
          "The thefts recorded here come to {fig}`total`, in {fig}`count`.",
          "Most are laid to {entity}`the state <state>` and its groups [@source-0].",
          "Nothing in these records is later than the day of the summit.",
        ]
        : [
          "Les vols recensés ici se montent à {fig}`total`, en {fig}`count`.",
          "La plupart sont attribués à {entity}`l'État <state>` et à ses groupes [@source-0].",
          "Rien dans ces fiches ne dépasse le jour du sommet.",
        ]
    }
    return isEnglish
      ? [
        "Groups under the state took {fig}`state-total` [@source-1].",
        "Alder, {entity}`as listed <group-1>`, works alone.",
        "The sums of the several sources differ, and the preferred one is shown.",
        "Partners were told in good time, and answered.",
      ]
      : [
        "Les groupes de l'État ont pris {fig}`state-total` [@source-1].",
        "Alder, {entity}`inscrit <group-1>`, agit seul.",
        "Les sommes des diverses sources diffèrent; celle qui est retenue est montrée.",
        "Les partenaires ont été informés à temps, et ont répondu.",
      ]
  }

  // MARK: - Files

  var files: [String: String] {
    var files = Self.fixed
    let order: (Int) -> [Int] = { count in
      isReversed ? Array((0..<count).reversed()) : Array(0..<count)
    }
    files["Content/records/entities/entities.yaml"] = order(entities.count).map { index in
      let entity = entities[index]
      var text = "- id: \(entity.id)\n  schema: Organization\n  name: \(entity.name)\n"
      if let parent = entity.parent { text += "  parent: \(parent)\n" }
      return text + "  sources: source-0\n"
    }.joined()
    for incident in incidents {
      // Another name of the file is no other fact.
      let file = isReversed ? "z-\(incident.id)" : incident.id
      files["Content/records/incidents/\(file).yaml"] = text(of: incident)
    }
    files["Content/records/sanctions/sanctions.yaml"] = order(listings.count).map { index in
      let listing = listings[index]
      return """
        - id: \(listing.id)
          entity: \(listing.entity)
          authority: \(listing.authority)
          listingDate: 2024-03-0\(listing.day)
          reason: It took part in thefts.
          sources: source-2

        """ + (listing.isEnded ? "  endDate: 2024-11-20\n" : "")
    }.joined()
    for (name, languages) in sections {
      for (language, paragraphs) in languages {
        let title = language == "en" ? "The \(name)" : "Partie \(name)"
        files["Content/packs/brief/\(name).\(language).md"] =
          "---\ntitle: \(title)\n---\n\n" + paragraphs.map(wrapped).joined(separator: "\n\n") + "\n"
      }
    }
    if !style.isEmpty { files["Templates/assets/charts.css"] = style }
    if let removedSource { files = files.mapValues { Self.text($0, without: removedSource) } }
    return files
  }

  /// A file without a source: its record, the fields that name it alone, its citations.
  private static func text(_ text: String, without source: String) -> String {
    text.replacing(" [@\(source)]", with: "").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .filter { line in
      !line.contains("id: \(source),") && !line.hasSuffix("sources: \(source)")
        && !line.hasSuffix("sources: [\(source)]")
    }.joined(separator: "\n")
  }

  private func text(of incident: Incident) -> String {
    let loss =
      incident.isRange
      ? "amountMin: \(incident.amount), amountMax: \(incident.amount + 5_000_000)"
      : "amount: \(incident.amount)"
    return """
      id: \(incident.id)
      name: \(incident.name)
      startDate: 2024-05-\(incident.day < 10 ? "0" : "")\(incident.day)
      initiators: [\(incident.actor)]
      receivers: [{ name: Victim of \(incident.id), country: ca }]
      losses: [{ \(loss), currency: USD }]
      summary: \(incident.summary)
      sources: [\(incident.source)]
      \(incident.isRestricted ? "marking: TLP:AMBER" : "status: confirmed")

      """
  }

  /// Breaks a paragraph at spaces, never inside a code span or bracket.
  private func wrapped(_ paragraph: String) -> String {
    guard width < 200 else { return paragraph }
    var lines = [""]
    var isInside = false
    for word in paragraph.split(separator: " ") {
      if !isInside, lines[lines.count - 1].count + word.count > width, !lines[0].isEmpty {
        lines.append("")
      }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
      for character in word where character == "`" || character == "[" || character == "]" {
        isInside = character == "[" ? true : character == "]" ? false : !isInside
      }
    }
    return lines.joined(separator: "\n")
  }

  private static let fixed: [String: String] = [
    "Content/dossier.yaml": """
    title: { en: Briefs, fr: Notes }
    languages: [en, fr]
    marking: TLP:CLEAR
    editions:
      public: { ceiling: TLP:CLEAR }
      partners: { ceiling: TLP:AMBER }

    """,
    "Content/packs/brief/pack.yaml": """
    title: { en: Thefts by night, fr: Vols de nuit }
    asOf: 2024-12-31
    contents:
      - opening
      - record
      - annex: incidents
      - annex: sanctions
      - annex: entities
      - annex: timeline
      - annex: figures
      - annex: sources

    """,
    "Content/packs/brief/figures.yaml": """
    figures:
      total:
        label: { en: All thefts, fr: Tous les vols }
        from: incidents
        value: sum(lossUSD)
        unit: USD
      count:
        label: { en: Thefts, fr: Vols }
        from: incidents
        value: count(*)
        unit: thefts
      state-total:
        label: { en: Thefts by the state, fr: "Vols de l'État" }
        from: incidents
        where: under(actor, 'state')
        value: sum(lossUSD)
        unit: USD

    """,
    "Content/records/authorities/authorities.yaml": """
    - { id: treasury, name: Treasury, jurisdiction: us, checked: 2024-12-01 }
    - { id: council, name: Council, jurisdiction: ca, checked: 2024-12-01 }

    """,
    "Content/records/sources/sources.yaml": """
    - { id: source-0, type: report, title: Report on the state, publisher: Institute, issued: 2024-06-01 }
    - { id: source-1, type: report, title: Report on harbours, publisher: Institute, issued: 2024-07-01 }
    - { id: source-2, type: webpage, title: List of names, publisher: Treasury, issued: 2024-03-01 }
    - { id: source-3, type: webpage, title: Answer of partners, publisher: Council, issued: 2024-08-01 }

    """,
  ]
}
