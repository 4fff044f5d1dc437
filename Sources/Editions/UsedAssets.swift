internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Which of a pack's images its texts show: an image has no marking but that of what shows it.
enum UsedAssets {
  /// Paths as `Pack.assets` lists them, in that order.
  ///
  /// `pack` and `records` are what selection left.
  static func paths(of pack: Pack, records: [Record]) -> [String] {
    guard !pack.assets.isEmpty else { return [] }
    var names: Set<String> = []
    let listed = sections(of: pack)
    for section in listed { section.document.collectImages(into: &names) }
    for record in records {
      for narrative in record.narratives { narrative.document.collectImages(into: &names) }
    }
    for narrative in shortTexts(of: pack) + listed.map(\.title) {
      narrative.content.collectImages(into: &names)
    }
    return pack.assets.filter { path in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard let start = parts.firstIndex(of: "assets") else { return false }
      // As narrative may name it: `assets/map.png`, `map.png`, either after `./`.
      let full = parts[start...].joined(separator: "/")
      let short = parts[(start + 1)...].joined(separator: "/")
      return [full, short, "./" + full, "./" + short].contains(where: names.contains)
    }
  }

  private static func shortTexts(of pack: Pack) -> [InlineNarrative] {
    let localized =
      [pack.title, pack.audience, pack.from, pack.handling] + pack.contents.map(\.title)
      + pack.figures.map(\.label) + pack.claims.map(\.label) + pack.reconciliations.map(\.because)
      + pack.terms.map(\.term) + pack.terms.map(\.definition)
    return localized.compactMap(\.self).flatMap { $0.entries.map(\.narrative) }
  }

  /// A section that no contents name is shown to nobody.
  private static func sections(of pack: Pack) -> [Section] {
    pack.sections.filter { section in
      pack.contents.contains { $0.kind == .section(section.name) }
    }
  }
}

extension MarkdownDocument {
  fileprivate func collectImages(into names: inout Set<String>) {
    blocks.collectImages(into: &names)
    for footnote in footnotes { footnote.blocks.collectImages(into: &names) }
  }
}

extension [Block] {
  fileprivate func collectImages(into names: inout Set<String>) {
    for block in self {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): content.collectImages(into: &names)
      case .quote(let blocks): blocks.collectImages(into: &names)
      case .list(let list): for item in list.items { item.blocks.collectImages(into: &names) }
      case .table(let table):
        for cell in table.header { cell.collectImages(into: &names) }
        for row in table.rows { for cell in row { cell.collectImages(into: &names) } }
      case .directive(let directive):
        directive.argumentContent.collectImages(into: &names)
        for option in directive.options { option.content.collectImages(into: &names) }
        directive.body.collectImages(into: &names)
      case .code, .thematicBreak, .html: break
      }
    }
  }
}

extension [Inline] {
  fileprivate func collectImages(into names: inout Set<String>) {
    for inline in self {
      switch inline {
      case .image(let image): names.insert(image.source.value)
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.collectImages(into: &names)
      case .link(let link): link.content.collectImages(into: &names)
      case .role(let role): role.narrative.collectImages(into: &names)
      default: break
      }
    }
  }
}
