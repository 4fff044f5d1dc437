internal import Diagnostics
internal import Glibc

/// What a folder holds in the place of a manifest.
enum PublishedManifest: Sendable {
  /// With its bytes as they stand on disk.
  case sound(Manifest, [UInt8])
  case missing
  /// One phrase that says what is wrong.
  case malformed(String)

  /// No project comes near.
  private static let largest = 256 << 20

  /// Reads the manifest of an edition's folder; what is wrong with it is a value, and only a
  /// fault of the machine is thrown.
  init(in folder: OutputFolder) throws(PublishingError) {
    let name = EntryName(Manifest.fileName)
    let pieces: [[UInt8]]?
    do {
      pieces = try folder.read(name, limit: PublishedManifest.largest)
    } catch  where error.number == EFBIG {
      self = .malformed("it is too large to be a manifest")
      return
    }
    guard let pieces else {
      let kind = try folder.kind(name)
      self = kind.map { .malformed("it is \($0.words), not a plain file") } ?? .missing
      return
    }
    let bytes = pieces.count == 1 ? pieces[0] : Array(pieces.joined())
    do {
      self = .sound(try Manifest(bytes: bytes), bytes)
    } catch {
      self = .malformed(error.description)
    }
  }
}
