package import Narratives
package import Records

extension MarkdownWriter {
  /// The definitions of a text's notes, for the end of the file: authors' footnotes.
  package func footnotesMarkdown(for text: CompiledText) -> String {
    var output = MarkdownOutput()
    for footnote in text.footnotes {
      output.blankLine()
      output.push(first: "[^\(noteLabel(ofFootnote: footnote.label))]: ", rest: "    ")
      write(footnote.blocks, to: &output)
      output.pop()
    }
    return output.text
  }

  /// The definitions of notes on sources, by id, so that none ever renumbers.
  package func notesMarkdown(for sources: [RecordReference]) -> String {
    var output = MarkdownOutput()
    let content = RecordContent(context: context)
    for source in Set(sources).sorted() {
      output.endLine()
      output.push(first: "[^\(source.id)]: ", rest: "    ")
      if let record = context.corpus[source] {
        write(content.reference(record), to: &output)
      } else {
        output.text(source.id)
      }
      output.endLine()
      output.pop()
    }
    return output.text
  }

  /// An author's footnote by a label that no source can have, unique in its file.
  func noteLabel(ofFootnote label: String) -> String {
    var key = Vocabulary.key(label)
    // Labels of other scripts keep their bytes in hexadecimal.
    if label.utf8.contains(where: { $0 >= 0x80 }) {
      key += "-" + label.utf8.filter { $0 >= 0x80 }.map { String($0, radix: 16) }.joined()
    }
    let name = "fn--" + key
    return anchor(name)
  }
}
