import Diagnostics
import Matching
import Records

/// A wallet of an incident that is listed under somebody the incident does not name.
enum ListedWallet: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    let corpus = loaded.project.corpus
    let wallets = ListedWallets(corpus)
    guard !wallets.isEmpty else { return [] }
    let kinship = Kinship(corpus)
    var found: [Diagnostic] = []
    for incident in corpus.records(.incidents) {
      let actors = incident.item.items("initiators").compactMap { $0.reference("entity") }
      guard !actors.isEmpty else { continue }
      for value in incident.item.list("wallets") {
        guard case .wallet(let wallet) = value.value else { continue }
        let owners = wallets.owners(of: wallet)
        // One wallet may stand under several; one of them is enough.
        guard let owner = owners.first,
          !owners.contains(where: { owner in
            actors.contains { kinship.areRelated($0, owner.entity) }
          })
        else { continue }
        let listing = corpus[owner.record]
        let marking = [incident, listing, corpus[owner.entity]].compactMap { $0?.marking }.max()
        found.append(
          .listedWallet(
            wallet.text, owner.entity.id, at: value.span, listing: listing?.idSpan,
            marking: marking ?? .clear))
      }
    }
    return found
  }
}
