import Diagnostics
package import Records

/// Looks through records for links that are not there: incidents and the entities their wallets
/// and attributed names are listed under, actors and the entries of lists that name them.
///
/// Nothing is linked here: every proposal waits for an author's word.
package struct LinkProposals {
  private let corpus: Corpus
  private let kinship: Kinship
  private let wallets: ListedWallets
  private let entries: ListEntries
  private let least: Int

  /// Proposes names that score `least` or more, from 0 to 100.
  package init(_ corpus: Corpus, least: Int = 85) {
    self.corpus = corpus
    self.least = least
    kinship = Kinship(corpus)
    wallets = ListedWallets(corpus)
    entries = ListEntries(corpus)
  }

  /// The best first, those alike by id; of one id, the best.
  package var all: [LinkProposal] {
    let superseded = SupersededEntities(corpus)
    let entities = corpus.records(.entities).filter {
      $0.item.text("schema") != "CryptoWallet" && !superseded.contains($0.reference)
    }
    let index = NameIndex(entities)
    var best: [String: LinkProposal] = [:]
    for proposal in walletLinks + attributedNames(index) + listedNames(index) + listings(index) {
      if let present = best[proposal.id], present.score >= proposal.score { continue }
      best[proposal.id] = proposal
    }
    return best.values.sorted {
      $0.score != $1.score ? $0.score > $1.score : $0.id.precedesInBytes($1.id)
    }
  }

  private func marking(_ references: RecordReference...) -> Marking {
    references.compactMap { corpus[$0]?.marking }.max() ?? .clear
  }

  // MARK: Wallets

  private var walletLinks: [LinkProposal] {
    corpus.records(.incidents).flatMap { incident in
      incident.item.wallets("wallets").flatMap { wallet in
        wallets.owners(of: wallet).compactMap { owner in
          guard !hasInitiator(incident, owner.entity) else { return nil }
          return LinkProposal(
            record: incident.reference, field: .initiators, entity: owner.entity, score: 100,
            reason: reason(wallet, owner),
            marking: max(incident.marking, marking(owner.entity, owner.record)))
        }
      }
    }
  }

  private func reason(_ wallet: Wallet, _ owner: ListedWallets.Owner) -> String {
    var reason = "wallet \(wallet.text) is under \(owner.record)"
    if let (asset, address) = wallets.address(of: wallet),
      let fault = WalletAddress.fault(asset: asset, address: address)
    {
      reason += "; \(fault)"
    }
    return reason
  }

  private func hasInitiator(_ incident: Record, _ entity: RecordReference) -> Bool {
    incident.item.items("initiators").contains { initiator in
      initiator.reference("entity").map { kinship.areRelated($0, entity) } ?? false
    }
  }

  // MARK: Names

  /// Whom attributions name in words, as records.
  private func attributedNames(_ index: NameIndex) -> [LinkProposal] {
    corpus.records(.incidents).flatMap { incident in
      incident.item.items("attributions").flatMap { attribution -> [LinkProposal] in
        guard let name = attribution.text("attributedInitiator"),
          !corpus.contains(RecordReference(.entities, name))
        else { return [] }
        return index.matches(ComparableName(name), least: least).compactMap { match in
          guard !hasInitiator(incident, match.entity) else { return nil }
          return LinkProposal(
            record: incident.reference, field: .initiators, entity: match.entity,
            score: match.comparison.score,
            reason: "attributed to '\(name)', \(match.comparison.reason)",
            marking: max(
              incident.marking, attribution.marking ?? .clear, marking(match.entity)))
        }
      }
    }
  }

  /// Listings under a name that a record has.
  private func listedNames(_ index: NameIndex) -> [LinkProposal] {
    corpus.records(.sanctions).flatMap { sanction -> [LinkProposal] in
      guard sanction.item.reference("entity") == nil, let name = sanction.item.text("entityName")
      else { return [] }
      return index.matches(ComparableName(name), least: least).map { match in
        LinkProposal(
          record: sanction.reference, field: .entity, entity: match.entity,
          score: match.comparison.score, reason: "listed as '\(name)', \(match.comparison.reason)",
          marking: max(sanction.marking, marking(match.entity)))
      }
    }
  }

  /// Entries of lists whose party another record stands for as well.
  private func listings(_ index: NameIndex) -> [LinkProposal] {
    var byEntity: [RecordReference: [Record]] = [:]
    for sanction in corpus.records(.sanctions) where sanction.item.field("snapshot") != nil {
      guard let entity = sanction.item.reference("entity") else { continue }
      byEntity[entity, default: []].append(sanction)
    }
    return byEntity.keys.sorted().flatMap { listed -> [LinkProposal] in
      guard let record = corpus[listed] else { return [] }
      return matches(of: record, index).flatMap { match -> [LinkProposal] in
        guard isProposed(match.entity, for: listed) else { return [] }
        return (byEntity[listed] ?? []).map { sanction in
          LinkProposal(
            record: sanction.reference, field: .entity, entity: match.entity,
            score: match.comparison.score,
            reason: "lists '\(match.name)', \(match.comparison.reason)",
            marking: max(sanction.marking, marking(listed, match.entity)))
        }
      }
    }
  }

  /// Of two entries of lists the one that stands first takes the other's listings.
  private func isProposed(_ entity: RecordReference, for listed: RecordReference) -> Bool {
    guard entity != listed, kinship.areOfOneKind(entity, listed),
      !kinship.areRelated(entity, listed), !entries.areApart(entity, listed)
    else { return false }
    return !isOfAList(entity) || (isOfAList(listed) && entity < listed)
  }

  private func isOfAList(_ entity: RecordReference) -> Bool {
    corpus[entity]?.item.field("original") != nil
  }

  private func matches(
    of record: Record, _ index: NameIndex
  ) -> [(entity: RecordReference, comparison: NameComparison, name: String)] {
    var best: [RecordReference: (comparison: NameComparison, name: String)] = [:]
    for (text, weight, _) in NameIndex.names(of: record) {
      for match in index.matches(ComparableName(text), least: least) {
        let comparison = match.comparison.weighed(weight, match.comparison.reason)
        guard comparison.score >= least else { continue }
        if let present = best[match.entity], present.comparison >= comparison { continue }
        best[match.entity] = (comparison, text)
      }
    }
    return best.keys.sorted().compactMap { entity in
      best[entity].map { (entity, $0.comparison, $0.name) }
    }
  }
}
