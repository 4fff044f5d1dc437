import Diagnostics
import MarkdownTree

/// What a tree says, without places and spellings: two trees of one shape compile alike.
///
/// Blank lines between blocks are spelling: of a list, `isTight` says what they mean.
enum TreeShape {
  static func text(of value: Any) -> String {
    if value is SourceSpan { return "" }
    if let inlines = value as? [Inline] {
      return "[" + joined(inlines).map { text(reflecting: $0) }.joined(separator: " ") + "]"
    }
    if let directive = value as? Directive {
      let options = directive.options.map { option in
        option.name.value + "="
          + (option.content.isEmpty ? option.value.value : text(of: option.content))
      }
      return "directive \(directive.name.value) \(text(of: directive.argumentContent)) \(options) "
        + text(of: directive.body)
    }
    if let role = value as? Role {
      let content = role.narrative.isEmpty ? role.content.value : text(of: role.narrative)
      return "role \(role.name.value):\(role.variant?.value ?? "") \(content)"
    }
    return text(reflecting: value)
  }

  private static func text(reflecting value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return String(reflecting: value) }
    let name = mirror.displayStyle == .enum ? "" : "\(type(of: value))"
    return "(" + name
      + mirror.children.filter { $0.label != "isSpaced" }
      .map { ($0.label ?? "") + ":" + text(of: $0.value) }
      .joined(separator: ",") + ")"
  }

  private static func joined(_ inlines: [Inline]) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      if case .text(let text) = inline, case .text(var last)? = result.last {
        last.value += text.value
        result[result.count - 1] = .text(last)
      } else {
        result.append(inline)
      }
    }
    return result
  }
}
