internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records

/// The page boxes of one pack for browser print: labels, revision, dates, page numbers.
///
/// Browsers take no running strings, so they stand here as literals.
struct PrintStyle {
  let context: RenderingContext
  /// The labels that pages of this pack carry.
  let markings: [Marking]

  /// The pack and its revision.
  var headLine: String {
    let pack = context.pack.edition.pack
    guard let revision = pack.revision else { return pack.id }
    return "\(pack.id) · \(context.strings("page.revision")) \(revision)"
  }

  /// The date of the data; empty where there is none.
  var dateLine: String {
    guard let text = EditionDate(context: context).text else { return "" }
    return "\(context.strings("page.asOf")) \(text)"
  }

  var css: String {
    var css = """

      @page {
        size: \(paper);
        margin: 20mm 18mm 18mm;
        @top-left { content: \(literal(headLine)); font: 9pt \(PrintStyle.family) }
        @bottom-left { content: \(literal(dateLine)); font: 9pt \(PrintStyle.family) }
        @bottom-center { content: \(pageCount); font: 9pt \(PrintStyle.family) }
      }

      """
    for marking in markings {
      let name = marking.cssClass
      let boxes = labelBoxes(marking)
      css += """
        @page \(name) {
          \(boxes)
        }
        @page \(name)-wide {
          size: \(paper) landscape;
          \(boxes)
        }
        @media print {
          body.\(name) { page: \(name) }
          body.page-annex.\(name), body.page-coverage.\(name),
          body.\(name) article.page-annex, body.\(name) article.page-coverage,
          body.\(name) figure.coverage {
            page: \(name)-wide
          }
        }

        """
    }
    return css
  }

  /// Edge tabs for programs that print the whole pack: a number on the pages of each section, a
  /// step lower from one to the next, beside the book's label.
  func tabs(of sections: [SectionPage], marking: Marking) -> String {
    var css = ""
    for section in sections {
      let name = "tab\(section.number)"
      let top = (section.number - 1) % PrintStyle.tabsDown * PrintStyle.tabStep
      css += """
        @page \(name) {
          \(labelBoxes(marking))
          @right-top {
            content: "\(section.number)"; font: bold 11pt \(PrintStyle.family); color: #ffffff;
            background: #12436d; width: 9mm; height: 20mm; margin-left: 9mm; margin-top: \(top)mm;
            text-align: center; vertical-align: middle
          }
        }
        body.page-book article[id=\(literal(HTMLWriter.anchor(page: section.path, fragment: nil)))] {
          page: \(name)
        }

        """
    }
    return css
  }

  /// For programs that print headers and footers without fail: the labels in the text would only
  /// stand beside those.
  static let withoutInnerLabels = ".marking-bar > .tlp, main > footer > .tlp { display: none }\n"

  /// Beside the links of annexes, the page that they lead to: paper has no other way there.
  ///
  /// They are as wide whatever the number. WeasyPrint learns the numbers by laying out anew, a few
  /// times at the most, and what would then take other lines leaves numbers that are not those of
  /// the pages.
  var pageReferences: String {
    let parts = Self.parts(context.optionalString("page.pageReference"))
    guard parts.count == 2 else { return "" }
    return """
      article:is(.page-annex, .page-coverage) th[scope="row"] a::after,
      .timeline-what a::after {
        content: \(literal("(" + parts[0])) target-counter(attr(href), page) \(literal(parts[1] + ")"));
        display: inline-block;
        width: 4.4em;
        margin-left: .25em;
        font-weight: normal;
      }

      """
  }

  /// Millimetres from one tab to the next, and how many stand above each other.
  private static let tabStep = 22
  private static let tabsDown = 11

  /// The label at the right of header and footer.
  private func labelBoxes(_ marking: Marking) -> String {
    """
    @top-right { content: \(literal(marking.label)); \(label(marking)); margin-top: 6mm }
      @bottom-right { content: \(literal(marking.label)); \(label(marking)); margin-top: 5mm }
    """
  }

  private static let family = "Arial, \"Liberation Sans\", Helvetica, sans-serif"

  private var paper: String {
    context.pack.edition.pack.paper == "letter" ? "letter" : "A4"
  }

  /// `Page 3 of 9`, from the pattern in the strings.
  private var pageCount: String {
    let parts = Self.parts(context.optionalString("page.pageCount"))
    guard parts.count == 2 else { return "counter(page) \"/\" counter(pages)" }
    return "\(literal(parts[0])) counter(page) \(literal(parts[1])) counter(pages)"
  }

  /// What stands before and behind the `|` of a pattern.
  private static func parts(_ pattern: String) -> [String] {
    pattern.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func label(_ marking: Marking) -> String {
    let color =
      switch marking {
      case .clear: "#ffffff"
      case .green: "#33ff00"
      case .amber, .amberStrict: "#ffc000"
      case .red: "#ff2b2b"
      }
    let width = marking == .amberStrict ? "50mm" : "30mm"
    return "font: bold 12pt/7mm \(PrintStyle.family); color: \(color); background: #000000; "
      + "height: 7mm; width: \(width); text-align: center; vertical-align: middle"
  }

  /// A CSS string: anything but plain letters is written as its number.
  private func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "<", ">", "&", "\u{0}"..."\u{1F}", "\u{7F}":
        result += "\\" + String(scalar.value, radix: 16) + " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
