internal import Diagnostics

extension JSONReader {
  /// Reads the whole of `bytes`, which `TextGate` let through, as one value of a list.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: ListLimits, at place: ListPlace
  ) throws -> JSONNode {
    var rules = JSONRules()
    rules.depth = limits.depth
    rules.values = limits.nodes
    rules.members = 1_000
    rules.isCheckedText = true
    do throws(JSONFault) {
      return try read(bytes, rules)
    } catch {
      switch error.kind {
      case .limit(let what, let limit): throw ListFault(.listLimit(what, limit, place))
      case .damaged:
        throw ListFault(
          .listCut(
            "this is no JSON: \(error.reason) at byte \(error.offset) of the value; it is cut or "
              + "damaged", place))
      }
    }
  }
}

extension JSONNode {
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
