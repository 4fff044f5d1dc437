internal import Diagnostics
internal import Narratives
internal import Records

/// The sources annex in Markdown: each source under its id, as notes name it.
struct SourcesMarkdown {
  let context: RenderingContext

  func markdown(_ writer: MarkdownWriter) -> String {
    let content = RecordContent(context: context)
    let colon = ProseInline.text(context.strings("page.colon") + " ")
    let entries = AnnexData(context: context).numberedSources.compactMap { entry -> String? in
      guard let record = context.corpus[entry.source] else { return nil }
      var details: [ProseInline] = [.code(record.id), colon] + content.reference(record)
      let grade = ["reliability", "credibility"].compactMap { record.item.text($0) }.joined()
      if !grade.isEmpty {
        details.append(.text(" \(context.strings("page.grade")) \(grade)."))
      }
      return "- <a id=\"\(writer.anchor("source-\(record.id)"))\"></a>" + writer.markdown(details)
    }
    return entries.joined(separator: "\n")
  }
}
