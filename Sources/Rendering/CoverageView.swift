internal import MarkdownTree
package import Narratives
internal import Records

/// A coverage matrix as a table of words.
package struct CoverageView: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  package func html(_ matrix: CoverageMatrix, writer: HTMLWriter) -> TrustedHTML {
    writer.html([ProseBlock(id: "", kind: .table(table(of: matrix)))])
  }

  package func markdown(_ matrix: CoverageMatrix, writer: MarkdownWriter) -> String {
    writer.markdown([ProseBlock(id: "", kind: .table(table(of: matrix)))])
  }

  package func csv(_ matrix: CoverageMatrix) -> CSVTable {
    CSVTable(header: [], rows: [])
  }

  private func table(of matrix: CoverageMatrix) -> ProseTable {
    ProseTable(
      alignments: [.left] + matrix.members.map { _ in .none },
      header: [matrix.title] + matrix.members.map { [.text(context.strings("country.\($0)"))] },
      rows: matrix.rows.map { row in
        [context.link(to: row.entity)] + row.cells.map { [.text($0.status.rawValue)] }
      })
  }
}
