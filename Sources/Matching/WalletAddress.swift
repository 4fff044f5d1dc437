internal import Digests

/// What each asset says an address looks like: alphabet, length, first letters, checksum.
package enum WalletAddress {
  /// Why an address cannot be one of the asset; nil where nothing speaks against it.
  ///
  /// An asset this table does not know is never faulted.
  package static func fault(asset: String, address: String) -> String? {
    switch asset {
    case "XBT", "BTC": either(address, [base58(["1", "3"]), segwit("bc")])
    case "LTC": either(address, [base58(["L", "M", "3"]), segwit("ltc")])
    case "BCH": either(address, [base58(["1", "3"]), cashAddress])
    case "BSV": either(address, [base58(["1", "3"])])
    case "BTG": either(address, [base58(["G", "A"]), segwit("btg")])
    case "DASH": either(address, [base58(["X", "7"])])
    case "XVG", "DOGE": either(address, [base58(["D", "A", "9"])])
    case "ZEC": either(address, [base58(["t1", "t3"], payload: 22), shielded])
    case "TRX": either(address, [base58(["T"])])
    case "ETH", "ETC", "ARB", "BSC", "BNB", "USDC":
      either(address, [hexadecimal, base58(["T"])])
    case "USDT": either(address, [hexadecimal, base58(["T"]), base58(["1", "3"])])
    case "XMR": either(address, [monero])
    case "XRP": either(address, [ripple])
    case "SOL": either(address, [solana])
    default: nil
    }
  }

  /// What two spellings of one address share: `0x…` and bech32 take no account of case.
  package static func key(asset: String, address: String) -> String {
    let lowered = address.lowercased()
    if lowered.hasPrefix("0x") { return lowered }
    for prefix in ["bc1", "ltc1", "btg1"] where lowered.hasPrefix(prefix) { return lowered }
    if asset == "BCH", lowered.hasPrefix("bitcoincash:") { return String(lowered.dropFirst(12)) }
    return address
  }

  /// A rule: nil where it takes the address, else why not.
  private typealias Rule = (String) -> String?

  private static func either(_ address: String, _ rules: [Rule]) -> String? {
    var reasons: [String] = []
    for rule in rules {
      guard let reason = rule(address) else { return nil }
      reasons.append(reason)
    }
    // The rule that came furthest says most: a wrong checksum before a wrong beginning.
    return reasons.first { $0.contains("checksum") } ?? reasons.first { $0.contains("digits") }
      ?? reasons.first
  }

  // MARK: Base 58

  private static let alphabet = Array(
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
  private static let rippleAlphabet = Array(
    "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz".utf8)

  private static func base58(_ beginnings: [String], payload: Int = 21) -> Rule {
    { address in
      guard beginnings.contains(where: address.hasPrefix) else {
        return "its address begins with \(beginnings.joined(separator: " or "))"
      }
      return checksummed(address, alphabet, payload)
    }
  }

  private static func ripple(_ address: String) -> String? {
    address.hasPrefix("r")
      ? checksummed(address, rippleAlphabet, 21) : "its address begins with r"
  }

  private static func checksummed(
    _ address: String, _ alphabet: [UInt8], _ payload: Int
  ) -> String? {
    guard let bytes = decoded(address, alphabet), bytes.count == payload + 4 else {
      return "it has not the letters or the length of an address"
    }
    let body = Array(bytes[..<payload])
    let twice = SHA256Digest(of: SHA256Digest(of: body).bytes).bytes
    return bytes[payload...].elementsEqual(twice[..<4]) ? nil : "its checksum is wrong"
  }

  private static func decoded(_ address: String, _ alphabet: [UInt8]) -> [UInt8]? {
    guard (20...120).contains(address.utf8.count) else { return nil }
    var result: [UInt8] = []
    for letter in address.utf8 {
      guard let digit = alphabet.firstIndex(of: letter) else { return nil }
      var carry = digit
      for index in result.indices.reversed() {
        carry += Int(result[index]) * 58
        result[index] = UInt8(carry & 0xFF)
        carry >>= 8
      }
      while carry > 0 {
        result.insert(UInt8(carry & 0xFF), at: 0)
        carry >>= 8
      }
    }
    let zeros = address.utf8.prefix { $0 == alphabet[0] }.count
    return Array(repeating: 0, count: zeros) + result
  }

  private static func monero(_ address: String) -> String? {
    let length = address.utf8.count
    guard address.hasPrefix("4") || address.hasPrefix("8") else {
      return "its address begins with 4 or 8"
    }
    guard length == 95 || length == 106, address.utf8.allSatisfy(alphabet.contains) else {
      return "it has not the letters or the length of an address"
    }
    return nil
  }

  private static func solana(_ address: String) -> String? {
    decoded(address, alphabet)?.count == 32
      ? nil : "it has not the letters or the length of an address"
  }

  // MARK: Base 16

  private static func hexadecimal(_ address: String) -> String? {
    guard address.hasPrefix("0x") || address.hasPrefix("0X") else {
      return "its address begins with 0x"
    }
    let digits = Array(address.utf8.dropFirst(2))
    guard digits.count == 40 else {
      return "an address has 40 hexadecimal digits, not \(digits.count)"
    }
    guard digits.allSatisfy({ hexadecimalDigit($0) != nil }) else {
      return "an address has 40 hexadecimal digits and nothing else"
    }
    let hasUpper = digits.contains { (0x41...0x46).contains($0) }
    let hasLower = digits.contains { (0x61...0x66).contains($0) }
    guard hasUpper, hasLower else { return nil }
    // EIP-55: the case of each letter is a bit of the digest of the lower-case digits.
    let lowered = digits.map { (0x41...0x46).contains($0) ? $0 + 0x20 : $0 }
    let digest = Keccak256.digest(of: lowered)
    for (index, digit) in digits.enumerated() where digit > 0x39 {
      let half = index % 2 == 0 ? digest[index / 2] >> 4 : digest[index / 2] & 0x0F
      if (half >= 8) != (digit < 0x60) { return "its checksum, the case of its letters, is wrong" }
    }
    return nil
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  // MARK: Base 32

  private static let base32 = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  private static func segwit(_ prefix: String) -> Rule {
    { address in
      let lowered = address.lowercased()
      guard lowered.hasPrefix(prefix + "1") else { return "its address begins with \(prefix)1" }
      guard lowered == address || address == address.uppercased() else {
        return "its letters are of one case"
      }
      let data = lowered.utf8.dropFirst(prefix.utf8.count + 1).map { base32.firstIndex(of: $0) }
      guard (14...74).contains(data.count), !data.contains(nil) else {
        return "it has not the letters or the length of an address"
      }
      let values = data.compactMap { $0.map(UInt32.init) }
      let rest = polymod(expanded(prefix) + values)
      return rest == 1 || rest == 0x2bc8_30a3 ? nil : "its checksum is wrong"
    }
  }

  private static func shielded(_ address: String) -> String? {
    address.hasPrefix("zs1") || address.hasPrefix("u1") || address.hasPrefix("zc")
      ? nil : "its address begins with t1, t3, zs1, zc or u1"
  }

  private static func expanded(_ prefix: String) -> [UInt32] {
    prefix.utf8.map { UInt32($0 >> 5) } + [0] + prefix.utf8.map { UInt32($0 & 31) }
  }

  private static func polymod(_ values: [UInt32]) -> UInt32 {
    let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var sum: UInt32 = 1
    for value in values {
      let top = sum >> 25
      sum = (sum & 0x1ff_ffff) << 5 ^ value
      for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
        sum ^= generator
      }
    }
    return sum
  }

  private static func cashAddress(_ address: String) -> String? {
    let lowered = address.lowercased()
    let body = lowered.hasPrefix("bitcoincash:") ? String(lowered.dropFirst(12)) : lowered
    guard body.hasPrefix("q") || body.hasPrefix("p") else {
      return "its address begins with 1, 3, q or p"
    }
    let data = body.utf8.map { base32.firstIndex(of: $0) }
    guard data.count == 42, !data.contains(nil) else {
      return "it has not the letters or the length of an address"
    }
    let generators: [UInt64] = [
      0x98_f2bc_8e61, 0x79_b76d_99e2, 0xf3_3e5f_b3c4, 0xae_2eab_e2a8, 0x1e_4f43_e470,
    ]
    var sum: UInt64 = 1
    let prefix = "bitcoincash".utf8.map { UInt64($0 & 31) } + [0]
    for value in prefix + data.compactMap({ $0.map(UInt64.init) }) {
      let top = sum >> 35
      sum = (sum & 0x07_ffff_ffff) << 5 ^ value
      for (bit, generator) in generators.enumerated() where top >> UInt64(bit) & 1 == 1 {
        sum ^= generator
      }
    }
    return sum == 1 ? nil : "its checksum is wrong"
  }
}
