internal import Diagnostics
internal import Editions
internal import MarkdownTree
internal import Records

extension PageCompiler {
  mutating func compile(_ inlines: [Inline]) -> [ProseInline] {
    var result: [ProseInline] = []
    result.reserveCapacity(inlines.count)
    for inline in inlines { compile(inline, into: &result) }
    return result
  }

  private mutating func compile(_ inline: Inline, into result: inout [ProseInline]) {
    switch inline {
    case .text(let text): result.append(.text(text.value))
    case .softBreak: result.append(.softBreak)
    case .lineBreak: result.append(.lineBreak)
    case .code(let text): result.append(.code(text.value))
    case .emphasis(let content): result.append(.emphasis(compile(content)))
    case .strong(let content): result.append(.strong(compile(content)))
    case .strikethrough(let content): result.append(.strikethrough(compile(content)))
    case .link(let link): compile(link, into: &result)
    case .image(let image): compile(image, into: &result)
    case .html(let text): result.append(.html(text.value))
    case .footnoteReference(let label, _): result.append(footnotes.reference(to: label))
    case .role(let role): result += RoleTable.compile(role, in: &self)
    case .citation(let citation):
      let prose = compile(citation)
      if prose.isEmpty { result.dropTrailingSpace() }
      result += prose
    }
  }

  private mutating func compile(_ link: Inline.Link, into result: inout [ProseInline]) {
    let content = compile(link.content)
    switch target(of: link) {
    case .found(let target):
      result.append(.link(target: target, title: link.title, content: content))
    case .missing(let diagnostic):
      report(diagnostic)
      result += content
    }
  }

  private mutating func compile(_ image: Inline.Image, into result: inout [ProseInline]) {
    let source = image.source
    if image.alternative.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) {
      report(.missingAlternative(source))
    }
    guard let path = AssetPath.resolve(source.value, in: lookups.edition.pack) else {
      report(
        .unknownImage(
          source,
          nearest: NearestName.nearest(
            to: source.value, in: AssetPath.names(of: lookups.edition.pack))))
      return
    }
    result.append(.image(path: path, title: image.title, alternative: image.alternative))
  }
}

extension [ProseInline] {
  /// Takes away the space before a mark that is not shown.
  fileprivate mutating func dropTrailingSpace() {
    guard case .text(let text)? = last, text.utf8.last == UInt8(ascii: " ") else { return }
    self[count - 1] = .text(String(text.unicodeScalars.dropLast()))
  }
}

/// Images lie in the pack's `assets/`; narrative names them `assets/NAME`.
enum AssetPath {
  /// `assets/…` as the pack holds it; nil where it has no such file.
  static func resolve(_ source: String, in pack: Pack) -> String? {
    let wanted = source.utf8.starts(with: "./".utf8) ? String(source.dropFirst(2)) : source
    return names(of: pack).first { $0 == wanted || $0 == "assets/" + wanted }
  }

  /// The pack's assets, from its folder.
  static func names(of pack: Pack) -> [String] {
    pack.assets.map { path in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard let start = parts.firstIndex(of: "assets") else { return path }
      return parts[start...].joined(separator: "/")
    }
  }
}
