internal import Diagnostics
internal import MarkdownTree

/// Directives between fences longer than any inside them.
enum DirectiveText {
  static func lines(of directive: Directive) -> [String] {
    var head = "{\(directive.name.value)}"
    if let argument = directive.argument {
      head += " " + InlineText.text(directive.argumentContent, spelling: argument.value)
    }
    let options = directive.options.map { option -> String in
      let value =
        option.content.isEmpty
        ? option.value.value
        : InlineText.text(option.content, spelling: option.value.value)
      return ":\(option.name.value):" + (value.isEmpty ? "" : " " + value)
    }
    let body = BlockText.lines(of: directive.body)
    let gap = options.isEmpty || body.isEmpty ? [] : [""]
    let inner = options + gap + body
    let fence = BlockText.fence(around: inner, head: head)
    return [fence + head] + inner + [fence]
  }
}
