/// The Remarks of the OFAC CSV files, taken apart into what they list.
struct OFACRemarks {
  private(set) var birthDates: [String] = []
  private(set) var birthPlaces: [String] = []
  private(set) var nationalities: [String] = []
  private(set) var weakAliases: [String] = []
  private(set) var wallets: [ListedWallet] = []
  /// Items that are none of these, verbatim.
  private(set) var rest: [String] = []
  /// The last item, where the text was cut in the middle of it.
  private(set) var cut: String?

  /// Takes apart the text of a Remarks field and its comments row, not yet trimmed.
  ///
  /// `isCut` says that the field is full and nothing goes on with it.
  init(_ text: String, isCut: Bool) {
    var body = text
    while let last = body.unicodeScalars.last, last == " " { body.unicodeScalars.removeLast() }
    let isWhole = body.unicodeScalars.last == "."
    if isWhole { body.unicodeScalars.removeLast() }
    var items = body.components("; ")
    if isCut, !isWhole, let last = items.popLast() { cut = last }
    for item in items { add(item) }
  }

  private mutating func add(_ written: String) {
    guard let item = CleanText.known(written) else { return }
    let plain = item.hasPrefix("alt. ") ? String(item.dropFirst(5)) : item
    if let wallet = wallet(plain) {
      wallets.append(wallet)
    } else if plain.hasPrefix("DOB ") {
      birthDates.append(String(plain.dropFirst(4)))
    } else if plain.hasPrefix("POB ") {
      birthPlaces.append(String(plain.dropFirst(4)))
    } else if plain.hasPrefix("nationality ") {
      nationalities.append(String(plain.dropFirst(12)))
    } else if plain.hasPrefix("citizen ") {
      nationalities.append(String(plain.dropFirst(8)))
    } else if plain.hasPrefix("a.k.a. '"), plain.hasSuffix("'"), plain.utf8.count > 9 {
      weakAliases.append(String(plain.dropFirst(8).dropLast()))
    } else {
      rest.append(item)
    }
  }

  private func wallet(_ item: String) -> ListedWallet? {
    guard item.hasPrefix(OFACList.walletLabel) else { return nil }
    let words = item.dropFirst(OFACList.walletLabel.count).split(separator: " ")
    guard words.count == 2 else { return nil }
    return OFACList.wallet(
      label: OFACList.walletLabel + words[0], value: String(words[1]))
  }
}
