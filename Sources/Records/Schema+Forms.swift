// The files that are no records: settings, packs, figures, terms, and the openings of sections.
extension Schema {
  private static let label = FieldSchema(
    "marking", .marking, "TLP 2.0 label; absent: that of what holds it")

  // MARK: dossier.yaml

  package static let settings = ItemSchema(
    "dossier.yaml",
    [
      FieldSchema(
        "title", .form(.narrative), required: true, "the project's title",
        example: "Briefing packs"),
      FieldSchema("baseURL", .url, "where the site will stand, for canonical links"),
      FieldSchema(
        "languages", .form(.language), list: true, "language codes; the first is the default"),
      FieldSchema(
        "marking", .marking, "of records and packs that carry none; without it, that is an error"),
      FieldSchema(
        "editions", .form(.named(edition)), required: true,
        "the audiences that packs are published to, by name"),
      FieldSchema(
        "contact", .text, "shown in the footer", example: "briefings@example.org"),
      FieldSchema("licence", .text, "shown in the footer", example: "CC-BY-4.0"),
      FieldSchema("limits", .form(.limits), "higher limits by name"),
    ])

  package static let edition = ItemSchema(
    "edition",
    [
      FieldSchema("ceiling", .marking, required: true, "the highest marking it may hold"),
      FieldSchema("title", .form(.narrative), "its title", example: "Partners' edition"),
      FieldSchema(
        "handling", .form(.narrative), "restrictions printed beside the label",
        example: "For participants of the summit only"),
    ])

  // MARK: pack.yaml

  package static let pack = ItemSchema(
    "pack.yaml",
    [
      FieldSchema(
        "title", .form(.narrative), required: true, "what it finds",
        example: "Thefts outpace the lists"),
      FieldSchema("forum", .reference(.forums), "the meeting it is for"),
      FieldSchema(
        "audience", .form(.narrative), "for whom it is",
        example: "Leaders' personal representatives"),
      FieldSchema(
        "from", .form(.narrative), "who sends it", example: "Office of the presidency"),
      FieldSchema("decisionBy", .date, "the day by which a decision is needed"),
      FieldSchema("revision", .text, "its number", example: "3"),
      FieldSchema("asOf", .date, "cuts what came later"),
      FieldSchema("marking", .marking, "of the pack and all it holds"),
      FieldSchema(
        "handling", .form(.narrative), "restrictions printed beside the label",
        example: "Not for onward transmission"),
      FieldSchema(
        "languages", .form(.language), list: true, "absent: those of the project"),
      FieldSchema("paper", .oneOf(["a4", "letter", "both"]), "the sheet it is printed on"),
      FieldSchema(
        "likelihoodScale", .oneOf(["icd-203", "phia"]), "what words of likelihood mean"),
      FieldSchema("numbered", .boolean, "whether paragraphs are numbered"),
      FieldSchema(
        "contents", .form(.variants([sectionEntry, annexEntry])), list: true, required: true,
        "sections and annexes, in order", example: "summary"),
    ])

  /// A section in its long form.
  package static let sectionEntry = ItemSchema(
    "section's entry",
    [
      FieldSchema(
        "section", .identifier, required: true, "the name of its files", example: "threat"),
      FieldSchema("marking", .marking, "of the section in all languages"),
    ])

  package static let annexEntry = ItemSchema(
    "annex's entry",
    [
      FieldSchema(
        "annex", .oneOf(ContentsEntry.Annex.allCases.map(\.rawValue)), required: true,
        "what it lists"),
      FieldSchema(
        "name", .identifier, "of its file, where one kind comes twice", example: "thefts"),
      FieldSchema(
        "title", .form(.narrative), "its title", example: "Incidents recorded here"),
      FieldSchema("where", .form(.expression), "a condition in SQL"),
      FieldSchema(
        "order", .form(.expression), "an order in SQL", example: "startDate desc, id"),
      FieldSchema("columns", .text, list: true, "columns in order", example: "startDate"),
      FieldSchema(
        "entities", .reference(.entities), list: true, "only of `coverage`: its rows"),
      FieldSchema("members", .country, list: true, "only of `coverage`: its columns"),
      FieldSchema("marking", .marking, "of the annex"),
    ])

