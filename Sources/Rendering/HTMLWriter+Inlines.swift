internal import Narratives
internal import Records

extension HTMLWriter {
  func write(_ inlines: [ProseInline], to output: inout HTMLOutput) {
    for inline in inlines {
      // A note's mark stands at its word, without a space or a break between.
      if case .citation(let use) = inline, use.leadText.isEmpty { output.dropSpace() }
      write(inline, to: &output)
    }
  }

  private func write(_ inline: ProseInline, to output: inout HTMLOutput) {
    switch inline {
    case .text(let text): output.text(text)
    case .softBreak: output.space()
    case .lineBreak: output.raw("<br>")
    case .code(let text):
      output.raw("<code>")
      output.text(text)
      output.raw("</code>")
    case .emphasis(let content): wrap("<em>", content, "</em>", in: &output)
    case .strong(let content): wrap("<strong>", content, "</strong>", in: &output)
    case .strikethrough(let content): wrap("<del>", content, "</del>", in: &output)
    case .link(let target, let title, let content):
      writeLink(address(of: target), title: title, content, to: &output)
    case .image(let path, let title, let alternative):
      writeImage(path, title: title, alternative: alternative, to: &output)
    case .html: break
    case .footnote(let label): writeFootnote(label, to: &output)
    case .number(let number): write(number, to: &output)
    case .citation(let citation): write(citation, to: &output)
    case .term(let id, let content):
      guard let address = openLink(address(of: .term(id)), in: output) else {
        write(content, to: &output)
        break
      }
      output.raw("<a class=\"term\"")
      output.addressAttribute("href", address)
      output.raw(">")
      writeLinked(content, to: &output)
      output.raw("</a>")
    case .marked(let marking, let content):
      if InlineText.endsInWord(output.bytes) { output.space() }
      output.raw("<span class=\"marked\">")
      writeLabel(marking, to: &output)
      if !InlineText.startsWithStop(content) { output.space() }
      write(content, to: &output)
      output.raw("</span>")
    case .foreign(let language, let content):
      let isIsolated = TextDirection.hasRightToLeft(InlineText.plain(content))
      output.raw(isIsolated ? "<bdi" : "<span")
      if !language.isEmpty { output.attribute("lang", language) }
      output.raw(">")
      write(content, to: &output)
      output.raw(isIsolated ? "</bdi>" : "</span>")
    }
  }

  private func wrap(
    _ start: StaticString, _ content: [ProseInline], _ end: StaticString,
    in output: inout HTMLOutput
  ) {
    output.raw(start)
    write(content, to: &output)
    output.raw(end)
  }

  // MARK: - Links and images

  /// The address where a link may be written here: links are on and none is open.
  private func openLink(_ address: String?, in output: HTMLOutput) -> String? {
    options.hasLinks && !output.isInLink ? address : nil
  }

  private func writeLinked(_ content: [ProseInline], to output: inout HTMLOutput) {
    output.isInLink = true
    write(content, to: &output)
    output.isInLink = false
  }

  private func writeLink(
    _ address: String?, title: String, _ content: [ProseInline], to output: inout HTMLOutput
  ) {
    guard let address = openLink(address, in: output) else {
      write(content, to: &output)
      return
    }
    output.raw("<a")
    output.addressAttribute("href", address)
    if !title.isEmpty { output.attribute("title", title) }
    if options.hasFrames, LinkAddress.isExternal(address) {
      output.raw(" rel=\"external noreferrer\"")
    }
    output.raw(">")
    writeLinked(content, to: &output)
    output.raw("</a>")
  }

  private func writeImage(
    _ path: String, title: String, alternative: String, to output: inout HTMLOutput
  ) {
    let own = options.hasFrames ? HTMLWriter.way(fromPage: page) + path : path
    let inside = options.imageSource?(path) ?? path
    let source =
      switch destination {
      case .page: own
      case .book: inside
      case .both: Fork.text(page: own, whole: inside)
      }
    output.raw("<img")
    output.addressAttribute("src", source)
    output.attribute("alt", alternative)
    if !title.isEmpty { output.attribute("title", title) }
    output.raw(">")
  }

  // MARK: - Numbers

  /// A number with its exact value, linked to its proof in the figures annex.
  func write(_ number: NumberUse, to output: inout HTMLOutput) {
    var figure: String?
    if case .figure(let id) = number.origin { figure = id }
    let exact = number.exactText
    if exact != nil || figure != nil {
      output.raw(exact == nil ? "<span" : "<data")
      if let exact { output.attribute("value", exact) }
      if let figure { output.attribute("data-figure", figure) }
      output.raw(">")
    }
    if let figure, let address = openLink(address(of: .figure(figure)), in: output) {
      output.raw("<a")
      output.addressAttribute("href", address)
      output.raw(">")
      output.text(number.display)
      output.raw("</a>")
    } else {
      output.text(number.display)
    }
    if exact != nil {
      output.raw("</data>")
    } else if figure != nil {
      output.raw("</span>")
    }
  }

  // MARK: - Citations and footnotes

  private func write(_ citation: CitationUse, to output: inout HTMLOutput) {
    if !citation.leadText.isEmpty { output.text(citation.leadText) }
    guard !citation.items.isEmpty else { return }
    output.raw("<sup class=\"citation\">[")
    for (index, item) in citation.items.enumerated() {
      if index > 0 { output.raw("; ") }
      if !item.prefix.isEmpty {
        output.text(item.prefix)
        output.space()
      }
      if options.hasLinks, !output.isInLink {
        output.raw("<a")
        output.attribute("href", "#" + id("note-\(item.number)"))
        if options.hasAnchors {
          output.attribute("id", id("ref-\(item.source.id)-\(item.occurrence)"))
        }
        output.raw(">")
        output.number(item.number)
        output.raw("</a>")
      } else {
        output.number(item.number)
      }
      if !item.locator.isEmpty {
        output.raw(", ")
        output.text(item.locator)
      }
      if !item.suffix.isEmpty {
        if !item.suffix.utf8.starts(with: ",".utf8) { output.space() }
        output.text(item.suffix)
      }
    }
    output.raw("]</sup>")
  }

  private func writeFootnote(_ label: String, to output: inout HTMLOutput) {
    let (number, occurrence) = output.footnoteUse(label)
    let name = HTMLWriter.footnoteName(number)
    output.raw("<sup class=\"footnote\">")
    if options.hasLinks, !output.isInLink {
      output.raw("<a")
      output.attribute("href", "#" + id("fn-\(name)"))
      if options.hasAnchors { output.attribute("id", id("fnref-\(name)-\(occurrence)")) }
      output.raw(">")
      output.text(name)
      output.raw("</a>")
    } else {
      output.text(name)
    }
    output.raw("</sup>")
  }

  /// Authors' footnotes count in letters, `a` to `z`, `aa` …, sources in digits.
  static func footnoteName(_ number: Int) -> String {
    var letters: [UInt8] = []
    var rest = number
    while rest > 0 {
      letters.insert(UInt8(ascii: "a") + UInt8((rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

extension NumberUse {
  /// The value as data: one number, or `low/high` where no point can be given.
  var exactText: String? {
    if let value { return value.description }
    guard let low, let high else { return nil }
    return "\(low)/\(high)"
  }
}
