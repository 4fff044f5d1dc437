/// Why what looks like a role is none.
enum RoleFault: Equatable {
  /// The braces do not hold a name; the likeliest whole head, if any.
  case name(String?)
  case brace, spaced, noCode, unescaped, unclosed, cell, backticks, glued, emptyTarget

  var rule: String {
    switch self {
    case .name: "a role's name is lower-case letters, digits and hyphens, without spaces"
    case .brace: "a role is a whole '{name}' directly before its code span"
    case .spaced: "a role's code span follows its brace directly"
    case .noCode: "a role is followed directly by a code span"
    case .unescaped: "a brace that opens no role is written '\\{'"
    case .unclosed: "a role's code span ends with as many backticks as it starts with"
    case .cell: "in a table, a role's content writes '|' as '\\|'"
    case .backticks: "a role's code span needs more backticks than stand inside it"
    case .glued: "a role's code span ends before a space or punctuation"
    case .emptyTarget: "a role's '<…>' names its target"
    }
  }
}

/// Why what looks like a directive is none, or not whole.
enum DirectiveFault: Equatable {
  case head(String?)
  case inText, unclosed, closedEarly, crowded, optionForm, optionLate, optionTwice, lookAlike

  var rule: String {
    switch self {
    case .head: "a directive's fence line is '{name}', lower case, then a space and its argument"
    case .inText: "a directive's fence stands on a line of its own, without backticks after it"
    case .unclosed: "a directive ends with a fence as long as its first"
    case .closedEarly: "an inner fence is shorter than its directive's"
    case .crowded: "a directive's last fence is followed by a blank line"
    case .optionForm: "a directive's option is written ':name: value'"
    case .optionLate: "a directive's options stand before its text"
    case .optionTwice: "a directive's option is given once"
    case .lookAlike: "a directive's name stands in braces"
    }
  }
}
