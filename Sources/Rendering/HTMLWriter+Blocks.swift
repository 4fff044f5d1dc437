package import Diagnostics
internal import Narratives
internal import Records

extension HTMLWriter {
  /// Writes blocks at the end of `output`, each starting a line.
  func write(_ blocks: [ProseBlock], to output: inout HTMLOutput) {
    for block in blocks { write(block, to: &output) }
  }

  private func write(_ block: ProseBlock, to output: inout HTMLOutput) {
    switch block.kind {
    case .paragraph(let content): writeParagraph(content, of: block, to: &output)
    case .heading(let level, let content):
      writeHeading(written: level, content, of: block, to: &output)
    case .quote(let blocks):
      output.startLine()
      output.raw("<blockquote")
      writeID(of: block, to: &output)
      output.raw(">\n")
      output.depth += 1
      write(blocks, to: &output)
      output.depth -= 1
      output.startLine()
      output.raw("</blockquote>\n")
    case .list(let list): write(list, of: block, to: &output)
    case .code(let info, let text): writeCode(info: info, text, of: block, to: &output)
    case .table(let table): write(table, of: block, to: &output)
    case .thematicBreak:
      output.startLine()
      output.raw("<hr>\n")
    case .html: break
    case .marked(let marking, let blocks):
      output.startLine()
      output.raw("<div class=\"marked\"")
      writeID(of: block, to: &output)
      output.raw(">\n<p class=\"marking\">")
      writeLabel(marking, to: &output)
      output.raw("</p>\n")
      write(blocks, to: &output)
      output.raw("</div>\n")
    case .only(let formats, let blocks):
      if formats.isEmpty || formats.contains("html") { write(blocks, to: &output) }
    case .admonition(let kind, let title, let blocks):
      writeAdmonition(kind: kind, title: title, blocks, of: block, to: &output)
    case .keyFigures(let figures): write(figures, of: block, to: &output)
    case .records(let table):
      write(table, id: block.id, to: &output)
      writeDataLink(name: table.name, to: &output)
    case .data(let table):
      write(table, id: block.id, to: &output)
      writeDataLink(name: table.name, to: &output)
    case .chart(let chart):
      writeView(ChartView(context: context).html(chart, writer: self), of: block, to: &output)
    case .coverage(let matrix):
      writeView(CoverageView(context: context).html(matrix, writer: self), of: block, to: &output)
    case .timeline(let timeline):
      writeView(TimelineView(context: context).html(timeline, writer: self), of: block, to: &output)
    }
  }

  func writeID(of block: ProseBlock, to output: inout HTMLOutput) {
    guard options.hasAnchors, !block.id.isEmpty else { return }
    output.attribute("id", id(ofBlock: block.id))
  }

  private func writeDataLink(name: String, to output: inout HTMLOutput) {
    ChartViewFrame(context: context, writer: self).writeDataLink(name: name, to: &output)
  }

  /// A drawing or matrix made by its own view, inside an element with the block's id.
  private func writeView(_ html: TrustedHTML, of block: ProseBlock, to output: inout HTMLOutput) {
    output.startLine()
    output.raw("<div class=\"view\"")
    writeID(of: block, to: &output)
    output.raw(">\n")
    output.trusted(html)
    output.startLine()
    output.raw("</div>\n")
  }

  /// A TLP label as its standard prescribes it: never translated, with a class for its colour.
  package func labelHTML(_ marking: Marking) -> TrustedHTML {
    var output = HTMLOutput(capacity: 64)
    writeLabel(marking, to: &output)
    return output.html
  }

  func writeLabel(_ marking: Marking, to output: inout HTMLOutput) {
    switch marking {
    case .clear: output.raw("<span class=\"tlp tlp-clear\">")
    case .green: output.raw("<span class=\"tlp tlp-green\">")
    case .amber: output.raw("<span class=\"tlp tlp-amber\">")
    case .amberStrict: output.raw("<span class=\"tlp tlp-amber-strict\">")
    case .red: output.raw("<span class=\"tlp tlp-red\">")
    }
    output.text(marking.label)
    output.raw("</span>")
  }

  // MARK: - Paragraphs and headings

  private func writeParagraph(
    _ content: [ProseInline], of block: ProseBlock, to output: inout HTMLOutput
  ) {
    output.startLine()
    output.raw("<p")
    writeID(of: block, to: &output)
    output.raw(">")
    writeParagraphNumber(of: block, to: &output)
    write(content, to: &output)
    output.raw("</p>\n")
  }

