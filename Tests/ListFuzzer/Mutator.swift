/// Damages inputs, the same way for the same seed.
struct Mutator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &+ 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &self) }

  /// Bytes that parsers care about.
  private static let signs =
    Array("<>&\"'{}[]\\,;:/=-?! \n\r\t\u{1A}#%0919~zZ".utf8) + [
      0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xE2, 0xED, 0xEF, 0xFF,
    ]

  /// One to eight changes; `others` gives pieces to put in.
  mutating func damaged(_ bytes: [UInt8], from others: [[UInt8]]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(8) {
      guard !bytes.isEmpty, bytes.count < 200_000 else { break }
      change(&bytes, others)
    }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    let at = below(bytes.count)
    switch below(9) {
    case 0: bytes[at] ^= 1 << UInt8(below(8))
    case 1: bytes[at] = Self.signs[below(Self.signs.count)]
    case 2: bytes.insert(Self.signs[below(Self.signs.count)], at: at)
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(40)))
    case 4:
      let piece = Array(bytes[at..<min(bytes.count, at + 1 + below(200))])
      bytes.insert(contentsOf: piece, at: below(bytes.count))
    case 5: bytes.removeSubrange(at...)
    case 6:
      let other = others[below(others.count)]
      guard !other.isEmpty else { return }
      let start = below(other.count)
      let piece = other[start..<min(other.count, start + 1 + below(80))]
      bytes.insert(contentsOf: piece, at: at)
    case 7:
      let piece = [UInt8](repeating: Self.signs[below(Self.signs.count)], count: 1 + below(300))
      bytes.insert(contentsOf: piece, at: at)
    default:
      // A number made extreme.
      let extremes = ["0", "-1", "99999999999999999999", "1e999", "2147483648", "0000-00-00"]
      bytes.insert(contentsOf: Array(extremes[below(extremes.count)].utf8), at: at)
    }
  }
}
