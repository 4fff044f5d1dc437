internal import Diagnostics
internal import MarkdownTree

/// `marked`: blocks stricter than the text around them.
enum MarkedDirective {
  static let definition = DirectiveDefinition(
    "marked", argument: .word, holdsText: true
  ) { directive, _, page in
    guard let argument = directive.argument,
      let marking = Marking(shortForm: argument.value)
    else {
      // Whatever the author meant to hide stays hidden.
      page.report(.passageWithoutLabel(directive.argument ?? directive.name))
      return nil
    }
    return page.inPassage(marked: marking) { page in
      .marked(marking, page.compile(directive.body))
    }
  }
}
