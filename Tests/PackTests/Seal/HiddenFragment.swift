/// A piece of hidden material that a test plants in a project, and what it looks like there.
struct HiddenFragment {
  /// Which kind of slot it fits.
  var kind: String
  /// The slot it stands in.
  var slot: Int
  var id: String
  /// A word that stands nowhere else.
  var canary: String
  /// A TLP label above the edition under test.
  var label: String
  /// Chooses among the forms a kind has.
  var variant: Int

  /// What it may lean on in the project it is planted in.
  struct Surroundings: Sendable {
    /// Ids of open records.
    var incident: String
    var entity: String
    var source: String
    /// An open source that no open material cites, for findings that hidden material could still.
    var uncited: String
    var authority: String
    /// An open figure.
    var figure: String
    /// A victim and day that an open incident has.
    var victim: String
    var day: String
    /// An open entity's name and schema.
    var entityName: String
    var schema: String
    var pack: String
    var languages: [String]
  }

  /// The short form of roles and directives.
  private var short: String { String(label.dropFirst(4)).lowercased() }

  /// The lines that stand in the slot.
  func lines(_ near: Surroundings) -> [String] {
    let source = variant % 3 == 0 ? near.uncited : near.source
    switch kind {
    case "incident": return incident(near, source)
    case "entity":
      let name = variant % 4 == 0 ? near.entityName : "Hidden \(canary) band"
      return [
        "- { id: \(id), schema: \(near.schema), name: \"\(name)\", alias: [\"\(canary) alias\"],"
          + " parent: \(near.entity), marking: \(label), sources: \(source) }"
      ]
    case "entity-csv":
      return ["\(id),Company,,\"Hidden \(canary) firm\",\(near.entity),,,,\(source),\(label)"]
    case "source":
      return [
        "- id: \(id)", "  type: report", "  title: Report of \(canary) on the matter",
        "  marking: \(label)", "  issued: 2024-0\(1 + variant % 9)",
      ]
    case "sanction":
      return [
        "# A listing of \(canary).",
        "- { id: \(id), entity: \(near.entity), authority: \(near.authority),"
          + " listingDate: 2024-01-1\(variant % 9), reason: \"For \(canary) and more\","
          + " sources: \(source), marking: \(label) }",
      ]
    case "measure":
      return [
        "- { id: \(id), kind: ask, text: \"Ask partners of \(canary) to help.\", status: proposed,"
          + " incidents: \(near.incident), marking: \(label), sources: \(source) }"
      ]
    case "loss":
      return [
        "- { amount: \(variant % 97)000001, currency: USD, marking: \(label), sources: \(source),"
          + " basis: estimated }"
      ]
    case "attribution":
      return [
        "- { attributingActor: Service of \(canary), attributionDate: 2024-02-1\(variant % 9),"
          + " confidence: low, marking: \(label), sources: \(source) }"
      ]
    case "receiver":
      return ["- { name: Victim of \(canary), country: fr, marking: \(label) }"]
    case "initiator": return ["- { entity: \(near.entity), marking: \(label) }"]
    case "block": return block(near)
    case "list-item":
      return ["- {marked:\(short)}``Item of \(canary), {incident}`\(near.incident)`.``"]
    case "table-row":
      return ["| {marked:\(short)}`\(canary)` | {marked:\(short)}`cell two` |"]
    case "figure":
      return [
        "\(id):", "  label: Count of \(canary)", "  from: incidents", "  value: count(*)",
        "  unit: thefts", "  marking: \(label)",
      ]
    case "claim":
      return [
        "\(id): { holds: \"(select count(*) from incidents) > 0\", label: Claim of \(canary),"
          + " marking: \(label) }"
      ]
    case "reconcile":
      return [
        "- { figure: \(near.figure), with: \(near.figure), within: 1%, marking: \(label),"
          + " because: \"As \(canary) says\" }"
      ]
    case "term":
      return [
        "\(id): { term: \"word of \(canary)\", definition: \"What {entity}`\(near.entity)` means to"
          + " \(canary).\", marking: \(label), sources: \(source) }"
      ]
    case "contents":
      return variant % 2 == 0
        ? ["- section: \(id)", "  marking: \(label)"]
        : [
          "- { annex: incidents, name: \(id), title: \"Annex of \(canary)\", marking: \(label) }"
        ]
    default: return []
    }
  }

