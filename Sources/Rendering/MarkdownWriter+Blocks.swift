internal import Diagnostics
internal import Narratives
internal import Records

extension MarkdownWriter {
  func write(_ blocks: [ProseBlock], to output: inout MarkdownOutput) {
    var wasList: Bool?
    var usesOtherMark = false
    for block in blocks {
      if case .list(let list) = block.kind {
        // Two lists in a row would join but for another mark.
        usesOtherMark = wasList == list.isOrdered && !usesOtherMark
        wasList = list.isOrdered
        if usesOtherMark {
          write(list, usesOtherMark: true, to: &output)
        } else {
          write(block, to: &output)
        }
      } else {
        wasList = nil
        usesOtherMark = false
        write(block, to: &output)
      }
    }
  }

  /// Writes blocks inside a quotation, whose lines are parted as on the page.
  private func writeQuoted(_ blocks: [ProseBlock], to output: inout MarkdownOutput) {
    let wasTight = output.isTight
    output.isTight = false
    write(blocks, to: &output)
    output.isTight = wasTight
  }

  private func write(_ block: ProseBlock, to output: inout MarkdownOutput) {
    if !prepared.isEmpty, let text = prepared[block.id] {
      writeView(text, to: &output)
      return
    }
    switch block.kind {
    case .paragraph(let content):
      output.blankLine()
      if block.id.isEmpty, output.isTight {
        // A fact or a reference of ours: one entry, one line.
        write(content, to: &output)
        output.endLine()
      } else {
        writeSentences(content, to: &output)
      }
    case .heading(let level, let content): writeHeading(written: level, content, to: &output)
    case .quote(let blocks): writeQuote(blocks, to: &output)
    case .list(let list): write(list, usesOtherMark: false, to: &output)
    case .code(let info, let text): writeCode(info: info, text, to: &output)
    case .table(let table): write(table, to: &output)
    case .thematicBreak:
      output.blankLine()
      output.raw("***")
      output.endLine()
    case .html: break
    case .marked(let marking, let blocks):
      writeAnchor(of: block, to: &output)
      output.blankLine()
      output.push(rest: "> ")
      output.raw("**\(marking.label)**")
      output.endLine()
      writeQuoted(blocks, to: &output)
      output.pop()
    case .only(let formats, let blocks):
      if formats.isEmpty || formats.contains("markdown") { write(blocks, to: &output) }
    case .admonition(let kind, let title, let blocks):
      writeAnchor(of: block, to: &output)
      writeAdmonition(kind: kind, title: title, blocks, to: &output)
    case .keyFigures(let figures):
      writeAnchor(of: block, to: &output)
      output.blankLine()
      for figure in figures {
        output.push(first: "- ", rest: "  ")
        output.raw("**")
        output.text(figure.number.display)
        output.raw("** ")
        let range = context.range(of: figure)
        if !range.isEmpty { output.text("(\(range)) ") }
        write(figure.label, to: &output)
        output.endLine()
        output.pop()
      }
    case .records(let table):
      writeAnchor(of: block, to: &output)
      write(table, to: &output)
      writeDataLink(name: table.name, to: &output)
    case .data(let table):
      writeAnchor(of: block, to: &output)
      write(table, to: &output)
      writeDataLink(name: table.name, to: &output)
    case .chart(let chart):
      writeAnchor(of: block, to: &output)
      writeView(ChartView(context: context).markdown(chart, writer: self), to: &output)
    case .coverage(let matrix):
      writeAnchor(of: block, to: &output)
      writeView(CoverageView(context: context).markdown(matrix, writer: self), to: &output)
    case .timeline(let timeline):
      writeAnchor(of: block, to: &output)
      writeView(TimelineView(context: context).markdown(timeline, writer: self), to: &output)
    }
  }

  /// Where links to a block with a name of its author's lead; code hosts make anchors of
  /// headings alone.
  private func writeAnchor(of block: ProseBlock, to output: inout MarkdownOutput) {
    guard topHeadingLevel > 0, !isWholePack, !block.id.isEmpty,
      PageIndex.contentAnchor(block.id) != block.id
    else { return }
    output.blankLine()
    output.raw("<a id=\"\(HTMLText.escaped(block.id))\"></a>")
    output.endLine()
  }