  /// The number of a paragraph of a numbered pack, which negotiators cite and link to.
  private func writeParagraphNumber(of block: ProseBlock, to output: inout HTMLOutput) {
    guard let first = options.firstParagraphNumber, output.depth == 0 else { return }
    let number = output.paragraphNumber ?? first
    output.paragraphNumber = number + 1
    if options.hasAnchors, !block.id.isEmpty {
      output.raw("<a class=\"paragraph-number\"")
      output.attribute("href", "#" + id(ofBlock: block.id))
      output.raw(">")
      output.number(number)
      output.raw("</a> ")
    } else {
      output.raw("<span class=\"paragraph-number\">")
      output.number(number)
      output.raw("</span> ")
    }
  }

  private func writeHeading(
    written: Int, _ content: [ProseInline], of block: ProseBlock, to output: inout HTMLOutput
  ) {
    let level: Int
    if options.topHeadingLevel == 0 {
      level = min(max(written, 1), 6)
    } else {
      while let last = output.headings.last, last >= written { output.headings.removeLast() }
      level = min(options.topHeadingLevel + output.headings.count, 6)
      output.headings.append(written)
    }
    output.startLine()
    output.raw("<h")
    output.number(level)
    writeID(of: block, to: &output)
    output.raw(">")
    write(content, to: &output)
    output.raw("</h")
    output.number(level)
    output.raw(">\n")
  }

  // MARK: - Lists and code

  private func write(_ list: ProseList, of block: ProseBlock, to output: inout HTMLOutput) {
    output.startLine()
    output.raw(list.isOrdered ? "<ol" : "<ul")
    if list.isOrdered, list.start != 1 { output.attribute("start", String(list.start)) }
    if options.hasFrames, list.items.contains(where: { $0.isDone != nil }) {
      output.attribute("class", "tasks")
    }
    writeID(of: block, to: &output)
    output.raw(">\n")
    output.depth += 1
    for item in list.items {
      output.startLine()
      output.raw("<li")
      if list.isTight, let first = item.blocks.first, case .paragraph = first.kind {
        writeID(of: first, to: &output)
      }
      output.raw(">")
      if let isDone = item.isDone { writeCheckbox(isDone, to: &output) }
      for block in item.blocks {
        if list.isTight, case .paragraph(let content) = block.kind {
          write(content, to: &output)
        } else {
          write(block, to: &output)
        }
      }
      output.raw("</li>\n")
    }
    output.depth -= 1
    output.raw(list.isOrdered ? "</ol>\n" : "</ul>\n")
  }

  private func writeCheckbox(_ isDone: Bool, to output: inout HTMLOutput) {
    output.raw("<input type=\"checkbox\"")
    if isDone { output.raw(" checked=\"\"") }
    output.raw(" disabled=\"\"")
    if options.hasFrames {
      output.attribute("aria-label", context.strings(isDone ? "list.done" : "list.open"))
    }
    output.raw("> ")
  }

  private func writeCode(
    info: String, _ text: String, of block: ProseBlock, to output: inout HTMLOutput
  ) {
    output.startLine()
    output.raw("<pre")
    writeID(of: block, to: &output)
    output.raw("><code")
    let language = info.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    if !language.isEmpty {
      output.attribute("class", "language-" + String(decoding: language, as: UTF8.self))
    }
    output.raw(">")
    output.text(text)
    output.raw("</code></pre>\n")
  }

  // MARK: - Framed passages

  private func writeAdmonition(
    kind: String, title: [ProseInline], _ blocks: [ProseBlock], of block: ProseBlock,
    to output: inout HTMLOutput
  ) {
    output.startLine()
    switch kind {
    case "recommendation": output.raw("<div class=\"box recommendation\"")
    case "keymessage": output.raw("<div class=\"box keymessage\"")
    case "ifraised": output.raw("<div class=\"box ifraised\"")
    case "qa": output.raw("<div class=\"box qa\"")
    case "warning": output.raw("<div class=\"box warning\"")
    default: output.raw("<div class=\"box note\"")
    }
    writeID(of: block, to: &output)
    output.raw(">\n<p class=\"box-title\"><span class=\"box-kind\">")
    output.text(context.strings("box.\(kind)"))
    output.raw("</span>")
    if !title.isEmpty {
      output.space()
      write(title, to: &output)
    }
    output.raw("</p>\n")
    output.depth += 1
    write(blocks, to: &output)
    output.depth -= 1
    output.startLine()
    output.raw("</div>\n")
  }

  private func write(_ figures: [KeyFigure], of block: ProseBlock, to output: inout HTMLOutput) {
    output.startLine()
    output.raw("<dl class=\"key-figures\"")
    writeID(of: block, to: &output)
    output.raw(">\n")
    for figure in figures {
      output.raw("<div>\n<dt>")
      write(figure.label, to: &output)
      output.raw("</dt>\n<dd>")
      write(figure.number, to: &output)
      let range = context.range(of: figure)
      if !range.isEmpty {
        output.raw(" <small class=\"range\">")
        output.text(range)
        output.raw("</small>")
      }
      output.raw("</dd>\n</div>\n")
    }
    output.raw("</dl>\n")
  }
}
