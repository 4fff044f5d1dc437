package import Narratives
internal import Records

extension HTMLWriter {
  /// The notes below a text: its sources by number with ways back, then its author's footnotes.
  ///
  /// Empty where the text cites nothing and has no footnotes.
  package func notesHTML(for text: CompiledText) -> TrustedHTML {
    guard !text.citations.isEmpty || !text.footnotes.isEmpty else {
      return TrustedHTML(trusted: "")
    }
    var output = HTMLOutput(capacity: 2048)
    // The text is written once more to count how often each footnote is referred to.
    output.number(text.footnotes)
    if !text.footnotes.isEmpty { write(text.blocks, to: &output) }
    var bodies: [TrustedHTML] = []
    for footnote in text.footnotes {
      let start = output.bytes.count
      output.headings = []
      write(footnote.blocks, to: &output)
      bodies.append(TrustedHTML(trusted: Array(output.bytes[start...])))
    }
    output.removeAll()
    output.raw("<section class=\"notes\">\n")
    writeNotesHeading(to: &output)
    writeCitations(of: text, to: &output)
    writeFootnotes(bodies, to: &output)
    output.raw("</section>\n")
    return output.html
  }

  private func writeNotesHeading(to output: inout HTMLOutput) {
    let level = min(max(options.topHeadingLevel, 1), 6)
    output.raw("<h")
    output.number(level)
    if options.hasAnchors { output.attribute("id", id("notes")) }
    output.raw(">")
    output.text(context.strings("note.title"))
    output.raw("</h")
    output.number(level)
    output.raw(">\n")
  }

  private func writeCitations(of text: CompiledText, to output: inout HTMLOutput) {
    guard !text.citations.isEmpty else { return }
    let content = RecordContent(context: context)
    output.raw("<ol class=\"citations\">\n")
    for citation in text.citations {
      output.raw("<li")
      output.attribute("value", String(citation.number))
      if options.hasAnchors { output.attribute("id", id("note-\(citation.number)")) }
      output.raw(">")
      if let source = context.corpus[citation.source] {
        writeReference(content.reference(source), to: &output)
      } else {
        output.text(citation.source.id)
      }
      if !citation.locators.isEmpty {
        output.space()
        output.text(
          TextPattern.fill(
            context.strings("note.cited"),
            ["locators": citation.locators.joined(separator: "; ")]))
      }
      for occurrence in 1...max(1, citation.count) where citation.count > 0 {
        writeBacklink(
          to: "ref-\(citation.source.id)-\(occurrence)", occurrence: occurrence,
          of: String(citation.number), in: &output)
      }
      output.raw("</li>\n")
    }
    output.raw("</ol>\n")
  }

  /// A reference, its addresses apart: on paper they stand in the annex of sources alone.
  private func writeReference(_ reference: [ProseInline], to output: inout HTMLOutput) {
    let start = reference.firstIndex { inline in
      if case .link(.url, _, _) = inline { return true }
      return false
    }
    write(Array(reference[..<(start ?? reference.endIndex)]), to: &output)
    guard let start else { return }
    output.raw("<span class=\"address\">")
    write(Array(reference[start...]), to: &output)
    output.raw("</span>")
  }

  private func writeFootnotes(_ bodies: [TrustedHTML], to output: inout HTMLOutput) {
    guard !bodies.isEmpty else { return }
    output.raw("<ol class=\"footnotes\" type=\"a\">\n")
    for (index, body) in bodies.enumerated() {
      let name = HTMLWriter.footnoteName(index + 1)
      output.raw("<li")
      if options.hasAnchors { output.attribute("id", id("fn-\(name)")) }
      output.raw(">\n")
      output.trusted(body)
      let count = output.useCount(ofFootnote: index + 1)
      if count > 0 {
        output.raw("<p class=\"backlinks\">")
        for occurrence in 1...count {
          writeBacklink(
            to: "fnref-\(name)-\(occurrence)", occurrence: occurrence, of: name, in: &output)
        }
        output.raw("</p>\n")
      }
      output.raw("</li>\n")
    }
    output.raw("</ol>\n")
  }

  private func writeBacklink(
    to fragment: String, occurrence: Int, of note: String, in output: inout HTMLOutput
  ) {
    output.raw(" <a class=\"backlink\"")
    output.attribute("href", "#" + id(fragment))
    output.attribute(
      "aria-label",
      TextPattern.fill(
        context.strings("note.back"), ["note": note, "occurrence": String(occurrence)]))
    output.raw(">↩")
    if occurrence > 1 {
      output.raw("<sup>")
      output.number(occurrence)
      output.raw("</sup>")
    }
    output.raw("</a>")
  }

  /// The glossary: each term's definition where links to it lead.
  package func glossaryHTML(_ terms: [CompiledTerm]) -> TrustedHTML {
    var output = HTMLOutput(capacity: 1024)
    guard !terms.isEmpty else { return output.html }
    let content = RecordContent(context: context)
    output.raw("<dl class=\"glossary\">\n")
    for term in terms {
      output.raw("<dt")
      if options.hasAnchors { output.attribute("id", id("term-\(term.id)")) }
      output.raw("><dfn>")
      write(content.withoutNotes(term.term), to: &output)
      output.raw("</dfn></dt>\n<dd>")
      write(content.withoutNotes(term.definition), to: &output)
      for source in term.sources where context.corpus.contains(source) {
        output.raw(" (")
        write(content.shortReference(source), to: &output)
        output.raw(")")
      }
      output.raw("</dd>\n")
    }
    output.raw("</dl>\n")
    return output.html
  }
}
