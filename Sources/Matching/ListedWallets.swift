package import Records

/// Who the listings of a project name as the holders of wallets.
package struct ListedWallets: Sendable {
  /// A wallet under a listing.
  package struct Owner: Sendable, Hashable {
    package let entity: RecordReference
    /// The listing, or the wallet's own record where that names the holder.
    package let record: RecordReference
  }

  private var owners: [String: [Owner]] = [:]
  private let corpus: Corpus

  package init(_ corpus: Corpus) {
    self.corpus = corpus
    for record in corpus.records(.sanctions) {
      guard let entity = record.item.reference("entity") else { continue }
      for wallet in record.item.wallets("wallets") {
        guard let key = key(of: wallet) else { continue }
        owners[key, default: []].append(Owner(entity: entity, record: record.reference))
      }
    }
    // A wallet with a holder is listed where its holder is, or where it is itself.
    let listed = Set(corpus.records(.sanctions).compactMap { $0.item.reference("entity") })
    for record in corpus.records(.entities) where record.item.text("schema") == "CryptoWallet" {
      guard let holder = record.item.reference("holder"),
        listed.contains(holder) || listed.contains(record.reference),
        let key = key(of: .entity(record.id))
      else { continue }
      owners[key, default: []].append(Owner(entity: holder, record: record.reference))
    }
  }

  package var isEmpty: Bool { owners.isEmpty }

  /// Whom a wallet is listed under, each entity once, in the order of listings.
  package func owners(of wallet: Wallet) -> [Owner] {
    guard !owners.isEmpty, let key = key(of: wallet) else { return [] }
    var seen: Set<RecordReference> = []
    return (owners[key] ?? []).filter { seen.insert($0.entity).inserted }
  }

  /// An address and its asset; nil for a record without them.
  package func address(of wallet: Wallet) -> (asset: String, address: String)? {
    switch wallet {
    case .address(let asset, let address): return (asset, address)
    case .entity(let id):
      guard let item = corpus[RecordReference(.entities, id)]?.item,
        let address = item.text("publicKey")
      else { return nil }
      return (item.text("currency") ?? "", address)
    }
  }

  private func key(of wallet: Wallet) -> String? {
    address(of: wallet).map { WalletAddress.key(asset: $0.asset, address: $0.address) }
  }
}
