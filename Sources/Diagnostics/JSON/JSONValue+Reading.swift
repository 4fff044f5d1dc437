extension JSONValue {
  /// Reads a document whose numbers are whole.
  package init(reading bytes: [UInt8], _ rules: JSONRules) throws(JSONFault) {
    var rules = rules
    rules.isWhole = true
    self.init(try JSONReader.read(bytes, rules))
  }

  private init(_ node: JSONNode) {
    switch node {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let digits): self = Int(digits).map(JSONValue.integer) ?? .number(digits)
    case .text(let text): self = .text(text)
    case .list(let items): self = .list(items.map { JSONValue($0) })
    case .object(let members):
      var object = [String: JSONValue](minimumCapacity: members.count)
      for member in members { object[member.key] = JSONValue(member.value) }
      self = .object(object)
    }
  }
}
