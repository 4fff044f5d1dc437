import Diagnostics
import Digests
import Records

/// A wallet as a `user-account`: STIX has no object of its own for one.
struct STIXWallet {
  let asset: String?
  let address: String

  private static let accountType = "cryptocurrency-wallet"

  /// As STIX makes ids of observables: of the type and the properties that tell accounts apart.
  var id: String {
    let account = JSONValue.object([
      "account_type": .text(Self.accountType), "user_id": .text(address),
    ])
    let text = String(decoding: account.line, as: UTF8.self)
    return "user-account--\(NameUUID(of: text, in: .observables))"
  }

  func object(marking: Marking) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "type": .text("user-account"), "spec_version": .text("2.1"), "id": .text(id),
      "user_id": .text(address), "account_type": .text(Self.accountType),
      "object_marking_refs": .list([.text(STIXMarking.id(of: marking))]),
    ]
    if let asset { members["display_name"] = .text("\(asset):\(address)") }
    return members
  }
}
