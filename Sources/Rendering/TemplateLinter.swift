internal import Diagnostics

/// Refuses values where escaping cannot make them safe.
///
/// Escaped text is safe between elements and in quoted attributes. It is not safe unquoted, as a
/// name, in handlers and styles, in scripts and comments; and `href` and `src` take addresses only.
struct TemplateLinter {
  private enum State: Equatable {
    case content
    case tagName
    case endTag
    case insideTag
    case attributeName
    case afterEquals
    case unquoted
    case quoted(UInt8)
    case comment
    case declaration
    /// Inside `script`, `style` and their like, until the end tag of that name.
    case rawText(String)

    /// Inside a start tag but in no value: where whole attributes come and go.
    var isNameOfTag: Bool { self == .tagName || self == .insideTag || self == .attributeName }
  }

  private var state = State.content
  private var tag: [UInt8] = []
  private var attribute: [UInt8] = []
  /// What the attribute's value holds before the place at hand.
  private var value: [UInt8] = []
  /// The last few bytes of a comment or raw text, to find its end.
  private var tail: [UInt8] = []
  private var findings: [Diagnostic] = []

  static func check(_ nodes: [TemplateNode], path: String) -> [Diagnostic] {
    var linter = TemplateLinter()
    linter.check(nodes)
    if linter.state != .content {
      linter.findings.append(
        .unsafeTemplate(
          "a template ends between elements, not inside a tag, comment, script or style",
          at: SourceSpan(file: path)))
    }
    return linter.findings
  }

  private mutating func check(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .text(let bytes): for byte in bytes { read(byte) }
      case .variable(let name, let isRaw, let span):
        checkVariable(name, isRaw: isRaw, at: span)
        if case .quoted = state { value.append(UInt8(ascii: "x")) }
      case .partial(let name, let span):
        if state != .content {
          findings.append(
            .unsafeTemplate("partial '\(name)' stands between elements", at: span))
        }
      case .section(let name, _, let inner, let span):
        let before = state
        check(inner)
        if state != before, !(state.isNameOfTag && before.isNameOfTag) {
          findings.append(
            .unsafeTemplate(
              "section '\(name)' begins and ends at the same place of the markup", at: span))
          state = before
        }
      }
    }
  }

  private mutating func checkVariable(_ name: String, isRaw: Bool, at span: SourceSpan) {
    let isMarkup = name.utf8.hasSuffix("HTML")
    if isRaw != isMarkup {
      let message =
        isMarkup
        ? "'\(name)' holds markup and takes three braces"
        : "three braces are for values whose name ends in HTML, not for '\(name)'"
      findings.append(.unsafeTemplate(message, at: span))
      return
    }
    if let message = complaint(about: name, isMarkup: isMarkup) {
      findings.append(.unsafeTemplate(message, at: span))
    }
  }

  private func complaint(about name: String, isMarkup: Bool) -> String? {
    switch state {
    case .content: return tail == [UInt8(ascii: "<")] ? "a value never names an element" : nil
    case .tagName, .endTag: return "a value never names an element"
    case .insideTag, .attributeName: return "a value never names an attribute"
    case .afterEquals, .unquoted: return "the attribute's value takes quotes around '\(name)'"
    case .comment: return "a value never stands in a comment"
    case .declaration: return "a value never stands in a declaration"
    case .rawText(let element): return "a value never stands in '\(element)'"
    case .quoted: return quotedComplaint(about: name, isMarkup: isMarkup)
    }
  }

  private func quotedComplaint(about name: String, isMarkup: Bool) -> String? {
    let attribute = String(decoding: attribute, as: UTF8.self)
    if isMarkup { return "'\(name)' holds markup, which no attribute takes" }
    if attribute.utf8.starts(with: "on".utf8) { return "a value never stands in '\(attribute)'" }
    if ["style", "srcdoc", "srcset"].contains(attribute) {
      return "a value never stands in '\(attribute)'"
    }
    guard TemplateLinter.addressAttributes.contains(attribute) else { return nil }
    if name.utf8.hasSuffix("URL") || value.first == UInt8(ascii: "#") { return nil }
    return "'\(attribute)' takes an address, whose name ends in URL, not '\(name)'"
  }

  private static let addressAttributes: Set<String> = [
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "ping", "poster",
    "src", "xlink:href",
  ]

  private static let rawElements: Set<String> = [
    "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "xmp",
  ]

  private mutating func read(_ byte: UInt8) {
    switch state {
    case .content:
      tail.append(byte)
      if tail.count > 2 { tail.removeFirst() }
      guard tail.count == 2, tail[0] == UInt8(ascii: "<") else { return }
      tail = []
      startMarkup(byte)
    case .endTag:
      if byte == UInt8(ascii: ">") { state = .content }
    case .tagName:
      switch byte {
      case UInt8(ascii: ">"): closeTag()
      case UInt8(ascii: "/"), 0x20, 0x09, 0x0A, 0x0C: state = .insideTag
      default: tag.append(lowered(byte))
      }
    case .insideTag: readInsideTag(byte)
    case .attributeName:
      switch byte {
      case UInt8(ascii: "="): state = .afterEquals
      case UInt8(ascii: ">"): closeTag()
      case UInt8(ascii: "/"), 0x20, 0x09, 0x0A, 0x0C: state = .insideTag
      default: attribute.append(lowered(byte))
      }
    case .afterEquals:
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C: break
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        value = []
        state = .quoted(byte)
      case UInt8(ascii: ">"): closeTag()
      default: state = .unquoted
      }
    case .unquoted:
      switch byte {
      case UInt8(ascii: ">"): closeTag()
      case 0x20, 0x09, 0x0A, 0x0C: state = .insideTag
      default: break
      }
    case .quoted(let quote):
      if byte == quote { state = .insideTag } else { value.append(byte) }
    case .comment: readUntil("-->", byte)
    case .declaration:
      value.append(byte)
      if value.elementsEqual("--".utf8) {
        state = .comment
      } else if byte == UInt8(ascii: ">") {
        state = .content
      }
    case .rawText(let element): readUntil("</" + element, byte)
    }
  }

  /// After `<`: an element, an end tag, a comment, a declaration, or plain text.
  private mutating func startMarkup(_ byte: UInt8) {
    tag = []
    switch byte {
    case UInt8(ascii: "/"): state = .endTag
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      value = []
      state = .declaration
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      tag = [lowered(byte)]
      state = .tagName
    default: tail = [byte]
    }
  }

  private mutating func readInsideTag(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">"): closeTag()
    case UInt8(ascii: "/"), 0x20, 0x09, 0x0A, 0x0C: break
    case UInt8(ascii: "="): if !attribute.isEmpty { state = .afterEquals }
    default:
      attribute = [lowered(byte)]
      state = .attributeName
    }
  }

  private mutating func closeTag() {
    let name = String(decoding: tag, as: UTF8.self)
    tag = []
    attribute = []
    tail = []
    state = TemplateLinter.rawElements.contains(name) ? .rawText(name) : .content
  }

  /// Leaves a comment or raw text at its ending, read without regard to case.
  private mutating func readUntil(_ ending: String, _ byte: UInt8) {
    tail.append(lowered(byte))
    let wanted = Array(ending.utf8)
    if tail.count > wanted.count { tail.removeFirst() }
    guard tail == wanted else { return }
    tail = []
    state = state == .comment ? .content : .endTag
  }

  private func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
