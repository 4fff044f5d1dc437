/// A report for a comment on a pull request: collapsed where long, and never above a size.
package struct MarkdownReport: Sendable {
  let view: ReportView
  /// The most bytes the text may have.
  let limit: Int

  /// What code hosts take in one comment, with some room.
  package static let commentBytes = 60_000
  /// A section with more items than this is folded away.
  private static let openItems = 8

  package init(_ report: ReviewReport, limit: Int = MarkdownReport.commentBytes) {
    view = ReportView(report)
    self.limit = limit
  }

  package var text: String {
    var text = "### \(escaped(view.report.oldName)) → \(escaped(view.report.newName))\n\n"
    text += escaped(view.summary) + "\n"
    for (index, section) in view.sections.enumerated() {
      let room = limit - text.utf8.count - 400
      let part = self.text(section, room: room)
      text += part.text
      guard part.isWhole else {
        let rest = view.sections[(index + 1)...]
          .map { "\($0.heading) (\($0.items.count))" }.joined(separator: ", ")
        text += "\n_Cut here to fit a comment"
        text += rest.isEmpty ? "" : "; not shown: \(escaped(rest))"
        return text + ". `dossier diff --format html` has all of it._\n"
      }
    }
    if let output = view.report.output, !output.unattributed.isEmpty {
      text += "\n#### Files that nothing explains\n\n"
      for file in output.unattributed.prefix(20) {
        text += "- \(escaped("\(file.edition)/\(file.path)"))\n"
      }
      let more = output.unattributed.count - 20
      if more > 0 { text += "- and \(more) more\n" }
    }
    return text
  }

  /// The statistics alone.
  package var statistics: String {
    var text = "### \(escaped(view.report.oldName)) → \(escaped(view.report.newName))\n\n"
    text += escaped(view.summary) + "\n\n"
    for (heading, count) in view.statistics { text += "- \(escaped(heading)): \(count)\n" }
    return text
  }

  private func text(
    _ section: ReportView.Section, room: Int
  ) -> (text: String, isWhole: Bool) {
    let mark = section.isLoud ? "⚠️ " : ""
    let isFolded = section.items.count > Self.openItems && !section.isLoud
    var text =
      isFolded
      ? "\n<details><summary>\(escaped(section.heading)) (\(section.items.count))</summary>\n\n"
      : "\n#### \(mark)\(escaped(section.heading))\n\n"
    var isWhole = true
    for (index, item) in section.items.enumerated() {
      let part = self.text(item)
      guard text.utf8.count + part.utf8.count <= room else {
        text += "- … and \(section.items.count - index) more of this kind\n"
        isWhole = false
        break
      }
      text += part
    }
    return (text + (isFolded ? "\n</details>\n" : ""), isWhole)
  }

  private func text(_ item: ReportView.Item) -> String {
    var text = "- \(item.verb) **\(escaped(item.name))**"
    if !item.title.isEmpty { text += " \(escaped(item.title))" }
    if !item.scope.isEmpty { text += " _(\(escaped(item.scope)))_" }
    if !item.place.isEmpty { text += " · \(escaped(item.place))" }
    text += "\n"
    for line in item.lines {
      switch line {
      case .values(let field, let old, let new, let about, let place):
        text += "  - \(values(field, old, new))"
        if !about.isEmpty { text += " _(\(escaped(about)))_" }
        if !place.isEmpty { text += " · \(escaped(place))" }
      case .text(let redline, let scope):
        text += "  - "
        if !scope.isEmpty { text += "_(\(escaped(scope)))_ " }
        text += marked(redline)
      case .note(let note): text += "  - \(escaped(note))"
      }
      text += "\n"
    }
    if !item.causes.isEmpty { text += "  - because \(escaped(item.causes))\n" }
    if !item.effects.isEmpty { text += "  - moves \(escaped(item.effects))\n" }
    return text
  }

  private func values(_ field: String, _ old: String?, _ new: String?) -> String {
    let name = field.isEmpty ? "" : "\(escaped(field)): "
    switch (old, new) {
    case (let old?, let new?):
      if max(old.count, new.count) > 60 { return name + marked(Redline(old: old, new: new)) }
      return name + "\(struck(old)) → \(underlined(new))"
    case (nil, let new?): return name + "+ \(underlined(new))"
    case (let old?, nil): return name + "− \(struck(old))"
    case (nil, nil): return escaped(field)
    }
  }

  private func marked(_ redline: Redline) -> String {
    redline.pieces.map { piece in
      switch piece {
      case .same(let text): escaped(text)
      case .deleted(let text): struck(text)
      case .inserted(let text): underlined(text)
      }
    }.joined()
  }

  private func struck(_ text: String) -> String { "<del>\(escaped(text))</del>" }

  private func underlined(_ text: String) -> String { "<ins>\(escaped(text))</ins>" }

  /// Text that means nothing to Markdown: no markup, mention, reference or line of its own.
  func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result += " "
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@", "#":
        result.unicodeScalars.append(scalar)
        result += "<!-- -->"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "|", "~", "!", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default:
        if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
          || (0x202A...0x202E).contains(scalar.value)
          || (0x2066...0x2069).contains(scalar.value)
        {
          result += "\\\\u" + String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result.replacing("://", with: ":<!-- -->//")
  }
}