  // MARK: figures.yaml

  package static let figures = ItemSchema(
    "figures.yaml",
    [
      FieldSchema("figures", .form(.named(figure)), "numbers by id"),
      FieldSchema("claims", .form(.named(claim)), "sentences that the data must keep true, by id"),
      FieldSchema(
        "reconcile", .item(reconciliation, shorthand: nil), list: true,
        "figures that should tell the same story"),
    ])

  package static let figure = ItemSchema(
    "figure",
    [
      FieldSchema(
        "label", .form(.narrative), "what it counts",
        example: "Losses in the 2024 thefts recorded here"),
      FieldSchema("from", .text, "the table whose rows it is computed from", example: "incidents"),
      FieldSchema("where", .form(.expression), "a condition on those rows; absent: all"),
      FieldSchema(
        "value", .form(.expression), required: true,
        "an SQL expression over the rows, or the number as the source states it",
        example: "sum(lossUSD)"),
      FieldSchema(
        "unit", .text, "a currency, `percent`, or the key of a counted noun", example: "USD"),
      FieldSchema("source", .reference(.sources), "of a number that is quoted"),
      FieldSchema(
        "quote", .text, "the number in the source's words; its value must equal `value`",
        example: "$1.34 billion"),
      FieldSchema("locator", .text, "where in the source", example: "p. 4"),
      FieldSchema("decimals", .wholeNumber, "digits after the point, 0 to 9"),
      FieldSchema("empty", .form(.decimal), "the value when no rows are selected"),
      label,
    ])

  package static let claim = ItemSchema(
    "claim",
    [
      FieldSchema(
        "holds", .form(.expression), required: true, "an SQL condition",
        example: "(select count(*) from incidents) > 10"),
      FieldSchema(
        "label", .form(.narrative), "the sentence it stands for",
        example: "The theft is the largest on record"),
      label,
    ])

  package static let reconciliation = ItemSchema(
    "reconciliation",
    [
      FieldSchema("figure", .identifier, required: true, "a figure", example: "stolen-2024"),
      FieldSchema(
        "with", .identifier, required: true, "the figure it is held against",
        example: "reported-2024"),
      FieldSchema(
        "within", .form(.percentage), required: true,
        "how far they may differ, in percent of `with`"
      ),
      FieldSchema(
        "because", .form(.narrative), "why they differ more; printed with the figure",
        example: "the list holds the largest cases only"),
      label,
    ])

  // MARK: terms.yaml and sections

  package static let term = ItemSchema(
    "term",
    [
      FieldSchema(
        "term", .form(.narrative), required: true, "the word", example: "mixer"),
      FieldSchema(
        "definition", .form(.narrative), required: true, "what it means",
        example: "A service that pools deposits to hide their origin."),
      FieldSchema("sources", .reference(.sources), list: true, "what the definition rests on"),
      label,
    ])

  /// The opening of a section's file.
  package static let section = ItemSchema(
    "section",
    [
      FieldSchema(
        "title", .text, required: true, "what it finds, with roles and citations if you like",
        example: "Thefts outpace the lists"),
      FieldSchema("kind", .oneOf(sectionKinds), "what part of a brief it is"),
      FieldSchema("marking", .marking, "absent: the pack's"),
    ])

  package static let sectionKinds = [
    "summary", "speakingNotes", "purpose", "issue", "recommendation", "timing", "background",
    "currentStatus", "considerations", "keyMessages", "ifRaised", "questionsAndAnswers",
    "partnerPositions", "timeline", "incidentTable", "sanctionTable", "measuresTable", "annex",
    "sources", "changes",
  ]
}
