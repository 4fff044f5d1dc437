import Foundation
import TestSupport

/// A project in which everything that can be hidden is hidden somewhere, each with a word of its
/// own that starts with `canary`.
enum RichProject {
  /// Every planted word.
  static var canaries: [String] {
    var words: Set<String> = ["31415926"]
    for (path, text) in files {
      for part in [path, text] {
        for word in part.split(whereSeparator: { !$0.isLetter && $0 != "-" })
        where word.hasPrefix("canary") {
          words.insert(String(word))
        }
      }
    }
    return words.sorted()
  }

  /// Words that the public may read.
  static let kept = [
    "Anchor theft", "keptgreen", "ETH:0x00000000000000000000000000000000000000aa", "kept-term",
    "Kept title", "Le port", "Both are for the public", "assets/square.png",
  ]

  /// The project on disk, with an image for everyone and one for partners.
  static func make() throws -> TestProject {
    let project = try TestProject(files: files)
    let image = try Data(
      contentsOf: AcceptedPackTests.folder.appending(
        path: "narrative/Content/packs/brief/assets/square.png"))
    let assets = project.root.appending(path: "Content/packs/brief/assets")
    try FileManager.default.createDirectory(at: assets, withIntermediateDirectories: true)
    try image.write(to: assets.appending(path: "square.png"))
    try (image + Data("canary-pixels".utf8)).write(to: assets.appending(path: "canary-map.png"))
    return project
  }

  static let files: [String: String] = records.merging(pack) { first, _ in first }

  private static let records: [String: String] = [
    "Content/dossier.yaml": """
    # canary-comment-settings
    title: "Briefs{marked:amber}` and canary-title-settings`"
    languages: [en, fr]
    marking: TLP:CLEAR
    limits: { tableCells: 30000 }
    editions:
      public:
        ceiling: TLP:CLEAR
        title: { en: "Public{marked:amber}`, canary-title-edition`", fr: Publique }
      partners: { ceiling: TLP:AMBER }
      canary-edition: { ceiling: TLP:RED, title: canary-title-red }
    """,
    "Content/records/sources/open.yaml": """
    id: survey
    type: report
    title: Survey   # canary-comment-source
    publisher: "Watch: the harbour"
    issued: 2024-12
    notes: a remark
    original: { row: canary-original, deep: { list: [canary-deep] } }
    """,
    "Content/records/sources/canary-cable.yaml": """
    id: canary-cable
    type: document
    title: canary-cable-title
    marking: TLP:AMBER
    """,
    "Content/records/authorities/gac.yaml": """
    { id: gac, name: { en: Global Affairs, fr: Affaires mondiales }, jurisdiction: ca }
    """,
    "Content/records/entities/all.csv": """
    id,schema,actorType,name,name.fr,alias,parent,publicKey,currency,sources,marking
    crew,Organization,intrusion-set,Tide Crew,Equipage,Tide;The Tide,,,,survey;canary-cable,
    canary-crew,Organization,intrusion-set,canary-crew-name,,canary-alias,crew,,,canary-cable,TLP:AMBER
    bank,Company,,Harbour Bank,,,,,,survey,
    canary-wallet,CryptoWallet,,canary-wallet-name,,,,0xcanary,ETH,canary-cable,TLP:AMBER
    """,
    "Content/records/incidents/open.md": """
    ---
    # canary-comment-record
    id: anchor
    name: Anchor theft
    startDate: 2024-01~
    endDate: 2024-01-20/2024-02
    summary: { en: "Two lines\\nof summary.", fr: Résumé. }
    receivers:
      - Anchor Exchange
      - { entity: bank, country: CA }
      - { name: canary-receiver, marking: TLP:AMBER }
    initiators:
      - crew
      - canary-crew
      - { entity: bank, marking: TLP:AMBER, category: canary-initiator }
    losses:
      - { amount: 1200000.50, currency: USD, preferred: true }
      - { amount: 31415926, currency: USD, marking: TLP:AMBER, sources: canary-cable }
    attributions:
      - { attributingActor: Port Authority, contested: false, sources: [survey, canary-cable] }
      - { attributingActor: canary-actor, marking: TLP:AMBER+STRICT, sources: survey }
    techniques: [Phishing, { name: canary-technique, marking: TLP:GREEN }]
    externalReferences: [{ url: "https://example.org/1" }, { external_id: canary-external, marking: TLP:RED }]
    wallets: [ETH:0x00000000000000000000000000000000000000aa, canary-wallet]
    sources: [survey, canary-cable]
    ---

    <!-- canary-comment-narrative -->
    The anchor{marked:amber}`, canary-inline,` was taken by {entity}`the crew <crew>` [@survey].

    ```{marked} amber
    canary-block, {incident}`canary-theft`, ![canary-alternative](assets/canary-map.png).
    ```

    ![A square](assets/square.png "A title")
    """,
    "Content/records/incidents/open.fr.md": """
    Le port{marked:amber}` et canary-french` [@survey].
    """,
    "Content/records/incidents/hidden.yaml": """
    - id: canary-theft
      name: canary-theft-name
      marking: TLP:AMBER
      startDate: 2024-02-20
      losses: { amount: 7000000, currency: USD }
      sources: canary-cable
    ---
    id: later
    name: A later theft
    startDate: 2025-06-01
    losses: { amount: 9, currency: USD }
    sources: survey
    """,
    "Content/records/sanctions/list.yaml": """
    - { id: open-listing, entity: crew, authority: gac, listingDate: 2024-05-01, program: ["A; B"], sources: survey }
    - { id: canary-listing, entity: canary-crew, authority: gac, listingDate: 2024-04-01, marking: TLP:AMBER, sources: canary-cable }
    """,
    "Content/records/measures/list.yaml": """
    - { id: share, kind: commitment, text: Share lists., incidents: [anchor, canary-theft], sanctions: [canary-listing, open-listing], sources: survey }
    """,
    "Templates/canary-notes.txt": "canary-template-note",
  ]

