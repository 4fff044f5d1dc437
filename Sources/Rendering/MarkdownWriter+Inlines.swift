internal import Diagnostics
internal import Narratives
internal import Records

extension MarkdownWriter {
  func write(_ inlines: [ProseInline], to output: inout MarkdownOutput) {
    for inline in inlines { write(inline, to: &output) }
  }

  private func write(_ inline: ProseInline, to output: inout MarkdownOutput) {
    switch inline {
    case .text(let text): output.text(text)
    case .softBreak: output.text(" ")
    case .lineBreak: writeLineBreak(to: &output)
    case .code(let text): output.code(text)
    case .emphasis(let content):
      // Two asterisks side by side would be strong emphasis.
      let mark = output.emphasisDepth % 2 == 0 ? "*" : "_"
      output.emphasisDepth += 1
      wrap(mark, content, in: &output)
      output.emphasisDepth -= 1
    case .strong(let content): wrap("**", content, in: &output)
    case .strikethrough(let content): wrap("~~", content, in: &output)
    case .link(let target, let title, let content):
      writeLink(target, title: title, content, to: &output)
    case .image(let path, let title, let alternative):
      output.raw("![")
      output.text(alternative)
      output.raw("](")
      output.address(fork(page: String(repeating: "../", count: depth + 1) + path, whole: path))
      writeTitle(title, to: &output)
      output.raw(")")
    case .html: break
    case .footnote(let label): output.raw("[^\(noteLabel(ofFootnote: label))]")
    case .number(let number): output.text(number.display)
    case .citation(let citation): write(citation, to: &output)
    case .term(let id, let content):
      writeLink(.term(id), title: "", content, to: &output)
    case .marked(let marking, let content):
      if InlineText.endsInWord(output.bytes) { output.text(" ") }
      output.raw("**\(marking.label)**")
      if !InlineText.startsWithStop(content) { output.text(" ") }
      write(content, to: &output)
    case .foreign(_, let content): write(content, to: &output)
    }
  }

  private func wrap(_ mark: String, _ content: [ProseInline], in output: inout MarkdownOutput) {
    guard !content.isEmpty else { return }
    output.raw(mark)
    write(content, to: &output)
    output.raw(mark)
  }

  private func writeLineBreak(to output: inout MarkdownOutput) {
    if output.isInCell {
      output.raw("<br>")
    } else {
      output.raw("\\")
      output.endLine()
    }
  }

  private func writeLink(
    _ target: LinkTarget, title: String, _ content: [ProseInline], to output: inout MarkdownOutput
  ) {
    guard !output.isInLink, let address = address(of: target) else {
      write(content, to: &output)
      return
    }
    if title.isEmpty, LinkAddress.isExternal(address), content.count == 1,
      case .text(address) = content[0], isPlainAddress(address)
    {
      output.raw("<\(address)>")
      return
    }
    output.raw("[")
    output.isInLink = true
    write(content, to: &output)
    output.isInLink = false
    output.raw("](")
    output.address(address)
    writeTitle(title, to: &output)
    output.raw(")")
  }

  /// Whether an address means the same between angle brackets: no entity, nothing to encode.
  private func isPlainAddress(_ address: String) -> Bool {
    address.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "&") || (LinkAddress.isPlain(byte) && byte != UInt8(ascii: ";"))
    }
  }

  private func writeTitle(_ title: String, to output: inout MarkdownOutput) {
    guard !title.isEmpty else { return }
    output.raw(" \"")
    // The escapes of text hold in titles too; a quotation mark would end one.
    let parts = title.utf8.split(
      separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { output.raw("&quot;") }
      output.text(String(decoding: part, as: UTF8.self))
    }
    output.raw("\"")
  }

  /// Marks labelled by source, with what stands around them in words.
  private func write(_ citation: CitationUse, to output: inout MarkdownOutput) {
    if !citation.leadText.isEmpty { output.text(citation.leadText) }
    let isPlain = citation.items.allSatisfy {
      $0.prefix.isEmpty && $0.locator.isEmpty && $0.suffix.isEmpty
    }
    if isPlain {
      if citation.leadText.isEmpty { output.dropSpace() }
      for item in citation.items { output.raw("[^\(item.source.id)]") }
      return
    }
    output.raw(citation.leadText.isEmpty ? "(" : " (")
    for (index, item) in citation.items.enumerated() {
      if index > 0 { output.raw("; ") }
      if !item.prefix.isEmpty { output.text(item.prefix + " ") }
      output.raw("[^\(item.source.id)]")
      if !item.locator.isEmpty { output.text(", " + item.locator) }
      if !item.suffix.isEmpty {
        let joint = item.suffix.utf8.starts(with: ",".utf8) ? "" : " "
        output.text(joint + item.suffix)
      }
    }
    output.raw(")")
  }
}
