/// A form in which packs are made beside their pages.
package enum PaperForm: Sendable, Hashable {
  /// For print, by WeasyPrint.
  case pdf
  /// For Word, by Pandoc.
  case word
  /// For tablets: EPUB 3.
  case ebook
}
