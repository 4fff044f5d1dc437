internal import Diagnostics
internal import MarkdownTree
internal import Records

/// One pack as files: `pack.yaml`, `figures.yaml`, `terms.yaml`, the sections its contents name,
/// and clearances.
struct PackText {
  let pack: Pack

  /// Paths from the project's root, each with its text.
  var files: [(path: String, text: String)] {
    let folder = "Content/packs/\(pack.id)"
    var files = [("\(folder)/pack.yaml", YAMLValue.map(present: settings).document)]
    let figures = FiguresText(pack: pack)
    if let text = figures.figures { files.append(("\(folder)/figures.yaml", text)) }
    if let text = figures.terms { files.append(("\(folder)/terms.yaml", text)) }
    // A text that no contents name is a draft, which no edition has ever shown.
    for section in pack.sections where isListed(section) {
      files.append(
        ("\(folder)/\(section.name).\(section.language).md", PackText.section(section)))
    }
    for own in pack.clearances {
      files.append(("\(folder)/\(ClearanceText.fileName(own.edition))", ClearanceText(own).text))
    }
    return files
  }

  private func isListed(_ section: Section) -> Bool {
    pack.contents.contains { $0.kind == .section(section.name) }
  }

  private static func section(_ section: Section) -> String {
    let matter = YAMLValue.map(present: [
      ("title", NarrativeValue.value(of: section.title)),
      ("kind", section.kind.isEmpty ? nil : .text(section.kind)),
      ("marking", NarrativeValue.label(section.marking)),
    ])
    return FrontText.file(matter.document, section.document)
  }

  // MARK: - pack.yaml

  private var settings: [(String, YAMLValue?)] {
    [
      ("title", NarrativeValue.value(of: pack.title)),
      ("forum", pack.forum.map { .text($0.value.id) }),
      ("audience", NarrativeValue.value(of: pack.audience)),
      ("from", NarrativeValue.value(of: pack.from)),
      ("asOf", pack.asOf.map { .bare($0.value.description) }),
      ("decisionBy", pack.decisionBy.map { .bare($0.value.description) }),
      ("revision", pack.revision.map(YAMLValue.text)),
      ("marking", NarrativeValue.label(pack.marking)),
      ("handling", NarrativeValue.value(of: pack.handling)),
      ("languages", .list(nonEmpty: pack.languages.map(YAMLValue.text))),
      ("paper", .text(pack.paper)),
      ("likelihoodScale", pack.likelihoodScale.map(YAMLValue.text)),
      ("numbered", pack.numbered ? .bare("true") : nil),
      ("contents", .list(pack.contents.map(entry))),
    ]
  }

  private func entry(_ entry: ContentsEntry) -> YAMLValue {
    switch entry.kind {
    case .section(let name):
      guard let marking = entry.marking else { return .text(name) }
      return .map(present: [
        ("section", .text(name)), ("marking", NarrativeValue.label(marking)),
      ])
    case .annex(let annex):
      return .map(present: [
        ("annex", .text(annex.rawValue)),
        ("name", entry.name == annex.rawValue ? nil : .text(entry.name)),
        ("title", NarrativeValue.value(of: entry.title)),
        ("where", entry.where.map { .text($0.text) }),
        ("order", entry.order.map { .text($0.text) }),
        ("columns", .list(nonEmpty: entry.columns.map { .text($0.value) })),
        ("entities", .list(nonEmpty: entry.entities.map { .text($0.value.id) })),
        ("members", .list(nonEmpty: entry.members.map { .text($0.value) })),
        ("marking", NarrativeValue.label(entry.marking)),
      ])
    }
  }
}
