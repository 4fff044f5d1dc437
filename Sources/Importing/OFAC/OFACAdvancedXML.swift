internal import Diagnostics
internal import Loading

/// `SDN_ADVANCED.XML` of the US Treasury: parties whose every label is an id into value sets.
package struct OFACAdvancedXML: ListFormat {
  package init() {}

  package let name = "ofac-advanced"
  package let title = "OFAC SDN_ADVANCED.XML"
  package let entry = "DistinctParty"
  package let owns = ListOwnership.parties(
    without: ["unscId", "modifiedAt", "endDate", "reason", "provisions", "sourceUrl"])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.rootElement == "Sanctions"
      && (opening.contains("ReferenceValueSets") || opening.contains("DateOfIssue"))
  }

  package func profile(_ opening: ListOpening) -> ListProfile { OFACList.profile(opening) }

  private static let entries: Set<String> = [
    "DateOfIssue", "ReferenceValueSets", "Location", "DistinctParty", "SanctionsEntry",
  ]

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let stream = XMLStream(gate: gate, limits: bundle.limits, entries: Self.entries)
      var values = OFACValueSets()
      // A party's programmes and dates come after all parties: what is known of each waits.
      var waiting: [ListedParty] = []
      var listings: [String: Listing] = [:]
      try stream.read(root: { root in
        guard root.name == "Sanctions" else {
          throw ListFault(
            .listFormat("the root element is 'Sanctions', not '\(root.name)'", sink.place(1)))
        }
      }) { element in
        switch element.name {
        case "DateOfIssue": sink.statedDate = OFACValueSets.day(element)
        case "ReferenceValueSets": values = OFACValueSets(element)
        case "Location": values.add(location: element)
        case "DistinctParty":
          let reader = OFACPartyReader(values: values, sink: sink)
          if let party = try reader.party(element) { waiting.append(party) }
        default: add(element, values, to: &listings)
        }
      }
      for party in waiting { try sink.add(finished(party, listings[party.key], sink)) }
      sink.finished(gate)
    }
  }

  /// What the entries of a profile say of its listing.
  private struct Listing {
    var dates: [String] = []
    var programs: [String] = []
    var bases: [String] = []
  }

  private func add(
    _ element: XMLElement, _ values: OFACValueSets, to listings: inout [String: Listing]
  ) {
    guard let profile = element.attribute("ProfileID") else { return }
    var listing = listings[profile] ?? Listing()
    for event in element.all("EntryEvent") {
      if let date = event.first("Date").flatMap(OFACValueSets.day) { listing.dates.append(date) }
      if let basis = event.attribute("LegalBasisID").flatMap({ values.label("LegalBasis", $0) }),
        !listing.bases.contains(basis)
      {
        listing.bases.append(basis)
      }
    }
    for measure in element.all("SanctionsMeasure") {
      let type = measure.attribute("SanctionsTypeID").flatMap { values.label("SanctionsType", $0) }
      guard type == "Program", let tag = measure.value("Comment"),
        !listing.programs.contains(tag)
      else { continue }
      listing.programs.append(tag)
    }
    listings[profile] = listing
  }

  private func finished(
    _ party: ListedParty, _ listing: Listing?, _ sink: ImportSink
  ) -> ListedParty {
    var party = party
    guard let listing else {
      sink.report(
        .listDangling("no SanctionsEntry is about this profile", sink.place(party.line, party.key)))
      return party
    }
    party.programs = listing.programs
    party.listingDate = listing.dates.min()
    party.startDate = party.listingDate
    party.legalBasis = listing.bases.first
    return party
  }
}
