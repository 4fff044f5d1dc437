internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Takes out `only` blocks that are for stricter editions alone, and those editions' names from the
/// others: an edition need not know that there are stricter ones.
struct OnlySelector {
  /// Names of the editions above the ceiling.
  private let hidden: Set<String>

  init(_ settings: ProjectSettings, above ceiling: Marking) {
    hidden = Set(settings.editions.filter { $0.ceiling > ceiling }.map(\.name))
  }

  func select(_ record: inout Record) {
    guard record.narratives.contains(where: { isTouched($0.document) }) else { return }
    for index in record.narratives.indices { select(&record.narratives[index].document) }
  }

  func select(_ pack: inout Pack) {
    for index in pack.sections.indices { select(&pack.sections[index].document) }
  }

  private func select(_ document: inout MarkdownDocument) {
    guard isTouched(document) else { return }
    document.blocks = blocks(document.blocks)
    for index in document.footnotes.indices {
      document.footnotes[index].blocks = blocks(document.footnotes[index].blocks)
    }
  }

  private func isTouched(_ document: MarkdownDocument) -> Bool {
    !hidden.isEmpty
      && (document.blocks.holdOnly || document.footnotes.contains { $0.blocks.holdOnly })
  }

  private func blocks(_ blocks: [Block]) -> [Block] {
    blocks.compactMap { block in
      var block = block
      switch block.kind {
      case .quote(let inner):
        let kept = self.blocks(inner)
        if kept.isEmpty, !inner.isEmpty { return nil }
        block.kind = .quote(kept)
      case .list(var list):
        list.items = list.items.compactMap { item in
          let kept = self.blocks(item.blocks)
          if kept.isEmpty, !item.blocks.isEmpty { return nil }
          return MarkdownList.Item(blocks: kept, isDone: item.isDone)
        }
        if list.items.isEmpty { return nil }
        block.kind = .list(list)
      case .directive(var directive):
        guard select(&directive) else { return nil }
        block.kind = .directive(directive)
      case .paragraph, .heading, .code, .table, .thematicBreak, .html: break
      }
      return block
    }
  }

  /// Whether anything of the directive is for this edition.
  private func select(_ directive: inout Directive) -> Bool {
    if directive.name.value == "only",
      let index = directive.options.firstIndex(where: { $0.name.value == "edition" })
    {
      let option = directive.options[index]
      let names = option.value.value.split(separator: ",").map { part in
        String(decoding: part.utf8.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
      }
      let kept = names.filter { !hidden.contains($0) }
      if kept.isEmpty { return false }
      if kept.count < names.count {
        directive.options[index] = Directive.Option(
          name: option.name, value: option.value.map { _ in kept.joined(separator: ", ") },
          content: option.content)
      }
    }
    let isFilled = !directive.body.blocks.isEmpty
    select(&directive.body)
    return !(isFilled && directive.body.blocks.isEmpty)
  }
}

extension [Block] {
  /// Whether any block is for some editions alone; most texts hold none and stay untouched.
  fileprivate var holdOnly: Bool {
    contains { block in
      switch block.kind {
      case .quote(let blocks): blocks.holdOnly
      case .list(let list): list.items.contains { $0.blocks.holdOnly }
      case .directive(let directive):
        directive.name.value == "only" || directive.body.blocks.holdOnly
          || directive.body.footnotes.contains { $0.blocks.holdOnly }
      case .paragraph, .heading, .code, .table, .thematicBreak, .html: false
      }
    }
  }
}
