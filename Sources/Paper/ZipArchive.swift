/// An archive of files that are stored as they are, with one fixed date: equal files, equal bytes.
struct ZipArchive {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// 1 January 1980, where the dates of the form begin.
  private static let date = 0x0021

  /// Adds a file; each path once.
  mutating func add(_ path: String, _ text: String) { add(path, Array(text.utf8)) }

  /// Adds a file; each path once.
  mutating func add(_ path: String, _ bytes: [UInt8]) {
    let name = Array(path.utf8)
    let start = body.count
    // Version, flags (names are UTF-8), method, time, date; digest and sizes; the name's length.
    var facts = ZipArchive.little(20, 2) + ZipArchive.little(0x0800, 2) + ZipArchive.little(0, 2)
    facts += ZipArchive.little(0, 2) + ZipArchive.little(ZipArchive.date, 2)
    facts += ZipArchive.little(Int(ZipArchive.checksum(bytes)), 4)
    facts += ZipArchive.little(bytes.count, 4) + ZipArchive.little(bytes.count, 4)
    facts += ZipArchive.little(name.count, 2) + ZipArchive.little(0, 2)
    body += ZipArchive.little(0x0403_4b50, 4) + facts + name + bytes
    directory += ZipArchive.little(0x0201_4b50, 4) + ZipArchive.little(20, 2) + facts
    directory += [UInt8](repeating: 0, count: 10) + ZipArchive.little(start, 4) + name
    count += 1
  }

  /// The whole archive.
  var bytes: [UInt8] {
    var end = ZipArchive.little(0x0605_4b50, 4) + ZipArchive.little(0, 4)
    end += ZipArchive.little(count, 2) + ZipArchive.little(count, 2)
    end += ZipArchive.little(directory.count, 4) + ZipArchive.little(body.count, 4)
    return body + directory + end + ZipArchive.little(0, 2)
  }

  private static func little(_ number: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32, as the form asks.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = sum >> 8 ^ remainders[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
  }

  /// The sum of each byte alone.
  private static let remainders: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
}
