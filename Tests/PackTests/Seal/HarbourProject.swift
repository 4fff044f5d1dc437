/// A small project by hand that holds everything that can be marked, in two languages, with open
/// mistakes beside each slot: the log must point at them the same way whatever is hidden there.
enum HarbourProject {
  static let near = HiddenFragment.Surroundings(
    incident: "anchor-2024", entity: "tide-crew", source: "survey-2024", uncited: "lonely-2023",
    authority: "gac", figure: "stolen", victim: "Buoy Exchange", day: "2024-02-20",
    entityName: "Tide Crew", schema: "Organization", pack: "brief", languages: ["en", "fr"])

  static let texts: [String: String] = [
    "Content/dossier.yaml": """
    title: { en: The harbour, fr: Le port }
    languages: [en, fr]
    marking: TLP:CLEAR
    editions:
      public: { ceiling: TLP:CLEAR, handling: Do not print. }
      partners: { ceiling: TLP:AMBER }
      own: { ceiling: TLP:RED }

    """,
    "Content/records/authorities/gac.yaml":
      "{ id: gac, name: Global Affairs Canada, jurisdiction: ca, checked: 2024-11-01 }\n",
    "Content/records/sources/sources.yaml": """
    # What is cited.

    @@source
    - { id: survey-2024, type: report, title: Survey of the harbour, issued: 2024-12, URL: "https://example.org/survey" }
    @@source
    - { id: lonely-2023, type: report, title: Nobody cites this in the open, issued: 2023 }
    @@source
    - { id: cable-17, type: document, title: Cable from a partner, issued: 2024-06, marking: TLP:RED }
    - { id: also-lonely, type: report, title: Nor this, issued: 2022 }
    """,
    "Content/records/entities/entities.csv": """
    id,schema,actorType,name,parent,holder,publicKey,currency,sources,marking
    @@entity-csv
    tide-crew,Organization,intrusion-set,Tide Crew,,,,,survey-2024;cable-17,
    @@entity-csv
    night-crew,Organization,intrusion-set,Night Crew,tide-crew,,,,cable-17,TLP:RED
    day-crew,Organization,intrusion-set,Day Crew,tide-crew,,,,survey-2024,
    @@entity-csv
    """,
    "Content/records/entities/twins.yaml": """
    - { id: twin-one, schema: Person, name: The Twin, sources: survey-2024 }
    @@entity
    - { id: twin-two, schema: Person, name: The  twin, sources: survey-2024 }
    @@entity
    """,
    "Content/records/incidents/incidents.yaml": """
    # Thefts, in no order.

    @@incident
    - id: anchor-2024
      name: Anchor theft
      startDate: 2024-01-20
      receivers:
        - { name: Anchor Exchange, country: ca }
        @@receiver
      initiators:
        - tide-crew
        - night-crew
        @@initiator
      losses:
        - { amount: 1200000, currency: USD, preferred: true }
        @@loss
        - { amount: 1500000, currency: USD }
      attributions:
        @@attribution
        - { attributingActor: Port Authority, attributionDate: 2024-03-01, confidence: moderate }
        @@attribution
      summary: { en: "Ten boats were taken." }
      sources: [survey-2024, cable-17]
    @@incident

    # The next two are one theft entered twice.
    - id: buoy-2024
      name: Buoy theft
      startDate: 2024-02-20
      receivers: { name: Buoy Exchange, country: ca }
      losses: { amount: 300000, currency: USD }
      sources: survey-2024
    @@incident
    - id: buoy-again
      name: Buoy theft again
      startDate: 2024-02-20
      receivers: { name: Buoy Exchange, country: ca }
      sources: survey-2024
    @@incident
    """,
    "Content/records/incidents/crane-2024.md": """
    ---
    id: crane-2024
    name: Crane theft
    startDate: 2024-05
    initiators: day-crew
    sources: survey-2024
    ---

    The crane@@inline@@ was taken by night [@survey-2024].
    @@block

    Last words@@inline@@.
    """,
    "Content/records/sanctions/gac.yaml": """
    - { id: ca-tide, entity: tide-crew, authority: gac, listingDate: 2024-05-01, sources: survey-2024 }
    @@sanction
    - { id: ca-tide-again, entity: tide-crew, authority: gac, listingDate: 2024-05-01, sources: survey-2024 }
    @@sanction
    """,
    "Content/records/measures/measures.yaml": """
    @@measure
    - { id: share-lists, kind: commitment, text: { en: Members share their lists. }, date: 2024-07-01, status: agreed, incidents: [anchor-2024, buoy-2024], sanctions: [ca-tide], sources: [cable-17, survey-2024] }
    @@measure
    """,
    "Content/packs/brief/pack.yaml": """
    title: { en: "The brief@@inline@@", fr: "La note@@inline@@" }
    audience: { en: "Captains@@inline@@", fr: Capitaines }
    asOf: 2024-12-31
    contents:
      @@contents
      - overview
      @@contents
      - planned
      - annex: incidents
      @@contents
      - annex: sanctions
      - annex: entities
      - annex: measures
      - annex: coverage
        members: [ca, fr]
      - annex: timeline
      - annex: figures
      - annex: sources
      @@contents
    """,
    "Content/packs/brief/figures.yaml": """
    # The numbers.
    figures:
      @@figure
      stolen:
        label: { en: "Stolen in 2 ports@@inline@@", fr: Total }
        from: incidents
        value: sum(lossUSD)
        unit: USD
      @@figure
      thefts:
        label: Thefts of 5 kinds
        from: incidents
        value: count(*)
        unit: thefts
    claims:
      @@claim
      anchor-known:
        holds: (select count(*) from incidents where id = 'anchor-2024') = 1
      @@claim
    reconcile:
      @@reconcile
      - { figure: stolen, with: stolen, within: 10%, because: "Apples@@inline@@ and pears" }
    """,
    "Content/packs/brief/assets/map.gif": SealedImage.text(saying: "an open map"),
    "Content/packs/brief/assets/unused.gif": SealedImage.text(saying: "a map that nothing shows"),
    "Content/packs/brief/terms.yaml": """
    @@term
    crew: { term: crew, definition: "A band@@inline@@ that works for pay.", sources: survey-2024 }
    @@term
    """,
    "Content/packs/brief/overview.en.md": """
    ---
    title: "A {term}`crew` stole {fig}`stolen`@@inline@@"
    ---

    The crew took {fig}`stolen` in {fig:words}`thefts`@@inline@@, says the survey@@inline@@ [@survey-2024].
    {claim}`The anchor was stolen <anchor-known>`@@inline@@ and 17 boats went.
    @@block

    The second paragraph@@inline@@ has 23 boats.

    - first
    @@list-item
    - second
    @@list-item
    - third with 31 boats
    @@block

    1. one
    @@block

    2. two

    | Open | Table@@inline@@ |
    | --- | --- |
    | a | b |
    @@table-row
    | c | 47 boats |
    @@block

    ~~~{incidents} All thefts@@inline@@
    :name: all
    ~~~

    ~~~~~~{note} A note@@inline@@
    Seen by all.
    @@block

    Still seen.
    ~~~~~~

    ```{table} Counts by table
    :query: select (select count(*) from incidents) as incidents, (select count(*) from losses) as losses, (select count(*) from attributions) as attributions, (select count(*) from initiators) as initiators, (select count(*) from entities) as entities, (select count(*) from aliases) as aliases, (select count(*) from sources) as sources
    ```

    A note[^open]. See {entity}`tide-crew` and ![the map](assets/map.gif).

    [^open]: An open note@@inline@@ of 53 words.
    """,
    "Content/packs/brief/overview.fr.md": """
    ---
    title: "Un groupe a vol\u{E9} {fig}`stolen`"
    ---

    Le groupe@@inline@@ a pris {fig}`stolen`.
    @@block

    Voir 61 bateaux.
    """,
    "Content/packs/brief/planned.en.md": """
    ---
    title: The plan
    ---
    @@block

    ## The plan

    {measure}`Members share <share-lists>`@@inline@@ [@survey-2024].
    @@block
    """,
  ]
}
