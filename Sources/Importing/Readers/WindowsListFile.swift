internal import Diagnostics
internal import Digests
internal import Loading

/// A list in Windows-1252, handed out as UTF-8: for the lists known to be so, and for no other.
struct WindowsListFile: ListFile {
  let file: any ListFile

  var name: String { file.name }

  func open() throws -> any ListBytes { WindowsListBytes(try file.open()) }

  /// The file itself where its bytes are UTF-8, else the same read as Windows-1252.
  static func ifNeeded(_ file: any ListFile) throws -> any ListFile {
    let gate = try TextGate(file, isHashed: false)
    do {
      while try gate.next() != nil {}
      return file
    } catch let fault as ListFault where fault.diagnostic.code == .listEncoding {
      return WindowsListFile(file: file)
    }
  }
}

extension WindowsListFile {
  /// SHA-256 of a file's own bytes, whatever they are read as, in hex.
  static func digest(of file: any ListFile) throws -> String {
    let source = try file.open()
    var hash = RunningSHA256()
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return hash.digest.hex }
      piece.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}

private final class WindowsListBytes: ListBytes {
  private let source: any ListBytes
  private var pending: [UInt8] = []

  init(_ source: any ListBytes) { self.source = source }

  /// What the bytes from 0x80 to 0x9F stand for; those that stand for nothing stay controls, which
  /// no record keeps.
  private static let letters: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while pending.count < buffer.count {
      // A byte becomes three at most.
      let wanted = max(1, (buffer.count - pending.count) / 3)
      var piece = [UInt8](repeating: 0, count: wanted)
      let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      for byte in piece[..<count] {
        guard byte >= 0x80 else {
          pending.append(byte)
          continue
        }
        let code = byte < 0xA0 ? WindowsListBytes.letters[Int(byte - 0x80)] : UInt32(byte)
        if let scalar = Unicode.Scalar(code), let bytes = UTF8.encode(scalar) { pending += bytes }
      }
      if pending.count + 3 > buffer.count { break }
    }
    let count = min(buffer.count, pending.count)
    buffer.copyBytes(from: pending[..<count])
    pending.removeFirst(count)
    return count
  }
}
