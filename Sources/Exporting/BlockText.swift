internal import Diagnostics
internal import MarkdownTree

/// Writes a tree as Markdown that is read back as the same tree.
///
/// What a tree does not hold cannot be written: comments, definitions that nothing refers to, and
/// passages that selection took out are gone.
enum BlockText {
  /// A whole text, its last line ended; empty for an empty tree.
  static func text(_ document: MarkdownDocument) -> String {
    lines(of: document).map { $0 + "\n" }.joined()
  }

  /// A comment on its own line keeps apart what would run together without a blank line.
  static let separator = "<!-- -->"

  static func lines(of document: MarkdownDocument) -> [String] {
    var lines = lines(of: document.blocks, isTight: false)
    for footnote in document.footnotes {
      if !lines.isEmpty { lines.append("") }
      let content = BlockText.lines(of: footnote.blocks, isTight: false)
      lines += prefixed(content, first: "[^\(footnote.label)]: ", rest: "    ")
    }
    return lines
  }

  /// Blocks with blank lines between; in a tight list's item there must be none.
  static func lines(of blocks: [Block], isTight: Bool) -> [String] {
    var lines: [String] = []
    var last: Block.Kind?
    var usesOtherMarker = false
    for block in blocks {
      usesOtherMarker = isSameList(last, block.kind) && !usesOtherMarker
      let written = BlockText.lines(of: block.kind, usesOtherMarker: usesOtherMarker)
      guard !written.isEmpty else { continue }
      if let last {
        if !isTight {
          lines.append("")
        } else if !mayFollow(block.kind, last) {
          lines.append(separator)
        }
      }
      lines += written
      last = block.kind
    }
    return lines
  }

  /// Two lists in a row are told apart by their markers.
  private static func isSameList(_ last: Block.Kind?, _ next: Block.Kind) -> Bool {
    guard case .list(let first)? = last, case .list(let second) = next else { return false }
    return first.isOrdered == second.isOrdered
  }

  /// Whether a block stays one of its own directly below another, without a blank line.
  private static func mayFollow(_ next: Block.Kind, _ last: Block.Kind) -> Bool {
    switch last {
    // Where the next block is read as one of its own in any case.
    case .heading, .code, .directive, .thematicBreak, .html: return true
    case .paragraph, .quote, .list, .table: break
    }
    switch next {
    case .code, .directive, .thematicBreak: return true
    case .heading(_, let content): return !holdsBreak(content)
    case .list(let list):
      guard case .paragraph = last, let item = list.items.first else { return false }
      return !item.blocks.isEmpty && (!list.isOrdered || list.start == 1)
    case .paragraph, .quote, .table, .html: return false
    }
  }

  // MARK: - Kinds

  private static func lines(of kind: Block.Kind, usesOtherMarker: Bool) -> [String] {
    switch kind {
    case .paragraph(let content): return split(InlineText.text(content, in: .block))
    case .heading(let level, let content): return heading(level, content)
    case .quote(let blocks):
      let inner = lines(of: blocks, isTight: false)
      return inner.isEmpty ? [">"] : prefixed(inner, first: "> ", rest: "> ")
    case .list(let list): return ListText.lines(of: list, usesOtherMarker: usesOtherMarker)
    case .code(let info, let text): return code(info, text)
    case .table(let table): return TableText.lines(of: table)
    case .thematicBreak: return ["___"]
    // Narrative that was read without findings holds none.
    case .html: return []
    case .directive(let directive): return DirectiveText.lines(of: directive)
    }
  }

  private static func heading(_ level: Int, _ content: [Inline]) -> [String] {
    if holdsBreak(content) {
      let underline = level == 1 ? "===" : "---"
      return split(InlineText.text(content, in: .block)) + [underline]
    }
    let text = InlineText.text(content, in: .line)
    return [String(repeating: "#", count: level) + (text.isEmpty ? "" : " " + text)]
  }

  private static func code(_ info: String, _ text: String) -> [String] {
    var inner = split(text)
    if inner.last == "" { inner.removeLast() }
    let fence = fence(around: inner, head: info)
    // Escapes and entities are resolved on a code block's first line.
    var head = ""
    for scalar in info.unicodeScalars {
      if scalar == "\\" || scalar == "&" { head += "\\" }
      head.unicodeScalars.append(scalar)
    }
    return [fence + head] + inner + [fence]
  }

  // MARK: - Lines

  /// A fence longer than any inside it; of tildes where backticks cannot stand on its line.
  static func fence(around lines: [String], head: String) -> String {
    let mark: Character = head.utf8.contains(UInt8(ascii: "`")) ? "~" : "`"
    let byte = mark.asciiValue ?? 0
    var longest = 2
    for line in lines {
      var run = 0
      for next in line.utf8 {
        run = next == byte ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return String(repeating: mark, count: longest + 1)
  }

  static func split(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Lines behind a container's marks; empty ones get no blanks at their end.
  static func prefixed(_ lines: [String], first: String, rest: String) -> [String] {
    guard !lines.isEmpty else { return [trimmed(first)] }
    return lines.enumerated().map { index, line in
      let prefix = index == 0 ? first : rest
      return line.isEmpty ? trimmed(prefix) : prefix + line
    }
  }

  private static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func holdsBreak(_ inlines: [Inline]) -> Bool {
    inlines.contains { inline in
      switch inline {
      case .softBreak, .lineBreak: true
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        holdsBreak(content)
      case .link(let link): holdsBreak(link.content)
      default: false
      }
    }
  }
}
