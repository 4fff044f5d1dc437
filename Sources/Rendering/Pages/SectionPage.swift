internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records

/// A section with its contents list, narrative and notes.
struct SectionPage: Page {
  let context: RenderingContext
  let section: CompiledSection
  /// From 1, among the sections.
  let number: Int
  let neighbours: Neighbours

  var path: String { section.name }
  var template: String { "section" }
  var title: [ProseInline] { section.title }
  var marking: Marking { max(context.packMarking, section.marking) }

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var options = writer.options
    if context.pack.edition.pack.numbered { options.firstParagraphNumber = 1 }
    let body = writer.with(options)
    var values = PackHead(context: context).values(writer)
    let kind = context.strings.texts["page.kind.\(section.kind)"] ?? ""
    values["number"] = .plain(String(number))
    values["kindName"] = .plain(kind)
    values["sectionKind"] = .plain(section.kind)
    values["titleHTML"] = .html(writer.html(section.title))
    let status = ClearanceStatus(context: context)
    values["statusLabel"] = .plain(status.label)
    values["statusHTML"] = .html(writer.html(status.inlines(of: section.name)))
    let isForeign = section.language != context.language
    values["narrativeLanguage"] = .plain(isForeign ? section.language : "")
    values["bodyHTML"] = .html(body.html(section.text))
    values["notesHTML"] = .html(writer.notesHTML(for: section.text))
    values.setContents(headings(writer), writer)
    values.setNeighbours(neighbours, writer)
    return values
  }

  /// The outermost headings.
  private func headings(_ writer: HTMLWriter) -> [(id: String, title: TrustedHTML)] {
    var levels: [Int] = []
    for case .heading(let level, _) in section.text.blocks.lazy.map(\.kind) { levels.append(level) }
    guard let outermost = levels.min() else { return [] }
    var headings: [(id: String, title: TrustedHTML)] = []
    for block in section.text.blocks {
      guard case .heading(outermost, let content) = block.kind else { continue }
      headings.append((writer.id(ofBlock: block.id), writer.with(.inert).html(content)))
    }
    return headings
  }
}

/// Who a pack is for and from: the lines under its titles.
struct PackHead {
  let context: RenderingContext

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    let pack = context.pack
    var values = TemplateRecord()
    values["audienceHTML"] = .html(writer.html(pack.audience))
    values["fromHTML"] = .html(writer.html(pack.from))
    let decisionBy = pack.edition.pack.decisionBy?.value
    values["decisionByText"] = .plain(decisionBy.map { context.dates.text($0) } ?? "")
    values["decisionBy"] = .plain(decisionBy?.description ?? "")
    return values
  }
}
