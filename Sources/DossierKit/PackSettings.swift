internal import Diagnostics
internal import Digests
internal import Editions
internal import MarkdownTree
internal import Records

/// What shapes the pages of a pack and stands in no snapshot, by name: a difference of two builds
/// that nothing else explains may follow from these.
struct PackSettings {
  let pack: EditionPack
  /// Images by path from the project's root.
  let assets: [String: [UInt8]]

  var values: [String: String] {
    var values: [String: String] = [:]
    let own = pack.pack
    values["paper"] = own.paper
    values["numbered"] = own.numbered ? "true" : "false"
    values["decisionBy"] = own.decisionBy?.value.description
    values["forum"] = own.forum?.value.id
    values["likelihoodScale"] = own.likelihoodScale
    values["marking"] = own.marking.label
    values["languages"] = (own.languages.isEmpty ? pack.settings.languages : own.languages)
      .joined(separator: ", ")
    values["contents"] = own.contents.map(text).joined(separator: ", ")
    for figure in own.figures { values["figures/\(figure.id.value)"] = text(figure) }
    for claim in own.claims {
      values["claims/\(claim.id.value)"] = joined([
        ("holds", claim.holds.text), ("label", text(claim.label)),
        ("marking", claim.marking?.label),
      ])
    }
    for reconciliation in own.reconciliations {
      let name = "reconcile/\(reconciliation.figure.value)/\(reconciliation.with.value)"
      values[name] = joined([
        ("within", reconciliation.within.description + "%"),
        ("because", text(reconciliation.because)),
      ])
    }
    for term in own.terms {
      values["terms/\(term.id.value)"] = joined([
        ("term", text(term.term)), ("definition", text(term.definition)),
        ("sources", term.sources.map(\.value.id).joined(separator: ", ")),
      ])
    }
    for path in own.assets {
      let name = path.split(separator: "/").drop { $0 != "assets" }.joined(separator: "/")
      values[name] = assets[path].map { SHA256Digest(of: $0).hex }
    }
    let given = own.clearances.first { $0.edition == pack.request.edition.name }
    if let given {
      values["clearances"] = "shown"
      for clearance in given.clearances {
        values[Self.name(of: clearance)] = clearance.date.description
      }
    }
    addProject(to: &values)
    return values
  }

  /// As `SnapshotDifference` looks it up.
  private static func name(of clearance: Clearance) -> String {
    "clearances/\(clearance.section.value)/\(clearance.language)/\(clearance.signature)"
  }

  private func addProject(to values: inout [String: String]) {
    let settings = pack.settings
    let edition = pack.request.edition
    values["project/title"] = text(settings.title)
    values["project/baseURL"] = settings.baseURL
    values["project/contact"] = settings.contact
    values["project/licence"] = settings.licence
    values["project/languages"] = settings.languages.joined(separator: ", ")
    values["edition/title"] = text(edition.title)
    values["edition/handling"] = text(edition.handling)
    values["edition/ceiling"] = edition.ceiling.label
  }

  // MARK: - Texts

  private func text(_ entry: ContentsEntry) -> String {
    var parts: [String] = []
    switch entry.kind {
    case .section(let name): parts.append(name)
    case .annex(let annex): parts.append("annex \(annex.rawValue)")
    }
    if parts[0] != entry.name, parts[0] != "annex \(entry.name)" {
      parts.append("name \(entry.name)")
    }
    if let title = text(entry.title) { parts.append("title '\(title)'") }
    if let condition = entry.where { parts.append("where \(condition.text)") }
    if let order = entry.order { parts.append("order \(order.text)") }
    let lists = [
      ("columns", entry.columns.map(\.value)), ("entities", entry.entities.map(\.value.id)),
      ("members", entry.members.map(\.value)),
    ]
    for (name, values) in lists where !values.isEmpty {
      parts.append("\(name) \(values.joined(separator: " "))")
    }
    if let marking = entry.marking { parts.append(marking.label) }
    return parts.joined(separator: " ")
  }

  private func text(_ figure: FigureDefinition) -> String {
    joined([
      ("label", text(figure.label)), ("from", figure.from?.value), ("where", figure.where?.text),
      ("value", figure.value?.text), ("unit", figure.unit?.value),
      ("source", figure.source?.value.id), ("quote", figure.quote?.value),
      ("locator", figure.locator), ("decimals", figure.decimals.map { String($0) }),
      ("empty", figure.empty?.value.description), ("marking", figure.marking?.label),
    ])
  }

  /// What the edition holds of it: passages above its ceiling are out of the tree already.
  private func text(_ narrative: LocalizedNarrative?) -> String? {
    guard let narrative else { return nil }
    return narrative.entries.map { entry in
      let text = entry.narrative.content.plainText
      return entry.language.map { "\($0): \(text)" } ?? text
    }.joined(separator: "; ")
  }

  private func joined(_ parts: [(String, String?)]) -> String {
    parts.compactMap { name, text in text.map { "\(name): \($0)" } }.joined(separator: "; ")
  }
}
