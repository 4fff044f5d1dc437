import Foundation
import MarkdownTree
import Narratives
@testable import Rendering

/// Footnotes with one spelling for our form and cmark's.
///
/// Ours count in letters and are listed with the sources, cmark's count in digits and stand at the
/// end of the text. References become `[note N]`, and the notes themselves follow the text in their
/// order, without ways back.
enum FootnoteForm {
  static func ours(_ document: MarkdownDocument, _ writer: HTMLWriter) -> String {
    let text = writer.html([ProseBlock](plain: document.blocks)).text
    let bodies = document.footnotes.map { writer.html([ProseBlock](plain: $0.blocks)).text }
    return ([text] + bodies).joined(separator: "\n")
      .replacing(#/<sup class="footnote">(?:<a[^>]*>)?([a-z])(?:</a>)?</sup>/#) { match in
        let letter = match.1.utf8.first ?? UInt8(ascii: "a")
        return "[note \(Int(letter) - Int(UInt8(ascii: "a")) + 1)]"
      }
  }

  static func reference(_ html: String) -> String {
    let marked =
      html
      .replacing(#/<sup class="footnote-ref"><a[^>]*>([0-9]+)</a></sup>/#) { "[note \($0.1)]" }
    guard let notes = marked.range(of: "<section class=\"footnotes\"") else { return marked }
    let bodies = marked[notes.lowerBound...]
      .replacing(#/\s*<a href="#fnref[^>]*>↩(?:<sup[^>]*>[0-9]+</sup>)?</a>/#, with: "")
      .replacing(#/</?section[^>]*>|<ol>|</ol>(?=\s*</section>)|<li id="fn[^>]*>|</li>/#, with: "")
    return String(marked[..<notes.lowerBound] + bodies)
  }
}
