internal import MarkdownTree
package import Narratives

/// A timeline as a list of dates.
package struct TimelineView: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  package func html(_ timeline: Timeline, writer: HTMLWriter) -> TrustedHTML {
    writer.html([ProseBlock(id: "", kind: .table(table(of: timeline)))])
  }

  package func markdown(_ timeline: Timeline, writer: MarkdownWriter) -> String {
    writer.markdown([ProseBlock(id: "", kind: .table(table(of: timeline)))])
  }

  package func csv(_ timeline: Timeline) -> CSVTable {
    CSVTable(header: [], rows: [])
  }

  private func table(of timeline: Timeline) -> ProseTable {
    ProseTable(
      alignments: [.left, .left], header: [timeline.title, []],
      rows: timeline.events.map {
        [[.text(context.dates.text($0.date))], context.link(to: $0.record)]
      })
  }
}
