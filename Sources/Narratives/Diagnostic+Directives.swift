internal import Diagnostics

extension Diagnostic {
  static func unknownOption(
    _ name: Located<String>, of directive: String, nearest: String?
  ) -> Self {
    unknown(
      .unknownOption, "the directive '\(directive)' has no option \(name.quoted)", at: name,
      nearest: nearest)
  }

  static func unknownChartForm(_ form: Located<String>, nearest: String?) -> Self {
    unknown(
      .unknownOption, "no chart has the form \(form.quoted)", at: form, nearest: nearest)
  }

  static func unknownOnlyValue(
    _ value: Located<String>, of option: String, nearest: String?
  ) -> Self {
    unknown(.unknownOption, "no \(option) is called \(value.quoted)", at: value, nearest: nearest)
  }

  static func unknownColumn(
    _ column: Located<String>, of table: String, nearest: String?
  ) -> Self {
    unknown(
      .unknownColumn, "'\(table)' has no column \(column.quoted)", at: column, nearest: nearest)
  }

  static func unexpectedArgument(_ argument: Located<String>, of directive: String) -> Self {
    Self(
      .malformedDirective, .error, "the directive '\(directive)' takes no argument",
      at: argument.span)
  }

  static func missingArgument(_ name: Located<String>) -> Self {
    Self(
      .malformedDirective, .error,
      "the directive \(name.quoted) needs an argument on its fence line", at: name.span)
  }

  static func missingOption(_ option: String, of name: Located<String>) -> Self {
    Self(
      .malformedDirective, .error, "the directive \(name.quoted) needs the option ':\(option):'",
      at: name.span)
  }

  static func repeatedOption(_ name: Located<String>) -> Self {
    Self(
      .malformedDirective, .error, "the option \(name.quoted) is given twice", at: name.span)
  }

  static func emptyOption(_ name: Located<String>) -> Self {
    Self(.malformedDirective, .error, "the option \(name.quoted) has no value", at: name.span)
  }

  static func unexpectedText(of directive: String, at span: SourceSpan) -> Self {
    Self(.malformedDirective, .error, "the directive '\(directive)' holds no text", at: span)
  }

  static func malformedLabel(_ label: Located<String>) -> Self {
    Self(
      .malformedDirective, .error,
      "a label is made of lower-case letters, digits and hyphens: \(label.quoted) is not",
      at: label.span)
  }

  static func malformedLimit(_ limit: Located<String>) -> Self {
    Self(
      .unknownOption, .error, "a limit is a whole number from 1: \(limit.quoted) is not",
      at: limit.span)
  }

  static func onlyWithoutOption(_ name: Located<String>) -> Self {
    Self(
      .malformedDirective, .error, "the directive 'only' names an edition, language or format",
      at: name.span)
  }

  static func malformedMember(_ member: Located<String>) -> Self {
    Self(
      .unknownOption, .error,
      "a member is a country's two letters or 'eu': \(member.quoted) is not", at: member.span)
  }

  static func coverageWithoutMembers(at span: SourceSpan) -> Self {
    Self(
      .malformedDirective, .error,
      "a coverage matrix names its members where the pack's forum has none", at: span)
  }

  static func chartData(_ reason: String, at span: SourceSpan, isWarning: Bool) -> Self {
    Self(.chartData, isWarning ? .warning : .error, reason.shortened, at: span)
  }
}
