import Importing
import Matching
import Testing

@Suite struct WalletAddressTests {
  @Test(
    "an address of each asset is taken, and one letter changed is not",
    arguments: [
      ("XBT", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
      ("XBT", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
      ("XBT", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
      ("XBT", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
      ("ETH", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
      ("ETH", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"),
      ("TRX", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
      ("XRP", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"),
      ("BCH", "bitcoincash:qpmmlusvvrjj9ha2xdgv8xcrpfwsqn5rngt3k26ve2"),
    ])
  func checksums(_ asset: String, _ address: String) {
    #expect(WalletAddress.fault(asset: asset, address: address) == nil)
    var bytes = Array(address.utf8)
    let index = bytes.count - 5
    // The case of a letter is Ethereum's checksum; elsewhere another letter breaks it.
    if asset == "ETH" {
      let letter = bytes.lastIndex { (0x61...0x66).contains($0) } ?? index
      bytes[letter] -= 0x20
    } else {
      bytes[index] = bytes[index] == UInt8(ascii: "q") ? UInt8(ascii: "p") : UInt8(ascii: "q")
    }
    let changed = String(decoding: bytes, as: UTF8.self)
    #expect(WalletAddress.fault(asset: asset, address: changed) != nil, "\(changed)")
  }

  @Test("what no checksum covers is judged by letters and length alone")
  func others() {
    #expect(
      WalletAddress.fault(asset: "ETH", address: "0xa7e5d5a720f06526557c513402f2e6b5fa20b00")
        == "an address has 40 hexadecimal digits, not 39")
    #expect(
      WalletAddress.fault(asset: "ETH", address: "0xa7e5d5a720f06526557c513402f2e6b5fa20b008")
        == nil)
    #expect(WalletAddress.fault(asset: "NEWCOIN", address: "whatever") == nil)
    #expect(WalletAddress.fault(asset: "XBT", address: "") != nil)
  }

  @Test("spellings of one address have one key: case counts only where the asset says so")
  func keys() {
    #expect(
      WalletAddress.key(asset: "ETH", address: "0xABCDEF")
        == WalletAddress.key(
          asset: "ETC", address: "0xabcdef"))
    #expect(
      WalletAddress.key(asset: "XBT", address: "BC1QW508")
        == WalletAddress.key(
          asset: "XBT", address: "bc1qw508"))
    #expect(
      WalletAddress.key(asset: "XBT", address: "1BvB")
        != WalletAddress.key(
          asset: "XBT", address: "1bvb"))
  }
}