  private func incident(_ near: Surroundings, _ source: String) -> [String] {
    let isDouble = variant % 4 == 1
    var lines = [
      "- id: \(id)", "  name: The theft of \(canary)", "  marking: \(label)",
      "  startDate: \(isDouble ? near.day : "2024-03-0\(1 + variant % 9)")",
      "  receivers:",
      "    - { name: \"\(isDouble ? near.victim : "Victim " + canary)\", country: ca }",
      "  losses: { amount: \(1 + variant % 900)0000, currency: USD }",
      "  initiators: \(near.entity)", "  summary: \(canary) was hidden well by all.",
      "  sources: \(source)",
    ]
    if variant % 2 == 0 { lines = ["# Mind \(canary)."] + lines }
    return lines
  }

  private func block(_ near: Surroundings) -> [String] {
    let open = ["", "~~~~{marked} \(variant % 2 == 0 ? label : short)"]
    let close = ["~~~~"]
    switch variant % 5 {
    case 0:
      return open + ["## Heading of \(canary)", "", "Text of \(canary) [@\(near.source), p. 9]."]
        + close
    case 1:
      return open
        + ["1. One \(canary)", "2. Two {fig}`\(near.figure)`", "", "A note[^\(id)].", ""]
        + ["[^\(id)]: Note of \(canary) [@\(near.uncited)]."] + close
    case 2:
      return open + ["| a | b |", "| --- | --- |", "| \(canary) | {incident}`\(near.incident)` |"]
        + close
    case 3:
      return ["", "{marked:\(short)}``Whole paragraph of \(canary) [@\(near.source)].``"]
    default:
      return open + ["```{incidents} Table of \(canary)", "```"] + close
    }
  }

  /// What stands inside a sentence.
  func inline(_ near: Surroundings) -> String {
    switch variant % 3 {
    case 0: " {marked:\(short)}``and \(canary) too, {fig}`\(near.figure)` [@\(near.uncited)]``"
    case 1: " {marked:\(short)}`(\(canary))`"
    default: " {marked:\(short)}``as {entity}`\(near.entity)` of \(canary) says``"
    }
  }

  /// Files of its own, by path.
  func files(_ near: Surroundings) -> [String: String] {
    let folder = "Content/packs/\(near.pack)"
    switch kind {
    case "contents" where variant % 2 == 0:
      var files: [String: String] = [:]
      for language in near.languages {
        files["\(folder)/\(id).\(language).md"] =
          "---\ntitle: Section of \(canary)\n---\n\nText of \(canary), {fig}`\(near.figure)`"
          + " [@\(near.source)].\n\n## Part of \(canary)\n\n![Map](assets/\(id).gif)\n"
      }
      files["\(folder)/assets/\(id).gif"] = SealedImage.text(saying: canary)
      return files
    case "file":
      return [
        "Content/records/incidents/\(id).md":
          "---\nid: \(id)\nname: File of \(canary)\nmarking: \(label)\nstartDate: 2024-04-0"
          + "\(1 + variant % 9)\nlosses: { amount: 7, currency: USD }\ninitiators: \(near.entity)\n"
          + "sources: \(near.uncited)\n---\n\nNarrative of \(canary) [@\(near.source)].\n"
      ]
    case "pack":
      return [
        "Content/packs/\(id)/pack.yaml":
          "title: Pack of \(canary)\nmarking: \(label)\ncontents: [one]\n",
        "Content/packs/\(id)/one.md":
          "---\ntitle: One of \(canary)\n---\n\nText of \(canary) [@\(near.uncited)].\n",
      ]
    default: return [:]
    }
  }
}
