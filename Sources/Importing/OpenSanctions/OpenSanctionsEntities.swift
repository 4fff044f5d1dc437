internal import Diagnostics
internal import Loading
internal import Records

/// Follow the Money entities of OpenSanctions, one a line, and its `targets.simple.csv`.
///
/// A line may name others that come later, so the file is read twice: first for who is kept, then
/// for the listings and wallets of those. Lines that matter to neither are looked into, not read.
package struct OpenSanctionsEntities: ListFormat {
  package init() {}

  package let name = "opensanctions"
  package let title = "OpenSanctions entities.ftm.json lines, targets.simple.csv"
  package let entry = "entity"
  package let owns = ListOwnership([
    .entities: [
      "schema", "name", "alias", "weakAlias", "previousName", "country", "nationality",
      "birthDate", "topics", "publicKey", "currency", "original",
    ],
    .sanctions: [
      "authority", "country", "program", "programId", "authorityId", "unscId", "listingDate",
      "startDate", "endDate", "status", "delistingBasis", "reason", "provisions", "programUrl",
      "sourceUrl", "modifiedAt", "snapshot", "original",
    ],
  ])

  package func recognises(_ opening: ListOpening) -> Bool {
    if OpenSanctionsTargets.recognises(opening) { return true }
    guard opening.isJSON, !opening.isJSONList, let first = opening.line(1) else { return false }
    return first.contains("\"schema\"") && first.contains("\"properties\"")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "os", stem: "opensanctions", title: "OpenSanctions", publisher: "OpenSanctions",
      url: "https://www.opensanctions.org/")
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      if OpenSanctionsTargets.recognises(try ListOpening(file)) {
        try OpenSanctionsTargets().read(file, bundle.limits, into: sink)
      } else {
        let reader = FollowTheMoneyReader(sink: sink, limits: bundle.limits)
        try reader.read(file)
      }
    }
  }
}
