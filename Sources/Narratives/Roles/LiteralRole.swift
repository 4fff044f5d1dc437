internal import Diagnostics
internal import MarkdownTree

/// `` {literal}`47 <counted by hand>` ``: a number that an author vouches for, with the reason.
enum LiteralRole {
  static let definition = RoleDefinition(name: "literal", variants: .none) { role, page in
    guard let text = role.text, !text.value.isEmpty,
      role.target.value.utf8.contains(where: { $0 != UInt8(ascii: " ") })
    else {
      page.report(.waiverWithoutReason(role))
      return role.shownText
    }
    let reason = role.target.value
    page.waivers.append(Waiver(text: text.value, reason: reason, span: role.span))
    return [.number(NumberUse(display: text.value, value: nil, origin: .waiver(reason)))]
  }
}