  private func writeDataLink(name: String, to output: inout MarkdownOutput) {
    guard topHeadingLevel > 0 else { return }
    writeView(
      ChartViewMarkdown(context: context, writer: self).dataLink(name: name), to: &output)
  }

  private func writeView(_ text: String, to output: inout MarkdownOutput) {
    var lines = text.utf8[...]
    while lines.last == UInt8(ascii: "\n") { lines.removeLast() }
    guard !lines.isEmpty else { return }
    output.blankLine()
    output.lines(String(decoding: lines, as: UTF8.self))
  }

  /// One sentence a line, so that a changed fact changes only the lines that state it.
  private func writeSentences(_ content: [ProseInline], to output: inout MarkdownOutput) {
    for sentence in SentenceSplitter.split(content) {
      write(sentence, to: &output)
      output.endLine()
    }
  }

  private func writeHeading(
    written: Int, _ content: [ProseInline], to output: inout MarkdownOutput
  ) {
    while let last = output.headings.last, last >= written { output.headings.removeLast() }
    let level = topHeadingLevel == 0 ? written : min(topHeadingLevel + output.headings.count, 6)
    output.headings.append(written)
    output.blankLine()
    let marks = String(repeating: "#", count: level)
    // Below its page's title a heading stands one level deeper in the file of all pages.
    output.raw(side == .both && level < 6 ? Fork.text(page: marks, whole: marks + "#") : marks)
    output.raw(" ")
    write(content, to: &output)
    output.endLine()
  }

  private func writeQuote(_ blocks: [ProseBlock], to output: inout MarkdownOutput) {
    output.blankLine()
    output.push(first: "> ", rest: "> ")
    writeQuoted(blocks, to: &output)
    output.pop()
  }

  private func write(
    _ list: ProseList, usesOtherMark: Bool, to output: inout MarkdownOutput
  ) {
    output.blankLine()
    let wasTight = output.isTight
    for (index, item) in list.items.enumerated() {
      output.isTight = false
      if index > 0, !list.isTight { output.blankLine() }
      output.isTight = list.isTight
      let bullet = usesOtherMark ? "* " : "- "
      let number = "\(list.start + index)" + (usesOtherMark ? ") " : ". ")
      let mark = list.isOrdered ? number : bullet
      let box = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
      output.push(first: mark + box, rest: String(repeating: " ", count: mark.utf8.count))
      for block in item.blocks {
        if case .table = block.kind { output.isTight = false }
        write([block], to: &output)
        output.isTight = list.isTight
      }
      output.pop()
    }
    output.isTight = wasTight
  }

  private func writeCode(info: String, _ text: String, to output: inout MarkdownOutput) {
    output.blankLine()
    let length = max(3, MarkdownOutput.longestRun(of: UInt8(ascii: "`"), in: text) + 1)
    let fence = String(repeating: "`", count: length)
    let language = info.utf8.prefix { byte in
      byte != UInt8(ascii: " ") && byte != UInt8(ascii: "`") && byte != UInt8(ascii: "\\")
    }
    output.raw(fence + String(decoding: language, as: UTF8.self))
    output.endLine()
    var body = text.utf8[...]
    if body.last == UInt8(ascii: "\n") { body = body.dropLast() }
    if !text.utf8.isEmpty { output.lines(String(decoding: body, as: UTF8.self)) }
    output.raw(fence)
    output.endLine()
  }

  private func writeAdmonition(
    kind: String, title: [ProseInline], _ blocks: [ProseBlock], to output: inout MarkdownOutput
  ) {
    output.blankLine()
    output.push(rest: "> ")
    output.raw("**")
    output.text(context.strings("box.\(kind)"))
    output.raw("**")
    if !title.isEmpty {
      output.raw(" ")
      write(title, to: &output)
    }
    output.endLine()
    writeQuoted(blocks, to: &output)
    output.pop()
  }
}
