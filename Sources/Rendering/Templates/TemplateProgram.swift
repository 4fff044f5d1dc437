/// A template made ready to be filled: text joined, lines that hold only a tag taken out.
///
/// Fills straight into a buffer of bytes. A general engine spent most of a page's time on casts of
/// `Any` and on strings made for each tag.
struct TemplateProgram: Sendable {
  private indirect enum Step: Sendable {
    case text([UInt8])
    case value(String)
    case section(String, isInverted: Bool, steps: [Step])
    case partial(String)
  }

  private let steps: [Step]

  init(_ nodes: [TemplateNode]) {
    var reader = Reader(nodes)
    steps = reader.steps(isLineStart: true)
  }

  /// Fills the template from the records of `stack`, the innermost last.
  ///
  /// Answers whether every name was found and every partial known.
  func fill(
    _ stack: [TemplateRecord], partials: [String: TemplateProgram], into bytes: inout [UInt8]
  ) -> Bool {
    var filler = Filler(stack: stack, partials: partials)
    filler.fill(steps, into: &bytes, depth: 0)
    return !filler.hasMissed
  }

  private struct Filler {
    var stack: [TemplateRecord]
    let partials: [String: TemplateProgram]
    var hasMissed = false

    mutating func fill(_ steps: [Step], into bytes: inout [UInt8], depth: Int) {
      for step in steps {
        switch step {
        case .text(let text): bytes.append(contentsOf: text)
        case .value(let name): value(name)?.append(to: &bytes)
        case .section(let name, let isInverted, let inner):
          let value = value(name)
          if isInverted {
            if value?.isEmpty ?? true { fill(inner, into: &bytes, depth: depth) }
          } else if case .list(let records) = value {
            for record in records {
              stack.append(record)
              fill(inner, into: &bytes, depth: depth)
              stack.removeLast()
            }
          } else if value?.isEmpty == false {
            fill(inner, into: &bytes, depth: depth)
          }
        case .partial(let name):
          guard depth < TemplateEngine.partialDepth, let inner = partials[name] else { break }
          fill(inner.steps, into: &bytes, depth: depth + 1)
        }
      }
    }

    /// The innermost record's value of that name.
    private mutating func value(_ name: String) -> TemplateValue? {
      var index = stack.count - 1
      while index >= 0 {
        if let value = stack[index][name] { return value }
        index -= 1
      }
      hasMissed = true
      return nil
    }
  }

  /// Takes out lines that hold nothing but a section's tag or a partial, as Mustache has it.
  ///
  /// A partial is never indented: that would also indent preformatted text.
  private struct Reader {
    private enum Piece {
      case text([UInt8])
      case value(String)
      case open(String, isInverted: Bool)
      case close
      case partial(String)

      /// Whether a line may be taken out that holds only this.
      var mayStandAlone: Bool {
        if case .value = self { false } else { true }
      }

      var isPartial: Bool {
        if case .partial = self { true } else { false }
      }
    }

    private var pieces: [Piece] = []
    private var piece = 0
    /// The place in a text piece.
    private var offset = 0

    init(_ nodes: [TemplateNode]) {
      append(nodes)
    }

    private mutating func append(_ nodes: [TemplateNode]) {
      for node in nodes {
        switch node {
        case .text(let bytes):
          // A comment between two texts is gone.
          if case .text(let before) = pieces.last {
            pieces[pieces.count - 1] = .text(before + bytes)
          } else if !bytes.isEmpty {
            pieces.append(.text(bytes))
          }
        case .variable(let name, _, _): pieces.append(.value(name))
        case .section(let name, let isInverted, let inner, _):
          pieces.append(.open(name, isInverted: isInverted))
          append(inner)
          pieces.append(.close)
        case .partial(let name, _): pieces.append(.partial(name))
        }
      }
    }

    /// Reads up to the end of the section at hand, or of the template.
    mutating func steps(isLineStart: Bool) -> [Step] {
      var steps: [Step] = []
      var isLineStart = isLineStart
      var text: [UInt8] = []
      while true {
        // Spaces before a tag stay only if the line holds more.
        var blanks = isLineStart ? read(while: isBlank) : []
        let line = read { $0 != UInt8(ascii: "\n") }
        if !line.isEmpty || isAtText { text += blanks + line }
        if isAtText {
          offset += 1
          text.append(UInt8(ascii: "\n"))
          isLineStart = true
          continue
        }
        if !line.isEmpty {
          blanks = []
          isLineStart = false
        }
        guard piece < pieces.count else { break }
        let tag = pieces[piece]
        piece += 1
        let isAlone = isLineStart && tag.mayStandAlone && skipLineEnd()
        if !isAlone, !tag.isPartial { text += blanks }
        if !text.isEmpty { steps.append(.text(text)) }
        text = []
        isLineStart = isAlone
        switch tag {
        case .text: break
        case .value(let name): steps.append(.value(name))
        case .open(let name, let isInverted):
          let inner = self.steps(isLineStart: isAlone)
          steps.append(.section(name, isInverted: isInverted, steps: inner))
        case .close: return steps
        case .partial(let name): steps.append(.partial(name))
        }
      }
      if !text.isEmpty { steps.append(.text(text)) }
      return steps
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }

    /// Whether text is left before the next tag.
    private var isAtText: Bool {
      if piece < pieces.count, case .text = pieces[piece] { true } else { false }
    }

    /// Reads bytes of the text at hand; moves on to the next piece behind its last.
    private mutating func read(while isWanted: (UInt8) -> Bool) -> [UInt8] {
      guard piece < pieces.count, case .text(let bytes) = pieces[piece] else { return [] }
      let found = bytes[offset...].prefix(while: isWanted)
      offset = found.endIndex
      if offset == bytes.count {
        piece += 1
        offset = 0
      }
      return Array(found)
    }

    /// Skips the end of a line that holds nothing more; stays where it does.
    private mutating func skipLineEnd() -> Bool {
      guard piece < pieces.count else { return true }
      guard case .text(let bytes) = pieces[piece] else { return false }
      let rest = bytes[offset...].drop(while: isBlank)
      guard rest.first == UInt8(ascii: "\n") else { return false }
      offset = rest.startIndex + 1
      if offset == bytes.count {
        piece += 1
        offset = 0
      }
      return true
    }
  }
}
