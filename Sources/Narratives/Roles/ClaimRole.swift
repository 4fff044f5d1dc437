internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// `` {claim}`the largest theft on record <bybit-largest>` ``: text that the data must bear out.
enum ClaimRole {
  static let definition = RoleDefinition(name: "claim", variants: .none) { role, page in
    let claims = page.lookups.figures
    guard let claim = claims.claim(role.target.value) else {
      let nearest = NearestName.nearest(to: role.target.value, in: claims.claims.lazy.map(\.id))
      let marking = nearest.flatMap { claims.claim($0)?.definition.marking } ?? .clear
      page.report(
        .unknownTarget(
          role.target, kind: "claim", nearest: nearest.map { Suggestion($0, marking: marking) }))
      return role.shownText
    }
    page.claims.insert(claim.id)
    page.depends.insert("claims/\(claim.id)")
    page.show(claim.definition.marking ?? .clear)
    // A claim that fails is reported once, where it is defined.
    if let text = role.writtenText { return text }
    guard
      let (label, language) = claim.definition.label?.entry(
        in: page.lookups.language, default: page.lookups.defaultLanguage),
      !page.isQuotingHeading
    else {
      page.report(.claimWithoutText(role))
      return role.shownText
    }
    page.isQuotingHeading = true
    defer { page.isQuotingHeading = false }
    return page.compile(label, in: language, checked: false)
  }
}