  private static let pack: [String: String] = [
    "Content/packs/canary-pack/pack.yaml": """
    title: canary-pack-title
    marking: TLP:AMBER
    contents: [canary-page]
    """,
    "Content/packs/canary-pack/canary-page.md": "---\ntitle: canary-page-title\n---\n\nText.\n",
    "Content/packs/brief/pack.yaml": """
    # canary-comment-pack
    title: { en: "Kept title{marked:amber}`, canary-pack-passage`", fr: Titre }
    audience: "Everyone{marked:red}` but canary-audience`"
    handling: "{marked:amber}`canary-handling`"
    asOf: 2024-12-31
    revision: "1.10"
    contents:
      - overview
      - canary-section
      - { section: canary-planned, marking: TLP:GREEN }
      - { annex: incidents, title: "Thefts{marked:amber}` of canary-annex-passage`" }
      - { annex: incidents, name: canary-annex, title: canary-annex-title, marking: TLP:AMBER, where: "id = 'canary-theft'" }
      - { annex: coverage, entities: [crew, canary-crew], members: [ca] }
      - annex: sources
    """,
    "Content/packs/brief/figures.yaml": """
    # canary-comment-figures
    figures:
      stolen:
        label: "Stolen{marked:amber}`, canary-label`"
        from: incidents
        value: sum(lossUSD)
        unit: USD
      canary-figure:
        label: canary-figure-label
        marking: TLP:AMBER
        from: incidents
        where: id = 'canary-theft'
        value: count(*)
        unit: thefts
    claims:
      known:
        holds: >-
          (select count(*) from incidents
          where id = 'anchor') = 1
      canary-claim:
        marking: TLP:AMBER
        holds: (select count(*) from incidents where id = 'canary-theft') = 1
    reconcile:
      - { figure: stolen, with: stolen, within: 1%, marking: TLP:AMBER, because: canary-because }
    """,
    "Content/packs/brief/terms.yaml": """
    kept-term: { term: crew, definition: "A band{marked:amber}`, canary-definition`.", sources: [survey, canary-cable] }
    canary-term: { term: canary-word, definition: canary-meaning, marking: TLP:AMBER, sources: canary-cable }
    """,
    "Content/packs/brief/canary-section.en.md": """
    ---
    title: canary-section-title
    marking: TLP:AMBER
    ---

    {fig}`canary-figure`, {claim}`canary-claimed <canary-claim>`, {term}`canary-term`.
    """,
    "Content/packs/brief/canary-planned.en.md":
      "---\ntitle: canary-planned-title\n---\n\ncanary-planned-text.\n",
    "Content/packs/brief/canary-draft.en.md":
      "---\ntitle: canary-draft-title\n---\n\nNo contents name canary-draft-text.\n",
    "Content/packs/brief/overview.en.md": """
    ---
    title: "Overview of {term}`kept-term`{marked:amber}` and canary-heading`"   # canary-comment-front
    kind: summary
    ---

    Stolen: {fig}`stolen`{marked:amber}``, with {fig}`canary-figure`, by canary-words`` [@survey].
    Kept {marked:green}`canary-community` words; _a_{marked:amber}`canary-seam`*b* "keptgreen".

    {claim}`It is known <known>`[^canary-label].[^open]

    [^open]: Open{marked:amber}`, canary-note-part` [@survey].
    [^canary-label]: {marked:amber}`canary-note [@canary-cable].`

    [canary-definition-unused]: https://canary.example.org/ "canary-link-title"

    1. First
    2. {marked:amber}`canary-item`
    3. Third <!-- canary-comment-inline -->

    | Open | {marked:amber}`canary-column` |
    | --- | --- |
    | a | {marked:amber}`canary-cell` |
    | {marked:amber}`canary-row` | {marked:amber}`canary-row-too` |

    ~~~~{note} A note{marked:amber}`, canary-argument`
    Both are for the public.

    ```{marked} amber
    canary-nested
    ```
    ~~~~

    ```{chart} bar
    :title: Losses{marked:amber}` and canary-chart`
    :query: select name, lossUSD from incidents order by lossUSD desc
    :unit: USD
    ```

    ```{only}
    :edition: canary-edition

    canary-only
    ```

    ```{only}
    :edition: public, canary-edition

    Both are for the public.
    ```
    """,
    "Content/packs/brief/overview.fr.md": """
    ---
    title: "Aperçu{marked:amber}` et canary-french-title`"
    ---

    Volé : {fig}`stolen` [@survey].
    """,
  ]
}
