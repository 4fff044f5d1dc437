/// A report as readers go through it: sections, items, lines.
///
/// Every printer walks the same.
package struct ReportView: Sendable {
  struct Section: Sendable {
    var heading: String
    /// Whether it must not be overlooked.
    var isLoud: Bool
    var items: [Item]
  }

  struct Item: Sendable {
    /// What was done: `added`, `listed`, `ended`, `moved`.
    var verb: String
    /// `bybit-2025`.
    var name: String
    var title: String
    /// `path:line`.
    var place: String
    /// Where it shows; empty: everywhere.
    var scope: String
    var lines: [Line]
    var causes: String
    var effects: String
  }

  enum Line: Sendable {
    case values(field: String, old: String?, new: String?, about: String, place: String)
    case text(Redline, scope: String)
    case note(String)
  }

  let report: ReviewReport
  let sections: [Section]

  package init(_ report: ReviewReport) {
    self.report = report
    let words = ReportWords(report)
    var sections: [Section] = []
    for kind in Change.Kind.allCases {
      let entries = report.entries.filter { $0.change.kind == kind && !$0.change.isQuiet }
      let loud = entries.filter { $0.change.action == .lowered }
      let rest = entries.filter { $0.change.action != .lowered }
      if !loud.isEmpty {
        sections.append(
          Section(heading: "MARKINGS LOWERED", isLoud: true, items: loud.map(words.item)))
      }
      if !rest.isEmpty {
        sections.append(
          Section(
            heading: ReportWords.heading(of: kind), isLoud: false, items: rest.map(words.item)))
      }
    }
    self.sections = sections
  }

  /// One line that sums everything up.
  var summary: String {
    guard !report.isEmpty else { return "no difference" }
    let edits = report.edits.count
    var parts = [ReportWords.counted(edits, "edit")]
    let followed = report.entries.filter { !$0.change.isEdit && !$0.change.isQuiet }
    for (kind, noun) in [(Change.Kind.figure, "figure"), (.claim, "claim"), (.text, "text")] {
      let count = followed.count { $0.change.kind == kind }
      if count > 0 { parts.append(ReportWords.counted(count, noun) + " moved") }
    }
    if let output = report.output {
      let files = ReportWords.counted(output.files.count, "file")
      parts.append(files + (output.files.count == 1 ? " differs" : " differ"))
    }
    let unexplained = report.unexplained.count
    parts.append(
      unexplained == 0 ? "all explained" : "\(unexplained) NOT EXPLAINED")
    return parts.joined(separator: ", ")
  }

  /// Counts by heading, for `--stat`.
  package var statistics: [(heading: String, count: Int)] {
    var counts = sections.map { ($0.heading, $0.items.count) }
    if let output = report.output, !output.files.isEmpty {
      counts.append(("Files", output.files.count))
    }
    return counts
  }
}
