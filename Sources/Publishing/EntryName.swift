/// The name of an entry as the file system holds it: bytes, which `String` would compare by
/// canonical equivalence.
struct EntryName: Hashable, Comparable, Sendable {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// For people; bytes that are not UTF-8 are replaced.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether `text` names the same bytes.
  var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let characters = bytes.map { CChar(bitPattern: $0) } + [0]
    return body(characters)
  }

  static func < (left: EntryName, right: EntryName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  func hasPrefix(_ text: String) -> Bool { bytes.starts(with: text.utf8) }

  /// The path of this entry in the folder whose path is `folder`, both from one root.
  func path(in folder: EntryName) -> EntryName {
    guard !folder.bytes.isEmpty else { return self }
    var joined = folder.bytes
    joined.reserveCapacity(joined.count + bytes.count + 1)
    joined.append(UInt8(ascii: "/"))
    joined.append(contentsOf: bytes)
    return EntryName(bytes: joined)
  }
}
