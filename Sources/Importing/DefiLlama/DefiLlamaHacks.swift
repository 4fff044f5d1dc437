internal import Diagnostics
internal import Loading
internal import Records

/// DefiLlama's list of hacks: who was robbed, when and of how much; never by whom.
package struct DefiLlamaHacks: ListFormat {
  package init() {}

  package let name = "defillama"
  package let title = "DefiLlama hacks, JSON"
  package let entry = "hack"
  package let owns = ListOwnership([
    .incidents: ["name", "startDate", "receivers", "losses", "techniques", "original"]
  ])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.isJSONList && opening.contains("\"classification\"")
      && opening.contains("\"technique\"")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "defillama", title: "DefiLlama: hacks", publisher: "DefiLlama",
      url: "https://defillama.com/hacks")
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      _ = try JSONStream(gate: gate, limits: bundle.limits, member: "")
        .read { node, line in try add(node, line, to: sink) }
      sink.finished(gate)
    }
  }

  private func add(_ node: JSONNode, _ line: Int, to sink: ImportSink) throws {
    guard let name = node.value("name"), let written = node.value("date") else {
      throw ListFault(.listCut("a hack has a name and a date", sink.place(line)))
    }
    // The list has no ids: one victim is robbed once a day.
    let key = "\(name) \(written)"
    let date = sink.date(written, "date", line, key, read: ListDate.unixDay)
    let id = sink.recordID("\(name) \(date ?? written)")
    let candidate = ImportRequest.Candidate(ids: [name, id], dates: [date].compactMap { $0 })
    guard sink.takes(candidate, .init(.incidents, id)) else { return }
    var map = MapBuilder()
    map.add("name", name)
    map.add("startDate", date)
    map.add("status", "alleged")
    var receiver = MapBuilder()
    receiver.add("name", name)
    receiver.add("category", node.value("targetType"))
    map.add("receivers", maps: [receiver.members])
    map.add(
      "techniques",
      maps: [node.value("technique")].compactMap { $0 }.map { [.init("name", .text($0))] })
    map.add("losses", maps: losses(node, sink, line, key))
    map.add("sources", [sink.profile.sourceID])
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    for field in ["classification", "source", "defillamaId", "language"] {
      original.add(field, node.value(field))
    }
    original.add("chain", node.values("chain"))
    map.add("original", map: original.members)
    try sink.add(
      ImportedRecord(.incidents, id, title: name, fields: map.members, initial: ["status"]),
      line: line, shown: key)
  }

  private func losses(
    _ node: JSONNode, _ sink: ImportSink, _ line: Int, _ key: String
  ) -> [[ImportedValue.Member]] {
    guard let text = node.value("amount") else { return [] }
    guard let amount = ExactDecimal(text), !amount.isNegative, amount.description != "0" else {
      sink.report(
        .listValue("amount", "'\(VisibleText.quote(text))' is no amount", sink.place(line, key)))
      return []
    }
    if let limit = ExactDecimal("10000000000"), limit < amount {
      // Copies of this list exist that are a million times too large.
      sink.report(
        .listValue(
          "amount", "\(amount.description) US dollars is more than ten billion",
          sink.place(line, key)))
    }
    var map = MapBuilder()
    map.add("amount", amount.description)
    map.add("currency", "USD")
    map.add("basis", "estimated")
    if let returned = node.value("returnedFunds").flatMap({ ExactDecimal($0) }),
      !returned.isNegative, returned.description != "0"
    {
      map.add("recoveredAmount", returned.description)
    }
    return [map.members]
  }
}
