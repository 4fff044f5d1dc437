package import Diagnostics
internal import Records

/// A pack in one language, as programs that print it take it.
package struct PrintableBook: Sendable {
  /// From the edition's folder, with a slash at the end: `en/g7-2025/`.
  package let folder: String
  /// The highest marking of what it holds.
  package let marking: Marking
  /// The whole pack: a page that needs no other, with the styles of paper.
  package let whole: [[UInt8]]
  package let summaries: [PrintableSummary]
  /// The ids of the summaries in the whole pack.
  private let summaryIDs: Set<String>
  package let language: String
  package let isLetter: Bool
  /// What headers say at the left, and footers: pack and revision; the date of the data.
  package let headLine: String
  package let dateLine: String
  /// The date that the pack stands for, at midnight, in seconds since 1970.
  package let second: Int

  init(
    folder: String, marking: Marking, whole: [[UInt8]], summaries: [PrintableSummary],
    summaryIDs: Set<String> = [], language: String, isLetter: Bool, headLine: String,
    dateLine: String,
    date: CalendarDay?
  ) {
    self.folder = folder
    self.marking = marking
    self.whole = whole
    self.summaries = summaries
    self.summaryIDs = summaryIDs
    self.language = language
    self.isLetter = isLetter
    self.headLine = headLine
    self.dateLine = dateLine
    let epoch = CalendarDay(year: 1970, month: 1, day: 1)?.ordinal ?? 0
    second = max(0, ((date?.ordinal ?? epoch) - epoch) * 86_400)
  }

  /// The whole pack for a program that prints notes at the feet of pages: the sources that a text
  /// cites are spans of class `page-note` behind their first call.
  package var wholeWithPageNotes: [[UInt8]] { [PageNotes(kept: summaryIDs).moved(whole)] }
}

/// A section that must fit one sheet, as a page of its own.
package struct PrintableSummary: Sendable {
  /// From the pack's folder: `summary.pdf`.
  package let file: String
  package let marking: Marking
  package let markup: [UInt8]

  /// The page with more in its head, styles for one.
  package func markup(endOfHead: String) -> [UInt8] {
    HeadInsertion.inserted(endOfHead, in: markup)
  }
}

/// A file that a program made of a pack.
package struct PrintedFile: Sendable {
  /// From the pack's folder.
  package let path: String
  /// The key of what it is, under `page.files` in the strings.
  package let kind: String
  package let marking: Marking
  package let bytes: [UInt8]

  package init(path: String, kind: String, marking: Marking, bytes: [UInt8]) {
    self.path = path
    self.kind = kind
    self.marking = marking
    self.bytes = bytes
  }
}

/// Prints a pack before its cover is written, which names the files with their sizes.
package typealias PackPrinter = @Sendable (PrintableBook) async -> [PrintedFile]
