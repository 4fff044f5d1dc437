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
  /// What a reader's shelf says of it.
  package let description: BookDescription
  /// The date that the pack stands for, at midnight, in seconds since 1970.
  package let second: Int

  init(
    folder: String, marking: Marking, whole: [[UInt8]], summaries: [PrintableSummary],
    summaryIDs: Set<String> = [], language: String, isLetter: Bool, headLine: String,
    dateLine: String, description: BookDescription, date: CalendarDay?
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
    self.description = description
    let epoch = CalendarDay(year: 1970, month: 1, day: 1)?.ordinal ?? 0
    second = max(0, ((date?.ordinal ?? epoch) - epoch) * 86_400)
  }

  /// The whole pack for a program that prints notes at the feet of pages: the sources that a text
  /// cites are spans of class `page-note` behind their first call.
  package var wholeWithPageNotes: [[UInt8]] { [PageNotes(kept: summaryIDs).moved(whole)] }
}

/// What an electronic book tells of itself.
package struct BookDescription: Sendable {
  package let title: String
  /// A UUID of what the pack states: another snapshot, another book.
  package let identifier: String
  /// The day that the pack stands for: `2025-06-10`.
  package let day: String
  /// What its list of contents is called.
  package let contentsTitle: String
  /// The styles of the pages, without paper's.
  package let style: String

  init(
    title: String = "", identifier: String = "", date: CalendarDay? = nil,
    contentsTitle: String = "", style: String = ""
  ) {
    self.title = title
    self.identifier = identifier
    let numbers = date.map { [($0.year, 4), ($0.month, 2), ($0.day, 2)] } ?? []
    let parts = numbers.map { number, width in
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    day = parts.isEmpty ? "1970-01-01" : parts.joined(separator: "-")
    self.contentsTitle = contentsTitle
    self.style = style
  }
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
