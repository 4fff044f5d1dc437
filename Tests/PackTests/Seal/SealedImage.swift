/// Images that are text: of one pixel, with a comment.
enum SealedImage {
  /// A GIF of ASCII bytes alone, so that a project of texts can hold it.
  static func text(saying comment: String) -> String {
    let screen = "GIF89a\u{1}\u{0}\u{1}\u{0}\u{0}\u{0}\u{0}"
    let length = UnicodeScalar(UInt8(min(127, comment.utf8.count)))
    let note = "!\u{7E}\(length)\(comment.prefix(127))\u{0}"
    let pixel = ",\u{0}\u{0}\u{0}\u{0}\u{1}\u{0}\u{1}\u{0}\u{0}\u{2}\u{2}D\u{1}\u{0}"
    return screen + note + pixel + ";"
  }
}
