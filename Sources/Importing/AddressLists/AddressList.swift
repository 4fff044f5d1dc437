internal import Diagnostics
internal import Loading

/// Addresses of one asset: one a line, or a JSON list of them; the asset stands in the file's name.
///
/// It names nobody, so it makes no record: it is compared with the wallets a project has.
package struct AddressList: ListFormat {
  package init() {}

  package let name = "address-list"
  package let title = "addresses, one a line or a JSON list, the asset in the file's name"
  package let entry = "address"
  package let owns = ListOwnership([:])

  package func recognises(_ opening: ListOpening) -> Bool {
    guard asset(of: opening.name) != nil else { return false }
    if opening.isJSONList { return true }
    guard !opening.isXML, !opening.isJSON, let first = opening.line(1) else { return false }
    return (20...120).contains(first.utf8.count) && !first.contains(" ") && !first.contains(",")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(key: "address", title: "List of addresses", publisher: "unknown")
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      guard let asset = asset(of: file.name) else {
        sink.report(
          .listUnknown(
            "left out: its name does not end in an asset, as in addresses_XBT.txt", sink.place(0)))
        continue
      }
      let gate = try TextGate(file, limits: bundle.limits)
      func add(_ address: String, _ line: Int) throws {
        guard address.utf8.count <= 200, address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
          throw ListFault(
            .listCut(
              "an address is one word, not '\(VisibleText.quote(address))'", sink.place(line)))
        }
        sink.entryCount += 1
        sink.add(wallet: ListedWallet(asset: asset, address: address), line: line)
      }
      if file.name.lowercased().hasSuffix(".json") {
        _ = try JSONStream(gate: gate, limits: bundle.limits, member: "").read { node, line in
          guard let address = node.value else {
            throw ListFault(.listCut("the list holds texts only", sink.place(line)))
          }
          try add(address, line)
        }
      } else {
        try LineStream(gate: gate, limits: bundle.limits).forEach { bytes, line in
          try add(String(decoding: bytes, as: UTF8.self), line)
        }
      }
      sink.finished(gate)
    }
  }

  /// `sanctioned_addresses_XBT.txt` lists XBT.
  private func asset(of name: String) -> String? {
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    guard let last = stem.split(separator: "_").last, (2...8).contains(last.utf8.count),
      last.utf8.count < stem.utf8.count || stem == last,
      last.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
    else { return nil }
    return String(last)
  }
}
