/// A JSON value as it was written: members in order, numbers by their digits.
package indirect enum JSONNode: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(String)
  case text(String)
  case list([JSONNode])
  /// In written order, no key twice.
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSONNode
  }

  /// The value of a member; nil also where this is no object.
  package subscript(key: String) -> JSONNode? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var items: [JSONNode] { if case .list(let items) = self { items } else { [] } }

  package var members: [Member] { if case .object(let members) = self { members } else { [] } }
}
