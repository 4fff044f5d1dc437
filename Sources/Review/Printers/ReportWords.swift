internal import Diagnostics

/// How a report says things, the same in every form.
struct ReportWords {
  let report: ReviewReport
  private let editions: Set<String>
  private let languages: Set<String>
  private let packs: Set<String>

  init(_ report: ReviewReport) {
    self.report = report
    editions = Set(report.keys.map(\.edition))
    languages = Set(report.keys.map(\.language))
    packs = Set(report.keys.map(\.pack))
  }

  static func heading(of kind: Change.Kind) -> String {
    switch kind {
    case .marking: "Markings"
    case .figure: "Figures"
    case .claim: "Claims"
    case .sanction: "Sanctions"
    case .incident: "Incidents"
    case .record: "Other records"
    case .source: "Sources"
    case .citation: "Citations"
    case .clearance: "Clearances"
    case .pack: "Pack"
    case .text: "Text"
    case .presentation: "Templates, styles, tool"
    }
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  // MARK: - Items

  func item(_ entry: ReviewReport.Entry) -> ReportView.Item {
    let change = entry.change
    return ReportView.Item(
      verb: verb(change), name: name(change),
      title: change.title == name(change) ? "" : change.title,
      place: entry.place ?? "", scope: scope(entry.scopes), lines: lines(entry),
      causes: causes(change), effects: change.isEdit ? effects(entry) : "")
  }

  private func verb(_ change: Change) -> String {
    switch (change.kind, change.action) {
    case (.sanction, .added): return "listed"
    case (.sanction, .changed):
      let ended = change.fields.contains { $0.field == "endDate" && $0.old == nil }
      return ended ? "ended" : "amended"
    case (.claim, .changed):
      if let holds = change.fields.first(where: { $0.field == "holds" }) {
        return holds.new == "true" ? "became true" : "BECAME FALSE"
      }
      return "changed"
    case (.citation, .added): return "cited"
    case (.citation, .removed): return "no longer cited"
    case (.clearance, .added): return change.isEdit ? "given" : "in force again"
    case (.clearance, .removed): return "withdrawn"
    case (.clearance, .changed): return "given anew"
    case (_, .shown): return "shown now"
    case (_, .hidden): return "no longer shown"
    default: return change.action.rawValue
    }
  }

  /// The subject as readers know it: a record's id, a text's place.
  private func name(_ change: Change) -> String {
    let subject = change.subject
    switch change.kind {
    case .presentation: return subject
    case .text:
      return subject.hasPrefix("sections/") ? String(subject.dropFirst("sections/".count)) : subject
    case .marking, .record: return subject
    default:
      return String(subject.drop { $0 != "/" }.dropFirst()).isEmpty
        ? subject : String(subject.drop { $0 != "/" }.dropFirst())
    }
  }

  private func lines(_ entry: ReviewReport.Entry) -> [ReportView.Line] {
    let change = entry.change
    var lines: [ReportView.Line] = []
    let hasDisplay = change.fields.contains { $0.field == "display" }
    for (field, scopes) in zip(change.fields, entry.fieldScopes) {
      // A figure's display says its value; its rows are in the JSON.
      if change.kind == .figure, ["records", "sources"].contains(field.field) { continue }
      if change.kind == .figure, hasDisplay, field.field == "value" { continue }
      if field.field == "text", change.kind == .text {
        if change.action == .moved, field.old == field.new {
          let start = Redline.words(of: field.new ?? "").prefix(12).joined()
          lines.append(
            .note("moved" + (field.about.isEmpty ? "" : " from \(field.about)") + ": \(start)…"))
        } else {
          lines.append(
            .text(
              Redline(old: field.old ?? "", new: field.new ?? ""),
              scope: scopes == entry.scopes ? "" : scope(scopes)))
        }
        continue
      }
      let name = field.field == "display" ? "" : field.field
      var about = field.about
      let own = scope(scopes)
      if scopes != entry.scopes, !own.isEmpty { about += (about.isEmpty ? "" : "; ") + own }
      lines.append(
        .values(
          field: name, old: field.old, new: field.new, about: about, place: field.place ?? ""))
    }
    if change.kind == .text, change.fields.isEmpty, change.action == .changed {
      lines.append(.note("the same words, written otherwise"))
    }
    return lines
  }

  /// `because incidents/bybit-2025`, with the fields that did it.
  private func causes(_ change: Change) -> String {
    guard !change.isEdit else { return "" }
    guard !change.causes.isEmpty else { return "NOT EXPLAINED" }
    let shown = change.causes.prefix(4).map { cause in
      if cause == change.subject { return "its marking changed" }
      let fields = report.entries
        .filter { $0.change.subject == cause && $0.change.kind != .figure }
        .flatMap { $0.change.fields.map(\.field) }
        .filter { $0 != "text" }
      let names = Set(fields).sorted().prefix(3).joined(separator: ", ")
      return names.isEmpty ? cause : "\(cause) (\(names))"
    }
    let more = change.causes.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// `2 figures, 5 texts` that follow from an edit.
  private func effects(_ entry: ReviewReport.Entry) -> String {
    let effects = report.effects(of: entry).filter { !$0.change.isQuiet }
    guard !effects.isEmpty else { return "" }
    return Change.Kind.allCases.compactMap { kind in
      let own = effects.filter { $0.change.kind == kind }
      guard !own.isEmpty else { return nil }
      let noun =
        switch kind {
        case .marking: "marking"
        case .figure: "figure"
        case .claim: "claim"
        case .text: "text"
        case .citation: "citation"
        case .clearance: "clearance"
        case .pack: "part of the pack"
        default: "record"
        }
      if kind == .figure, own.count <= 4 {
        return "figures " + own.map { name($0.change) }.joined(separator: ", ")
      }
      return Self.counted(own.count, noun)
    }.joined(separator: "; ")
  }

  /// `public; en, fr`, as far as it is not everywhere.
  private func scope(_ keys: [Snapshot.Key]) -> String {
    guard Set(keys) != Set(report.keys) else { return "" }
    let parts = [
      (Set(keys.map(\.pack)), packs), (Set(keys.map(\.edition)), editions),
      (Set(keys.map(\.language)), languages),
    ].compactMap { own, all in
      own == all ? nil : own.sorted().joined(separator: ", ")
    }
    return parts.joined(separator: "; ")
  }
}
