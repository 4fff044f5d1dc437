internal import Diagnostics
package import Matching
internal import Records

/// Prints proposed and accepted links, for a terminal and for programs.
package struct MatchPrinter: Sendable {
  private let proposals: [LinkProposal]
  private let accepted: [LinkProposal]

  package init(_ proposals: [LinkProposal], accepted: [LinkProposal]) {
    self.proposals = proposals
    self.accepted = accepted
  }

  /// A line a link: `97  sanctions/ofac-27307=lazarus-group  …`.
  package var text: String {
    (accepted.map { line("accepted", $0) } + proposals.map { line(String($0.score), $0) })
      .map { VisibleText.line($0) + "\n" }.joined()
  }

  private func line(_ lead: String, _ proposal: LinkProposal) -> String {
    let margin = String(repeating: " ", count: max(0, 3 - lead.utf8.count))
    return "\(margin)\(lead)  \(proposal.id)  \(proposal.reason)"
  }

  package var json: [UInt8] {
    JSONValue.object([
      "schema": .integer(1), "accepted": .list(accepted.map(value)),
      "proposals": .list(proposals.map(value)),
    ]).lines
  }

  private func value(_ proposal: LinkProposal) -> JSONValue {
    .object([
      "id": .text(proposal.id), "record": .text(proposal.record.description),
      "field": .text(proposal.field.rawValue), "entity": .text(proposal.entity.description),
      "score": .integer(proposal.score), "reason": .text(proposal.reason),
      "marking": .text(proposal.marking.label),
    ])
  }
}
