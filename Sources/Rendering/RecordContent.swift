package import Narratives
package import Records

/// What a record's page says, as finished narrative, so that HTML and Markdown say the same.
package struct RecordContent: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// One labelled fact: `Status`, `confirmed`.
  package struct Fact: Sendable {
    package var key: String
    package var label: String
    package var value: [ProseInline]

    package init(key: String, label: String, value: [ProseInline]) {
      self.key = key
      self.label = label
      self.value = value
    }
  }

  /// A titled part of the page: estimates, attributions, listings, sources.
  package struct Part: Sendable {
    package var id: String
    package var title: String
    package var blocks: [ProseBlock]

    package init(id: String, title: String, blocks: [ProseBlock]) {
      self.id = id
      self.title = title
      self.blocks = blocks
    }
  }

  /// The facts at the top of the page, in the order of `ux.md`'s page anatomy.
  package func facts(of record: Record) -> [Fact] { [] }

  /// The parts below the record's narrative.
  package func parts(of record: Record) -> [Part] { [] }
}
