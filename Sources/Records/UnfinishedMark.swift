/// The mark of a text that its author is still to write: `TODO what readers call it`.
package enum UnfinishedMark {
  package static let word = "TODO"

  /// Whether a text begins with the mark, as a word of its own.
  package static func opens(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.starts(with: word.utf8) else { return false }
    guard let next = bytes.dropFirst(word.utf8.count).first else { return true }
    return next == UInt8(ascii: " ") || next == UInt8(ascii: ":") || next == 0x0A
  }
}
