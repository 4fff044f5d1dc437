internal import Diagnostics

/// The change report as one page that needs no other: no script, no request, readable in
/// monochrome and aloud.
package struct HTMLReport: Sendable {
  let view: ReportView
  let isStatistics: Bool

  package init(_ report: ReviewReport, isStatistics: Bool = false) {
    view = ReportView(report)
    self.isStatistics = isStatistics
  }

  package var text: String {
    var page = MarkupWriter()
    page.raw("<!doctype html>\n")
    page.element("html", ["lang": "en"]) { page in
      page.element("head") { page in
        page.void("meta", ["charset": "utf-8"])
        page.void(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content":
              "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
          ])
        page.void(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.element("title") { $0.text(title) }
        page.raw("<style>\n\(HTMLReport.style)</style>\n")
      }
      page.element("body") { page in
        page.element("main") { page in
          page.element("h1") { $0.text(title) }
          page.element("p") { $0.text(view.summary) }
          counts(&page)
          if !isStatistics {
            for section in view.sections { write(section, &page) }
            files(&page)
          }
        }
      }
    }
    return page.markup
  }

  private var title: String {
    "Changes: \(view.report.oldName) → \(view.report.newName)"
  }

  private func counts(_ page: inout MarkupWriter) {
    guard !view.statistics.isEmpty else { return }
    page.element("table") { page in
      page.element("caption") { $0.text("Counts by kind") }
      for (heading, count) in view.statistics {
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.text(heading) }
          page.element("td") { $0.text(String(count)) }
        }
      }
    }
  }

  private func write(_ section: ReportView.Section, _ page: inout MarkupWriter) {
    page.element("section", section.isLoud ? ["class": "loud"] : [:]) { page in
      page.element("h2") { $0.text(section.heading) }
      for item in section.items { write(item, &page) }
    }
  }

  private func write(_ item: ReportView.Item, _ page: inout MarkupWriter) {
    page.element("article") { page in
      page.element("h3") { page in
        page.text("\(item.verb) ")
        page.inline("code") { $0.text(item.name) }
        if !item.title.isEmpty { page.text(" \(item.title)") }
      }
      let facts = [item.scope, item.place].filter { !$0.isEmpty }.joined(separator: " · ")
      if !facts.isEmpty { page.element("p", ["class": "facts"]) { $0.text(facts) } }
      if !item.lines.isEmpty {
        page.element("ul") { page in
          for line in item.lines { page.element("li") { write(line, &$0) } }
        }
      }
      if !item.causes.isEmpty {
        page.element("p", ["class": "facts"]) { $0.text("because \(item.causes)") }
      }
      if !item.effects.isEmpty {
        page.element("p", ["class": "facts"]) { $0.text("moves \(item.effects)") }
      }
    }
  }

  private func write(_ line: ReportView.Line, _ page: inout MarkupWriter) {
    switch line {
    case .note(let text): page.text(text)
    case .text(let redline, let scope):
      if !scope.isEmpty { page.text("(\(scope)) ") }
      write(redline, &page)
    case .values(let field, let old, let new, let about, let place):
      if !field.isEmpty { page.text("\(field): ") }
      if let old, let new, max(old.count, new.count) > 60 {
        write(Redline(old: old, new: new), &page)
      } else {
        if let old { deleted(old, &page) }
        if old != nil, new != nil { page.text(" → ") }
        if let new { inserted(new, &page) }
      }
      if !about.isEmpty { page.text(" (\(about))") }
      if !place.isEmpty {
        page.text(" ")
        page.inline("span", ["class": "facts"]) { $0.text(place) }
      }
    }
  }

  private func write(_ redline: Redline, _ page: inout MarkupWriter) {
    for piece in redline.pieces {
      switch piece {
      case .same(let text): page.text(text)
      case .deleted(let text): deleted(text, &page)
      case .inserted(let text): inserted(text, &page)
      }
    }
  }

  private func deleted(_ text: String, _ page: inout MarkupWriter) {
    page.inline("del") { page in
      page.inline("span", ["class": "hidden"]) { $0.text("Deleted ") }
      page.text(text)
    }
  }

  private func inserted(_ text: String, _ page: inout MarkupWriter) {
    page.inline("ins") { page in
      page.inline("span", ["class": "hidden"]) { $0.text("Inserted ") }
      page.text(text)
    }
  }

  private func files(_ page: inout MarkupWriter) {
    guard let output = view.report.output, !output.files.isEmpty else { return }
    page.element("section") { page in
      page.element("h2") { $0.text("Files") }
      page.element("details") { page in
        page.element("summary") {
          $0.text(ReportWords.counted(output.files.count, "file") + " of the output, with causes")
        }
        page.element("ul") { page in
          for file in output.files {
            page.element("li") { page in
              page.text("\(file.action.rawValue) ")
              page.inline("code") { $0.text("\(file.edition)/\(file.path)") }
              let causes = file.causes.prefix(6).joined(separator: ", ")
              let more = file.causes.count > 6 ? " and \(file.causes.count - 6) more" : ""
              page.text(causes.isEmpty ? ": NOT EXPLAINED" : ": \(causes)\(more)")
            }
          }
        }
      }
    }
  }

  private static let style = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
    main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.5rem; }
    h2 { font-size: 1.2rem; border-bottom: 1px solid; padding-bottom: .2rem; }
    h3 { font-size: 1rem; margin-bottom: .2rem; }
    .loud { border: 3px solid; padding: 0 1rem; }
    .facts { font-size: .875rem; margin: .2rem 0; }
    table { border-collapse: collapse; }
    caption, th { text-align: left; }
    th, td { padding: .1rem 1rem .1rem 0; font-weight: normal; }
    del { text-decoration: line-through; }
    ins { text-decoration: underline; font-weight: bold; }
    .hidden {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap;
    }
    @media print { details > * { display: block; } }

    """
}

/// Writes markup: every text and attribute escaped, every element closed.
struct MarkupWriter {
  private(set) var markup = ""

  mutating func raw(_ trusted: String) { markup += trusted }

  mutating func text(_ text: String) { markup += Self.escaped(text) }

  /// An element on lines of its own.
  mutating func element(
    _ name: String, _ attributes: [String: String] = [:], _ body: (inout MarkupWriter) -> Void
  ) {
    inline(name, attributes, body)
    markup += "\n"
  }

  mutating func inline(
    _ name: String, _ attributes: [String: String] = [:], _ body: (inout MarkupWriter) -> Void
  ) {
    open(name, attributes)
    body(&self)
    markup += "</\(name)>"
  }

  mutating func void(_ name: String, _ attributes: [String: String]) {
    open(name, attributes)
    markup += "\n"
  }

  private mutating func open(_ name: String, _ attributes: [String: String]) {
    markup += "<\(name)"
    for key in attributes.keys.sorted() {
      markup += " \(key)=\"\(Self.escaped(attributes[key] ?? ""))\""
    }
    markup += ">"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        // Controls and overrides of direction are shown, not obeyed.
        switch scalar.value {
        case 0x00..<0x09, 0x0B..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
          result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
