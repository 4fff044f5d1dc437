/// A form in which packs are made for paper, by programs from outside.
package enum PaperForm: Sendable, Hashable {
  /// By WeasyPrint.
  case pdf
  /// By Pandoc.
  case word
}
