/// A project made from a seed: records in all three forms, narrative of random blocks, slots between.
enum GeneratedProject {
  static let near = HiddenFragment.Surroundings(
    incident: "theft-1", entity: "band-1", source: "report-1", uncited: "report-2",
    authority: "ofac", figure: "sum", victim: "Shop 2", day: "2023-02-03", entityName: "Band one",
    schema: "Organization", pack: "pack", languages: ["en"])

  static func texts(seed: UInt64) -> [String: String] {
    var random = SeededGenerator(seed: seed)
    var texts = [
      "Content/dossier.yaml":
        "title: Made\nlanguages: [en]\nmarking: TLP:CLEAR\neditions:\n"
        + "  public: { ceiling: TLP:CLEAR }\n  partners: { ceiling: TLP:AMBER }\n",
      "Content/records/authorities/a.yaml":
        "{ id: ofac, name: OFAC, jurisdiction: us, checked: 2024-01-01 }\n",
      "Content/packs/pack/pack.yaml":
        "title: Made\ncontents:\n  - text\n  @@contents\n  - annex: incidents\n"
        + "  - annex: timeline\n  - annex: entities\n  - annex: figures\n  - annex: sources\n",
      "Content/packs/pack/figures.yaml":
        "figures:\n  @@figure\n  sum:\n    label: Sum of 3 kinds\n    from: incidents\n"
        + "    value: sum(lossUSD)\n    unit: USD\n  @@figure\nclaims:\n"
        + "  open: { holds: \"(select count(*) from incidents) > 0\" }\n  @@claim\n",
    ]
    texts["Content/records/sources/s.yaml"] = list("source", 6, &random) { number, random in
      ["- id: report-\(number)", "  type: report", "  title: Report \(word(&random)) \(number)"]
    }
    texts["Content/records/entities/e.yaml"] = list("entity", 5, &random) { number, random in
      let parent = number > 1 ? ", parent: band-\(1 + random.below(number - 1))" : ""
      return [
        "- { id: band-\(number), schema: Organization, name: \"Band \(word(&random)) \(number)\""
          + "\(parent), sources: report-1 }"
      ]
    }
    texts["Content/records/incidents/i.yaml"] = list("incident", 12, &random) { number, random in
      var lines = [
        "- id: theft-\(number)", "  name: Theft \(word(&random)) \(number)",
        "  startDate: 2023-0\(1 + random.below(9))-1\(random.below(9))",
        "  receivers:", "    - { name: Shop \(number), country: us }", "    @@receiver",
        "  initiators:", "    - band-\(1 + random.below(5))", "    @@initiator",
        "  losses:", "    - { amount: \(random.below(9000))00, currency: USD, preferred: true }",
        "    @@loss", "  sources: report-1",
      ]
      if random.below(2) == 0 { lines.removeSubrange(3...5) }
      return lines
    }
    texts["Content/packs/pack/text.en.md"] = narrative(&random)
    return texts
  }

  private static func list(
    _ kind: String, _ count: Int, _ random: inout SeededGenerator,
    _ make: (Int, inout SeededGenerator) -> [String]
  ) -> String {
    var lines: [String] = []
    for number in 1...count {
      if random.below(2) == 0 { lines.append("@@\(kind)") }
      lines += make(number, &random)
    }
    return (lines + ["@@\(kind)"]).joined(separator: "\n")
  }

  private static func word(_ random: inout SeededGenerator) -> String {
    random.pick(["amber", "brass", "copper", "dune", "ember", "flint", "grain", "heath"])
  }

  private static func narrative(_ random: inout SeededGenerator) -> String {
    var lines = ["---", "title: A text@@inline@@", "---", ""]
    for number in 1...14 {
      switch random.below(6) {
      case 0: lines += ["## Heading \(word(&random)) \(number)@@inline@@", ""]
      case 1:
        lines += ["- one \(word(&random))", "@@list-item", "- two \(number + 10) boats", ""]
      case 2:
        lines += [
          "| \(word(&random)) | b@@inline@@ |", "| --- | --- |", "| c | \(number) |", "@@table-row",
          "",
        ]
      case 3: lines += ["> Quoted@@inline@@ \(word(&random)).", ""]
      case 4:
        lines += [
          "Took {fig}`sum`@@inline@@ of {incident}`theft-\(1 + random.below(12))`, and 1\(number)"
            + " more@@inline@@ [@report-\(3 + random.below(4))].", "Of that 2\(number) came back.",
          "",
        ]
      default:
        lines += [
          "~~~~~~{note} Note@@inline@@", "Text \(word(&random)).", "@@block", "", "More.", "~~~~~~",
          "",
        ]
      }
      if random.below(3) == 0 {
        lines.removeLast()
        lines += ["@@block", ""]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
