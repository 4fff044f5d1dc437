import Diagnostics
import DossierKit
import Foundation
import Matching
import TestSupport
import Testing

/// `dossier match` over whole projects.
@Suite struct MatchTests {
  static let settings = """
    title: Briefs
    languages: [en]
    marking: TLP:CLEAR
    editions:
      public: { ceiling: TLP:CLEAR }

    """

  static func project(_ files: [String: String]) throws -> TestProject {
    var all = files
    all["Content/dossier.yaml"] = settings
    all["Content/records/sources/s.yaml"] =
      "{ id: s, type: dataset, title: List, publisher: Us, issued: 2024 }\n"
    all["Content/records/authorities/a.yaml"] = """
      - { id: ofac, name: OFAC, jurisdiction: us, sources: s }
      - { id: unsc, name: UN Security Council, jurisdiction: un, sources: s }

      """
    return try TestProject(files: all)
  }

  private static let base58 = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
  private static let base32 = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")

  /// The numbers of one seed.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      return mixed ^ (mixed >> 31)
    }

    mutating func letters(_ count: Int, of alphabet: [Character]) -> String {
      String((0..<count).map { _ in alphabet.randomElement(using: &self) ?? "x" })
    }

    mutating func wallet() -> (asset: String, address: String) {
      switch Int.random(in: 0..<4, using: &self) {
      case 0: ("XBT", "1" + letters(33, of: base58))
      case 1: ("XBT", "bc1q" + letters(38, of: base32))
      case 2: ("TRX", "T" + letters(33, of: base58))
      default: ("ETH", "0x" + letters(40, of: Array("0123456789abcdef")))
      }
    }
  }

  /// The same wallet in another of its spellings.
  private static func respelt(_ wallet: (asset: String, address: String), _ turn: Int) -> String {
    let address = wallet.address
    guard turn % 2 == 0 else { return "\(wallet.asset):\(address)" }
    if address.hasPrefix("0x") { return "ETC:0x\(address.dropFirst(2).uppercased())" }
    if address.hasPrefix("bc1") { return "XBT:\(address.uppercased())" }
    return "\(wallet.asset):\(address)"
  }

  @Test("every listed wallet planted in 200 incidents is found, and none of 200 clean ones accused")
  func wallets() async throws {
    var numbers = Numbers(state: 7)
    var entities = ""
    var sanctions = ""
    var listed: [(entity: String, wallet: (asset: String, address: String))] = []
    for index in 0..<60 {
      let wallets = (0..<3).map { _ in numbers.wallet() }
      entities += "- { id: p\(index), schema: Person, name: Listed \(index) Person, sources: s }\n"
      let texts = wallets.map { "\"\($0.asset):\($0.address)\"" }.joined(separator: ", ")
      sanctions +=
        "- { id: p\(index), entity: p\(index), authority: ofac, wallets: [\(texts)], sources: s }\n"
      listed += wallets.map { ("p\(index)", $0) }
    }
    var incidents = ""
    var expected: Set<String> = []
    for index in 0..<400 {
      var own = (0..<3).map { _ in
        let wallet = numbers.wallet()
        return "\(wallet.asset):\(wallet.address)"
      }
      if index < 200, let planted = listed.randomElement(using: &numbers) {
        own.insert(Self.respelt(planted.wallet, index), at: index % 4)
        expected.insert("incidents/i\(index)=\(planted.entity)")
      } else if let near = listed.randomElement(using: &numbers)?.wallet,
        !near.address.hasPrefix("0x"), !near.address.hasPrefix("bc1")
      {
        // Base 58 tells cases apart: this is somebody else's.
        own.append(
          "\(near.asset):\(near.address.prefix(1))\(near.address.dropFirst().lowercased())")
      }
      let texts = own.map { "\"\($0)\"" }.joined(separator: ", ")
      incidents += "- { id: i\(index), name: Theft \(index), wallets: [\(texts)], sources: s }\n"
    }
    let project = try Self.project([
      "Content/records/entities/e.yaml": entities,
      "Content/records/sanctions/s.yaml": sanctions,
      "Content/records/incidents/i.yaml": incidents,
    ])
    let proposals = try #require(try await Match().run(root: project.root.path).proposals)
    #expect(Set(proposals.map(\.id)) == expected)
    #expect(proposals.allSatisfy { $0.score == 100 && $0.field == .initiators })
  }

  /// An actor of ours, an entry of a list under another spelling, and incidents in every form.
  private static let forms: [String: String] = [
    "Content/records/entities/own.yaml": """
    - { id: park, schema: Person, name: Park Jin-hyeok, sources: s }
    - { id: crew, schema: Organization, actorType: intrusion-set, name: Tide Crew, sources: s }
    - { id: other, schema: Organization, name: Somebody Else, sources: s }

    """,
    "Content/records/entities/lists/l.yaml": """
    - id: ofac-24918
      schema: Person
      name: PAK Jin Hyok
      sources: s
      original: { list: ofac-sdn }

    """,
    "Content/records/sanctions/lists/l.yaml": """
    - id: ofac-24918 # theirs
      entity: ofac-24918 # ours to change
      authority: ofac
      wallets:
        - XBT:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2
      snapshot: { file: sdn.xml, sha256: "00" }
      sources: s

    """,
    "Content/records/incidents/block.yaml": """
    # A comment
    id: block
    name: Block
    attributions:
      - { attributingActor: FBI, attributedInitiator: the Tide Crew }
      - { attributingActor: CISA, attributedInitiator: TideCrew }
    sources: s

    """,
    "Content/records/incidents/flow.yaml":
      "- { id: \"flow\", name: Flow, wallets: \"XBT:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2\", sources: s }\n",
    "Content/records/incidents/list.md": """
    ---
    id: list
    name: List
    initiators:
      - entity: other
        category: unknown
    wallets: XBT:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2
    sources: s
    ---

    Text.

    """,
    "Content/records/incidents/single.yaml": """
    id: single
    name: Single
    initiators: other
    wallets: XBT:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2
    sources: s

    """,
    "Content/records/incidents/inline.yaml": """
    id: inline
    name: Inline
    initiators: [other]
    wallets: XBT:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2
    sources: s

    """,
    "Content/records/incidents/table.csv":
      "id,name,wallets,sources\ntable,Table,XBT:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2,s\n",
    "Content/records/sanctions/table.csv":
      "id,entityName,authority,entity,sources\nun-1,Tide Crew,unsc,,s\n",
  ]

  @Test("an accepted link is written into its record and changes no other byte")
  func accept() async throws {
    let project = try Self.project(Self.forms)
    let first = try #require(try await Match().run(root: project.root.path).proposals)
    #expect(
      Set(first.map(\.id)) == [
        "sanctions/ofac-24918=park", "incidents/block=crew", "incidents/flow=ofac-24918",
        "incidents/list=ofac-24918", "incidents/single=ofac-24918", "incidents/inline=ofac-24918",
        "incidents/table=ofac-24918", "sanctions/un-1=crew",
      ])
    let accepted = [
      "sanctions/ofac-24918=park", "incidents/block=crew", "incidents/flow=park",
      "incidents/list=park", "incidents/single=park", "incidents/inline=park",
    ]
    let dry = try await Match(accepted: accepted, isDryRun: true).run(root: project.root.path)
    #expect(dry.paths.count == 6)
    #expect(
      try project.text("Content/records/incidents/single.yaml")
        == Self.forms["Content/records/incidents/single.yaml"])
    let outcome = try await Match(accepted: accepted).run(root: project.root.path)
    #expect(!outcome.report.hasErrors)
    #expect(outcome.accepted.map(\.id) == accepted)
    #expect(
      outcome.proposals?.map(\.id).sorted() == ["incidents/table=park", "sanctions/un-1=crew"])
    for (path, old, new) in [
      (
        "sanctions/lists/l.yaml", "entity: ofac-24918 # ours", "entity: park # ours"
      ),
      ("incidents/block.yaml", "id: block\n", "id: block\ninitiators: crew\n"),
      ("incidents/flow.yaml", "id: \"flow\"", "id: \"flow\", initiators: park"),
      ("incidents/list.md", "category: unknown\n", "category: unknown\n  - park\n"),
      ("incidents/single.yaml", "initiators: other", "initiators: [other, park]"),
      ("incidents/inline.yaml", "[other]", "[other, park]"),
    ] {
      let before = try #require(Self.forms["Content/records/\(path)"])
      #expect(
        try project.text("Content/records/\(path)") == before.replacing(old, with: new), "\(path)")
    }
  }

  @Test("a form without a place for the link is refused, and nothing of the request is written")
  func refused() async throws {
    let project = try Self.project(Self.forms)
    let outcome = try await Match(
      accepted: ["incidents/block=crew", "incidents/table=ofac-24918"]
    ).run(root: project.root.path)
    #expect(outcome.report.diagnostics.map(\.code.rawValue) == ["DS587"])
    #expect(outcome.proposals == nil)
    #expect(
      try project.text("Content/records/incidents/block.yaml")
        == Self.forms["Content/records/incidents/block.yaml"])
    await #expect(throws: UsageError.self) {
      try await Match(accepted: ["incidents/block=crw"]).run(root: project.root.path)
    }
  }

  @Test("relatives, wallets' own records and persons under an organisation's name are no matches")
  func unrelated() async throws {
    let project = try Self.project([
      "Content/records/entities/e.yaml": """
      - { id: state, schema: PublicBody, name: State Bureau, sources: s }
      - { id: unit, schema: Organization, name: Unit One, parent: state, sources: s }
      - { id: person, schema: Person, name: State Bureau, sources: s }
      - { id: w, schema: CryptoWallet, name: Unit One, publicKey: "0x00000000000000000000000000000000000000aa", currency: ETH, holder: state, sources: s }

      """,
      "Content/records/sanctions/s.yaml":
        "{ id: l, entity: state, authority: ofac, snapshot: { file: x }, sources: s }\n",
      "Content/records/incidents/i.yaml": """
      - { id: known, name: Known, initiators: unit, wallets: w, sources: s }
      - { id: new, name: New, wallets: "BSC:0x00000000000000000000000000000000000000AA", sources: s }

      """,
    ])
    let proposals = try #require(try await Match().run(root: project.root.path).proposals)
    #expect(proposals.map(\.id) == ["incidents/new=state"])
  }

  @Test("text and JSON say the same")
  func printed() async throws {
    let project = try Self.project(Self.forms)
    let proposals = try #require(try await Match().run(root: project.root.path).proposals)
    let printer = MatchPrinter(proposals, accepted: [])
    #expect(
      printer.text.contains(
        "100  incidents/flow=ofac-24918  wallet XBT:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 is under "
          + "sanctions/ofac-24918\n"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(printer.json)) as? [String: Any])
    #expect(json["schema"] as? Int == 1)
    let listed = try #require(json["proposals"] as? [[String: Any]])
    #expect(listed.compactMap { $0["id"] as? String } == proposals.map(\.id))
    #expect(printer.text.split(separator: "\n").count == proposals.count)
  }
}
