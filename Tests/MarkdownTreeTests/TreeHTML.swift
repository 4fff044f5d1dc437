import Diagnostics
import MarkdownTree

/// Writes a tree as cmark-gfm would, so that its renderer can measure ours.
struct TreeHTML {
  private var output = ""
  private var footnotes: [FootnoteDefinition] = []
  private var references: [String: Int] = [:]

  static func html(of document: MarkdownDocument) -> String {
    var writer = TreeHTML()
    writer.footnotes = document.footnotes
    writer.write(document.blocks)
    writer.writeFootnotes()
    return writer.output
  }

  // MARK: Blocks

  private mutating func breakLine() {
    if !output.isEmpty, output.utf8.last != 0x0A { output += "\n" }
  }

  private mutating func write(_ blocks: [Block], isTight: Bool = false) {
    for block in blocks { write(block.kind, isTight: isTight) }
  }

  private mutating func write(_ kind: Block.Kind, isTight: Bool) {
    if case .paragraph(let content) = kind, isTight {
      write(content)
      return
    }
    breakLine()
    switch kind {
    case .paragraph(let content): element("p", content)
    case .heading(let level, let content): element("h\(level)", content)
    case .quote(let blocks):
      output += "<blockquote>\n"
      write(blocks)
      breakLine()
      output += "</blockquote>\n"
    case .list(let list): write(list)
    case .code(let info, let text):
      let language = info.prefix { !$0.isWhitespace }
      output += language.isEmpty ? "<pre><code>" : "<pre><code class=\"language-"
      if !language.isEmpty { output += Self.escape(String(language)) + "\">" }
      output += Self.escape(text) + "</code></pre>\n"
    case .table(let table): write(table)
    case .thematicBreak: output += "<hr />\n"
    case .html(let text):
      output += Self.filterTags(text)
      breakLine()
    case .directive: output += "<directive>"
    }
  }

  private mutating func element(_ name: String, _ content: [Inline]) {
    output += "<\(name)>"
    write(content)
    output += "</\(name)>\n"
  }

  private mutating func write(_ list: MarkdownList) {
    let name = list.isOrdered ? "ol" : "ul"
    output += list.isOrdered && list.start != 1 ? "<ol start=\"\(list.start)\">" : "<\(name)>"
    output += "\n"
    for item in list.items {
      breakLine()
      output += "<li>"
      if let isDone = item.isDone {
        let checked = isDone ? "checked=\"\" " : ""
        output += "<input type=\"checkbox\" \(checked)disabled=\"\" /> "
      }
      write(item.blocks, isTight: list.isTight)
      output += "</li>\n"
    }
    output += "</\(name)>\n"
  }

  private mutating func write(_ table: MarkdownTable) {
    output += "<table>\n<thead>\n"
    write(table.header, table, "th")
    output += "</thead>\n"
    if !table.rows.isEmpty {
      output += "<tbody>\n"
      for row in table.rows { write(row, table, "td") }
      output += "</tbody>\n"
    }
    output += "</table>\n"
  }

  private mutating func write(_ row: [[Inline]], _ table: MarkdownTable, _ name: String) {
    output += "<tr>\n"
    for (index, cell) in row.enumerated() {
      let alignment = table.alignments[index]
      output += alignment == .none ? "<\(name)>" : "<\(name) align=\"\(alignment)\">"
      write(cell)
      output += "</\(name)>\n"
    }
    output += "</tr>\n"
  }

  private mutating func writeFootnotes() {
    guard !footnotes.isEmpty else { return }
    breakLine()
    output += "<section class=\"footnotes\" data-footnotes>\n<ol>\n"
    for footnote in footnotes {
      output += "<li id=\"fn-\(Self.percentEncoded(footnote.label))\">\n"
      let links = backlinks(footnote.label)
      if case .paragraph(let content)? = footnote.blocks.last?.kind {
        write(Array(footnote.blocks.dropLast()))
        breakLine()
        output += "<p>"
        write(content)
        output += " \(links)</p>\n"
      } else {
        write(footnote.blocks)
        output += links + "\n"
      }
      output += "</li>\n"
    }
    output += "</ol>\n</section>\n"
  }

  private func backlinks(_ label: String) -> String {
    let encoded = Self.percentEncoded(label)
    return (1...max(1, references[label] ?? 1)).map { count in
      let suffix = count == 1 ? "" : "-\(count)"
      let mark = count == 1 ? "" : "<sup class=\"footnote-ref\">\(count)</sup>"
      return "<a href=\"#fnref-\(encoded)\(suffix)\" class=\"footnote-backref\" "
        + "data-footnote-backref aria-label=\"Back to content\">↩\(mark)</a>"
    }.joined(separator: " ")
  }

  // MARK: Inlines

  private mutating func write(_ inlines: [Inline]) {
    for inline in inlines { write(inline) }
  }

  private mutating func write(_ inline: Inline) {
    switch inline {
    case .text(let text): output += Self.escape(text.value)
    case .softBreak: output += "\n"
    case .lineBreak: output += "<br />\n"
    case .code(let code): output += "<code>" + Self.escape(code.value) + "</code>"
    case .emphasis(let content): wrap("em", content)
    case .strong(let content): wrap("strong", content)
    case .strikethrough(let content): wrap("del", content)
    case .link(let link):
      output += "<a href=\"\(Self.address(link.destination.value))\"\(Self.title(link.title))>"
      write(link.content)
      output += "</a>"
    case .image(let image):
      output += "<img src=\"\(Self.address(image.source.value))\" "
      output += "alt=\"\(Self.escape(image.alternative))\"\(Self.title(image.title)) />"
    case .html(let html): output += Self.filterTags(html.value)
    case .footnoteReference(let label, _):
      let count = (references[label] ?? 0) + 1
      references[label] = count
      let encoded = Self.percentEncoded(label)
      let number = (footnotes.firstIndex { $0.label == label } ?? -1) + 1
      output += "<sup class=\"footnote-ref\"><a href=\"#fn-\(encoded)\" id=\"fnref-\(encoded)"
      output += count > 1 ? "-\(count)" : ""
      output += "\" data-footnote-ref>\(number)</a></sup>"
    case .role, .citation: output += "<role>"
    }
  }

  private mutating func wrap(_ name: String, _ content: [Inline]) {
    output += "<\(name)>"
    write(content)
    output += "</\(name)>"
  }

  // MARK: Escaping

  private static func title(_ title: String) -> String {
    title.isEmpty ? "" : " title=\"\(escape(title))\""
  }

  static func escape(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case UInt8(ascii: ">"): result += Array("&gt;".utf8)
      case UInt8(ascii: "\""): result += Array("&quot;".utf8)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func address(_ text: String) -> String {
    percentEncoded(text).replacing("&", with: "&amp;").replacing("'", with: "&#x27;")
  }

  /// Encodes what cmark's `houdini_escape_href` does not call safe.
  private static func percentEncoded(_ text: String) -> String {
    let safe = Set("-_.+!*(),%#@?=;:/,+$~&'".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      let isWord =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      if isWord || safe.contains(byte) {
        result.append(byte)
      } else {
        result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func filterTags(_ html: String) -> String {
    let pattern =
      /(?i)<(?=\/?(title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(\s|\/?>))/
    return html.replacing(pattern, with: "&lt;")
  }
}
