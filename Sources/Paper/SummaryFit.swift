internal import Rendering

/// Whether a summary fits one sheet, and if not, how far it runs over.
struct SummaryFit {
  let summary: PrintableSummary
  /// `A4` or `Letter`.
  let paper: String

  /// Millimetres: the sheets, and a line of the summary in print (10.5 pt at 1.35).
  private static let sizes: [String: (width: Double, height: Double)] = [
    "A4": (210, 297), "Letter": (215.9, 279.4),
  ]
  private static let line = 5.0
  /// What is longer than another whole page is not measured further.
  private static let most = 64

  /// The lines that do not fit: 0 where all do, nil where the pages could not be counted.
  ///
  /// The sheet is made taller, line by line, until one page is enough: each print answers with no
  /// more than its number of pages. Halving finds the line in seven prints at the most.
  func overflow(_ run: PrinterRun) throws(PaperError) -> Int? {
    guard let fitsAlready = try fits(adding: 0, run) else { return nil }
    if fitsAlready { return 0 }
    var low = 0
    var high = SummaryFit.most
    while low + 1 < high {
      let middle = (low + high) / 2
      guard let isEnough = try fits(adding: middle, run) else { return nil }
      if isEnough { high = middle } else { low = middle }
    }
    return high
  }

  private func fits(adding lines: Int, _ run: PrinterRun) throws(PaperError) -> Bool? {
    guard let size = SummaryFit.sizes[paper] else { return nil }
    let height = size.height + Double(lines) * SummaryFit.line
    let style = "<style>@page { size: \(size.width)mm \(height)mm }</style>"
    return try run.pageCount([summary.markup(endOfHead: style)]).map { $0 <= 1 }
  }
}
