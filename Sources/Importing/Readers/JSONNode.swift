/// A JSON value; numbers stay as written.
indirect enum JSONNode: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(String)
  case text(String)
  case list([JSONNode])
  /// In written order, no key twice.
  case object([Member])

  struct Member: Sendable, Equatable {
    let key: String
    let value: JSONNode
  }

  /// The value of a member; nil also where this is no object.
  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var items: [JSONNode] { if case .list(let items) = self { items } else { [] } }

  var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// Text or a number as cleaned text; nil for anything else and for what is blank.
  var value: String? {
    switch self {
    case .text(let text): CleanText.value(text)
    case .number(let digits): digits
    default: nil
    }
  }

  /// The texts of a list, or of a single value.
  var values: [String] {
    if case .list(let items) = self { return items.compactMap(\.value) }
    return value.map { [$0] } ?? []
  }

  var flag: Bool { self == .boolean(true) }

  func value(_ key: String) -> String? { self[key]?.value }

  func values(_ key: String) -> [String] { self[key]?.values ?? [] }
}
