internal import Diagnostics

/// A report for a terminal.
package struct TextReport: Sendable {
  let view: ReportView
  let usesColor: Bool
  /// Print counts alone.
  let isStatistics: Bool
  /// List each file of the output.
  let listsFiles: Bool

  package init(
    _ report: ReviewReport, usesColor: Bool = false, isStatistics: Bool = false,
    listsFiles: Bool = false
  ) {
    view = ReportView(report)
    self.usesColor = usesColor
    self.isStatistics = isStatistics
    self.listsFiles = listsFiles
  }

  package var text: String {
    let names = "\(view.report.oldName) → \(view.report.newName)"
    var lines = ["\(visible(names)): \(view.summary)"]
    if isStatistics {
      for (heading, count) in view.statistics { lines.append("  \(heading): \(count)") }
      return finished(lines)
    }
    for section in view.sections {
      lines += [
        "", section.isLoud ? colored(section.heading, "1;31") : colored(section.heading, "1"),
      ]
      for item in section.items { lines += self.lines(item) }
    }
    if let output = view.report.output { lines += self.lines(output) }
    return finished(lines)
  }

  private func finished(_ lines: [String]) -> String {
    lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ item: ReportView.Item) -> [String] {
    // One edit moves many texts: each is two lines, what it says now and why.
    let isMovedText =
      !item.causes.isEmpty
      && item.lines.contains { line in
        if case .text = line { true } else { false }
      }
    var head = "  \(item.verb) \(visible(item.name))"
    if !item.title.isEmpty, !isMovedText { head += "  \(clipped(item.title, 60))" }
    if !item.scope.isEmpty { head += "  [\(visible(item.scope))]" }
    if !item.place.isEmpty { head += "  \(visible(item.place))" }
    if isMovedText { head += "  because \(visible(item.causes))" }
    var lines = [head]
    for line in item.lines {
      switch line {
      case .values(let field, let old, let new, let about, let place):
        lines.append("    " + values(field, old, new, about, place))
      case .text(let redline, let scope):
        let text = compact(redline)
        lines.append("    \(scope.isEmpty ? "" : "[\(visible(scope))] ")\(text)")
      case .note(let text): lines.append("    \(clipped(text, 100))")
      }
    }
    if !item.causes.isEmpty, !isMovedText { lines.append("    because \(visible(item.causes))") }
    if !item.effects.isEmpty { lines.append("    moves \(visible(item.effects))") }
    return lines
  }

  private func values(
    _ field: String, _ old: String?, _ new: String?, _ about: String, _ place: String
  ) -> String {
    var text = field.isEmpty ? "" : "\(visible(field))  "
    switch (old, new) {
    case (let old?, let new?):
      if max(old.count, new.count) > 60 {
        text += compact(Redline(old: old, new: new))
      } else {
        text += "\(deleted(visible(old))) → \(inserted(visible(new)))"
      }
    case (nil, let new?): text += "+ \(inserted(clipped(new, 100)))"
    case (let old?, nil): text += "− \(deleted(clipped(old, 100)))"
    case (nil, nil): break
    }
    if !about.isEmpty { text += "  (\(visible(about)))" }
    if !place.isEmpty { text += "  \(visible(place))" }
    return text
  }

  /// The changed words with a few around them, on one line.
  private func compact(_ redline: Redline) -> String {
    var text = ""
    for (index, piece) in redline.pieces.enumerated() {
      switch piece {
      case .same(let same):
        let words = Redline.words(of: same)
        let isFirst = index == 0
        let isLast = index == redline.pieces.count - 1
        let limit = 12
        if words.count <= (isFirst || isLast ? limit : 2 * limit) {
          text += visible(same)
        } else if isFirst {
          text += "…" + visible(words.suffix(limit).joined())
        } else if isLast {
          text += visible(words.prefix(limit).joined()) + "…"
        } else {
          text +=
            visible(words.prefix(limit).joined()) + "…" + visible(words.suffix(limit).joined())
        }
      case .deleted(let old): text += deleted("[-\(clipped(old, 120))-]")
      case .inserted(let new): text += inserted("{+\(clipped(new, 120))+}")
      }
    }
    return text
  }

  private func lines(_ output: OutputDifference) -> [String] {
    guard listsFiles || !output.unattributed.isEmpty else { return [] }
    var lines = ["", colored("Files", "1")]
    for file in output.files where listsFiles || file.causes.isEmpty {
      let causes = file.causes.prefix(3).joined(separator: ", ")
      let more = file.causes.count > 3 ? " and \(file.causes.count - 3) more" : ""
      lines.append(
        "  \(file.action.rawValue) \(visible(file.edition + "/" + file.path)): "
          + (causes.isEmpty ? "NOT EXPLAINED" : visible(causes + more)))
    }
    return lines
  }

  // MARK: - Text

  private func visible(_ text: String) -> String {
    VisibleText.line(text.replacing("\n", with: " "))
  }

  private func clipped(_ text: String, _ limit: Int) -> String {
    let shown = visible(text)
    return shown.count > limit ? String(shown.prefix(limit - 1)) + "…" : shown
  }

  private func deleted(_ text: String) -> String { colored(text, "31") }

  private func inserted(_ text: String) -> String { colored(text, "32") }

  private func colored(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
