/// Records, figures and terms that the tests of narrative share.
enum SampleProject {
  static let files: [String: String] = [
    "Content/dossier.yaml": """
    title: Briefs
    languages: [en, fr]
    marking: TLP:CLEAR
    editions:
      public: { ceiling: TLP:CLEAR }
      partners: { ceiling: TLP:AMBER }

    """,
    "Content/records/forums/forums.yaml": """
    id: summit-2025
    name: Summit
    members: [us, eu, jp, gb]

    """,
    "Content/records/authorities/authorities.yaml": """
    - id: ofac
      name: OFAC
      jurisdiction: us
      checked: 2025-05-01
    - id: eu-council
      name: Council of the EU
      jurisdiction: eu
      binds: [de, fr, it, eu]
      checked: 2025-05-01
    - id: mofa-jp
      name: MOFA
      jurisdiction: jp
    - id: fcdo
      name: FCDO
      jurisdiction: gb
      checked: 2025-05-01
    - id: unsc
      name: UN Security Council
      jurisdiction: un
      binds: all
      checked: 2025-05-01

    """,
    "Content/records/entities/entities.yaml": """
    - id: dprk
      schema: PublicBody
      name: DPRK
    - id: rgb
      schema: PublicBody
      name: Reconnaissance General Bureau
      parent: dprk
    - id: lazarus
      schema: Organization
      name: { en: Lazarus Group, fr: Groupe Lazarus }
      parent: rgb
    - id: bluenoroff
      schema: Organization
      name: Bluenoroff
      parent: lazarus
    - id: lone-wolf
      schema: Organization
      name: Lone Wolf
    - id: wallet-one
      schema: CryptoWallet
      name: Wallet one
      holder: lone-wolf

    """,
    "Content/records/sanctions/sanctions.yaml": """
    - id: us-lazarus
      entity: lazarus
      authority: ofac
      listingDate: 2019-09-13
      status: active
    - id: eu-lazarus
      entity: lazarus
      authority: eu-council
      listingDate: 2020-07-30
      status: active
    - id: gb-bluenoroff
      entity: bluenoroff
      authority: fcdo
      listingDate: 2021-01
      status: active
    - id: us-lone
      entity: lone-wolf
      authority: ofac
      listingDate: 2018-01-01
      endDate: 2020-01-01
      status: delisted

    """,
    "Content/records/incidents/incidents.yaml": """
    - id: bybit-2025
      name: Bybit theft
      startDate: 2025-02-21
      initiators: lazarus
      losses:
        - { amount: 1460000000, currency: USD }
      wallets: [wallet-one]
      sources: [fbi-2025]
    - id: ronin-2022
      name: Ronin theft
      startDate: 2022-03~
      initiators: lazarus
      losses:
        - { amount: 620000000, currency: USD }
      sources: [elliptic-2025]
    - id: quiet-2021
      name: Quiet theft
      disclosureDate: 2021-05-04
      sources: [elliptic-2025]

    """,
    "Content/records/measures/measures.yaml": """
    - id: statement-2025
      kind: commitment
      text: Act together
      forum: summit-2025
      document: fbi-2025
      date: 2025-03-01
    - id: undated
      kind: ask
      text: Ask for more

    """,
    "Content/records/sources/sources.yaml": """
    - id: fbi-2025
      type: report
      title: Attribution of the theft
      author: [{ literal: FBI }]
      issued: 2025-02-26
    - id: elliptic-2025
      type: webpage
      title: The largest theft
      publisher: Elliptic
      issued: 2025
    - id: two-authors
      type: report
      title: By two
      author: [{ family: Kim, given: A. }, { family: Lee, given: B. }]
      issued: 2024-01
    - id: many-authors
      type: report
      title: By many
      author: [{ family: Park }, { family: Lee }, { family: Choi }]

    """,
    "Content/packs/brief/pack.yaml": """
    title: The brief
    forum: summit-2025
    asOf: 2025-06-01
    languages: [en]
    contents:
      - threat

    """,
    "Content/packs/brief/figures.yaml": """
    figures:
      total:
        label: Recorded losses
        from: incidents
        value: sum(lossUSD)
        unit: USD
      count:
        label: Recorded thefts
        from: incidents
        value: count(*)
        unit: thefts
      largest:
        label: The largest loss
        from: incidents
        where: id = 'bybit-2025'
        value: sum(lossUSD)
        unit: USD
    claims:
      bybit-largest:
        holds: (select id from incidents order by lossUSD desc limit 1) = 'bybit-2025'
      labelled:
        label: The list is not empty
        holds: (select count(*) from incidents) > 0

    """,
    "Content/packs/brief/terms.yaml": """
    it-worker:
      term: IT worker
      definition: A remote worker under a false name.
      sources: [fbi-2025]
    mixer:
      term: mixer
      definition: A service that an {term}`it-worker` may use.

    """,
  ]
}
