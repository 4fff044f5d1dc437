internal import Figures
internal import Narratives
internal import Records

/// What charts, matrices and timelines have around them in HTML.
struct ChartViewFrame {
  let context: RenderingContext
  let writer: HTMLWriter

  /// A figure's number, claim and measure; nothing where the page itself has the title.
  func writeCaption(
    number: Int? = nil, title: [ProseInline], subtitle: [ProseInline] = [],
    titleID: String? = nil, to output: inout HTMLOutput
  ) {
    guard !title.isEmpty || !subtitle.isEmpty else { return }
    output.raw("<figcaption>\n")
    if let number {
      output.raw("<p class=\"chart-number\">")
      output.text(
        TextPattern.fill(context.strings("chart.number"), ["number": String(number)]))
      output.raw("</p>\n")
    }
    if !title.isEmpty {
      output.raw("<p class=\"chart-title\"")
      if let titleID { output.attribute("id", titleID) }
      output.raw(">")
      output.trusted(writer.html(title))
      output.raw("</p>\n")
    }
    if !subtitle.isEmpty {
      output.raw("<p class=\"chart-subtitle\">")
      output.trusted(writer.html(subtitle))
      output.raw("</p>\n")
    }
    output.raw("</figcaption>\n")
  }

  /// A title where there is no figure to caption.
  func writeCaptionless(_ title: [ProseInline], to output: inout HTMLOutput) {
    guard !title.isEmpty else { return }
    output.raw("<p class=\"chart-title\">")
    output.trusted(writer.html(title))
    output.raw("</p>\n")
  }

  /// A labelled line under a drawing; nothing where there is no text.
  func writeLine(label: String, _ content: [ProseInline], to output: inout HTMLOutput) {
    guard !content.isEmpty else { return }
    output.raw("<p class=\"chart-note\"><span class=\"chart-label\">")
    output.text(context.strings(label))
    output.raw("</span> ")
    output.trusted(writer.html(content))
    output.raw("</p>\n")
  }

  /// The way to the data; left out of a file that holds all pages, since that file travels alone,
  /// and of annexes, whose pages have it themselves.
  func writeDataLink(name: String, to output: inout HTMLOutput) {
    guard !writer.isBook, writer.options.hasLinks, writer.options.hasFrames,
      !PageIndex.isAnnex(writer.page)
    else { return }
    if writer.destination == .both { output.text(Fork.pageStart) }
    output.raw("<p class=\"chart-link data-link\"><a")
    output.addressAttribute(
      "href", HTMLWriter.way(fromPage: writer.page) + "data/" + name + ".csv")
    output.raw(">")
    output.text(context.strings("chart.csv"))
    output.raw("</a></p>\n")
    if writer.destination == .both { output.text(Fork.pageEnd) }
  }

  /// A date as its author gave it, with its form for machines where HTML has one.
  func write(_ date: PartialDate, to output: inout HTMLOutput) {
    let text = context.dates.text(date)
    guard date.end == nil, !date.isApproximate, !date.isUncertain else {
      output.raw("<span class=\"timeline-date\">")
      output.text(text)
      output.raw("</span>")
      return
    }
    output.raw("<time")
    output.attribute("datetime", date.description)
    output.raw(">")
    output.text(text)
    output.raw("</time>")
  }
}

/// What charts, matrices and timelines have around them in Markdown.
struct ChartViewMarkdown {
  let context: RenderingContext
  let writer: MarkdownWriter

  func title(_ title: [ProseInline]) -> String {
    title.isEmpty ? "" : writer.markdown([.strong(title)])
  }

  func line(label: String, _ content: [ProseInline]) -> String {
    guard !content.isEmpty else { return "" }
    // On their own, so that a note's mark does not take the space before it.
    return writer.markdown([.text(context.strings(label))]) + " " + writer.markdown(content)
  }

  /// The way to the data from the file at hand; nothing in annexes, whose pages have it themselves.
  func dataLink(name: String) -> String {
    PageIndex.isAnnex(writer.page) ? "" : annexLink(name: name)
  }

  /// The way to an annex's data.
  func annexLink(name: String) -> String {
    let up = writer.isWholePack ? 0 : writer.depth + 1
    let path = String(repeating: "../", count: up) + "data/" + name + ".csv"
    return writer.markdown([
      .link(target: .url(path), title: "", content: [.text(context.strings("chart.csv"))])
    ])
  }

  /// Parts with one empty line between them; empty ones leave none.
  func joined(_ parts: [String]) -> String {
    var result = ""
    for part in parts {
      var lines = part.utf8.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      while lines.first?.isEmpty == true { lines.removeFirst() }
      while lines.last?.isEmpty == true { lines.removeLast() }
      guard !lines.isEmpty else { continue }
      if !result.isEmpty { result += "\n" }
      for line in lines { result += String(Substring(line)) + "\n" }
    }
    return result
  }
}

/// The number of days between two events, in words.
enum LagWords {
  static func text(_ days: Int, strings: InterfaceStrings) -> String {
    let key =
      switch days {
      case 0: "lag.same"
      case 1: "lag.laterOne"
      case -1: "lag.earlierOne"
      case 1...: "lag.later"
      default: "lag.earlier"
      }
    let count = FigureFormatter(strings: strings).display(
      value: ExactDecimal(Int(days.magnitude)), low: nil, high: nil, unit: nil, form: .full)
    return TextPattern.fill(strings(key), ["days": count])
  }
}
