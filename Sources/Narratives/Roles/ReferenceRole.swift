internal import Diagnostics
internal import MarkdownTree
internal import Records

/// `` {ref}`the matrix <coverage-matrix>` ``: a heading or labelled block, here or in any section;
/// a section by its name; `section#heading` where several have the heading.
enum ReferenceRole {
  static let definition = RoleDefinition(name: "ref", variants: .none) { role, page in
    guard let found = page.find(role.target.value) else {
      let nearest =
        page.ownAnchors().nearest(to: role.target.value)
        ?? page.lookups.anchors.nearest(to: role.target.value)
      page.report(
        .unknownTarget(role.target, kind: "heading, label or section", nearest: nearest))
      return role.shownText
    }
    let content = role.writtenText ?? page.quote(found.title, else: role.target.value)
    return [.link(target: found.target, title: "", content: content)]
  }
}

extension PageCompiler {
  fileprivate mutating func find(_ name: String) -> (target: LinkTarget, title: [Inline])? {
    if let own = ownAnchors()[name] { return (.here(fragment: name), own.title) }
    if let title = lookups.anchors.titles[name] {
      return (.section(name: name, fragment: nil), title.content)
    }
    if let (section, anchor) = lookups.anchors.place(name) {
      return (.section(name: section, fragment: name), anchor.title)
    }
    let parts = name.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let page = lookups.anchors.page(String(parts[0])),
      let anchor = page[String(parts[1])]
    else { return nil }
    return (.section(name: String(parts[0]), fragment: anchor.fragment), anchor.title)
  }

  /// The words of a heading or title, as the text of a link to it.
  fileprivate func quote(_ title: [Inline], else name: String) -> [ProseInline] {
    guard !title.isEmpty, !isQuotingHeading else { return [.text(name)] }
    var quoting = PageCompiler(
      lookups: lookups, place: place, language: language, marking: marking)
    quoting.isQuotingHeading = true
    quoting.document = document
    return [.text(quoting.compile(title).readableText)]
  }
}
