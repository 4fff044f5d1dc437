package import Diagnostics

/// A parsed Markdown text: its blocks, and the footnote definitions taken out of the flow.
package struct MarkdownDocument: Sendable, Equatable {
  package var blocks: [Block]
  /// In the order of first reference; definitions nobody refers to are dropped.
  package var footnotes: [FootnoteDefinition]

  package init(blocks: [Block] = [], footnotes: [FootnoteDefinition] = []) {
    self.blocks = blocks
    self.footnotes = footnotes
  }
}

/// A footnote's text, named by its label.
package struct FootnoteDefinition: Sendable, Equatable {
  package var label: String
  package var blocks: [Block]
  package var span: SourceSpan

  package init(label: String, blocks: [Block], span: SourceSpan) {
    self.label = label
    self.blocks = blocks
    self.span = span
  }
}

/// One block-level element and where it stands.
package struct Block: Sendable, Equatable {
  package var kind: Kind
  package var span: SourceSpan
  /// Whether a blank line stands before it: once others are taken out of a list, what is left of it
  /// is as tight as if they had never been written.
  package var isSpaced = false

  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package indirect enum Kind: Sendable, Equatable {
    case paragraph([Inline])
    /// Levels 1 to 6 as written.
    case heading(level: Int, content: [Inline])
    case quote([Block])
    case list(MarkdownList)
    /// A fenced or indented code block; `info` is the fence line's text.
    case code(info: String, text: String)
    case table(MarkdownTable)
    case thematicBreak
    /// A block of raw HTML: a diagnostic by the time anyone renders, kept for specification tests.
    case html(String)
    case directive(Directive)
  }
}

/// An ordered, bullet or task list.
package struct MarkdownList: Sendable, Equatable {
  package var isOrdered: Bool
  package var start: Int
  /// Tight lists show their items' paragraphs bare.
  package var isTight: Bool
  package var items: [Item]

  package struct Item: Sendable, Equatable {
    package var blocks: [Block]
    /// Nil where the item is no task.
    package var isDone: Bool?

    package init(blocks: [Block], isDone: Bool? = nil) {
      self.blocks = blocks
      self.isDone = isDone
    }
  }

  package init(isOrdered: Bool, start: Int, isTight: Bool, items: [Item]) {
    self.isOrdered = isOrdered
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A table of inline cells; the first row is the header.
package struct MarkdownTable: Sendable, Equatable {
  package var alignments: [Alignment]
  package var header: [[Inline]]
  /// Every row has as many cells as the header.
  package var rows: [[[Inline]]]

  package enum Alignment: Sendable, Equatable { case none, left, center, right }

  package init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}

/// A MyST fenced directive: ```` ```{name} argument ````, options, then narrative.
package struct Directive: Sendable, Equatable {
  package var name: Located<String>
  /// The text after `{name}` on the fence line; nil where there is none.
  package var argument: Located<String>?
  /// `argument` read as inline narrative.
  package var argumentContent: [Inline]
  package var options: [Option]
  package var body: MarkdownDocument

  package struct Option: Sendable, Equatable {
    package var name: Located<String>
    package var value: Located<String>
    /// `value` read as inline narrative, for titles, notes and sources.
    package var content: [Inline]

    package init(name: Located<String>, value: Located<String>, content: [Inline]) {
      self.name = name
      self.value = value
      self.content = content
    }
  }

  package init(
    name: Located<String>, argument: Located<String>?, argumentContent: [Inline],
    options: [Option], body: MarkdownDocument
  ) {
    self.name = name
    self.argument = argument
    self.argumentContent = argumentContent
    self.options = options
    self.body = body
  }

  package func option(_ name: String) -> Option? {
    options.first { $0.name.value == name }
  }
}
