/// A PNG, JPEG, GIF or WebP image without what only tells where it was made: cameras, places,
/// programs, people, dates, comments.
///
/// What decides how it looks stays as it is: pixels, colours, animation, which way is up. Nothing
/// is decoded; parts that are needed are copied as they stand.
package struct ImageFile: Sendable, Equatable {
  /// In pixels, as the file's header says.
  package let width: Int
  package let height: Int
  package let bytes: [UInt8]

  /// The image of a file; nil where it is none of the four kinds, is cut short, or is above the
  /// limits.
  ///
  /// The ending of its name, in lower case without the dot, tells which kind it must be.
  package init?(_ bytes: [UInt8], ending: String, limits: LoadingLimits = LoadingLimits()) {
    guard bytes.count <= limits.assetBytes else { return nil }
    var reader = ImageReader(bytes)
    let found: (width: Int, height: Int)?
    switch ending {
    case "png": found = reader.readPNG()
    case "jpg", "jpeg": found = reader.readJPEG()
    case "gif": found = reader.readGIF()
    case "webp": found = reader.readWebP()
    default: found = nil
    }
    guard let found, found.width > 0, found.height > 0,
      found.width <= limits.imagePixels / found.height
    else { return nil }
    width = found.width
    height = found.height
    self.bytes = reader.kept
  }
}
