internal import Diagnostics
internal import Editions
internal import MarkdownTree
internal import Records

/// `` {term}`IT workers <it-worker>` ``: an entry of the glossary.
enum TermRole {
  static let definition = RoleDefinition(name: "term", variants: .none) { role, page in
    guard let term = page.lookups.term(role.target.value) else {
      let terms = page.lookups.edition.pack.terms
      let nearest = NearestName.nearest(to: role.target.value, in: terms.lazy.map(\.id.value))
      let marking = terms.first { $0.id.value == nearest }?.marking ?? .clear
      page.report(
        .unknownTarget(
          role.target, kind: "term", nearest: nearest.map { Suggestion($0, marking: marking) }))
      return role.shownText
    }
    page.terms.insert(term.id.value)
    page.show(term.marking ?? .clear)
    if let text = role.writtenText { return [.term(id: term.id.value, content: text)] }
    let lookups = page.lookups
    guard
      let (narrative, language) = term.term.entry(
        in: lookups.language, default: lookups.defaultLanguage), !page.isQuotingHeading
    else { return [.term(id: term.id.value, content: [.text(term.id.value)])] }
    // A term that names itself ends here.
    page.isQuotingHeading = true
    let content = page.compile(narrative, in: language, checked: false)
    page.isQuotingHeading = false
    return [.term(id: term.id.value, content: content)]
  }
}
