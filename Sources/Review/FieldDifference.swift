internal import Diagnostics

/// Compares the fields of two versions of a record.
///
/// Items of a list are compared with the item that is most like them, so that one put in front is
/// one addition, not a change of all.
struct FieldDifference {
  private(set) var changes: [FieldChange] = []

  init(_ old: [String: JSONValue], _ new: [String: JSONValue]) {
    compare(old, new, at: "", about: "")
  }

  private mutating func compare(
    _ old: [String: JSONValue], _ new: [String: JSONValue], at path: String, about: String
  ) {
    for key in Set(old.keys).union(new.keys).sorted(by: Self.isBefore) {
      compare(old[key], new[key], at: path.isEmpty ? key : "\(path).\(key)", about: about)
    }
  }

  private mutating func compare(
    _ old: JSONValue?, _ new: JSONValue?, at path: String, about: String
  ) {
    guard old != new else { return }
    switch (old, new) {
    case (.object(let old)?, .object(let new)?): compare(old, new, at: path, about: about)
    case (.list(let old)?, .list(let new)?): compare(old, new, at: path, about: about)
    case (nil, .list(let new)?): compare([], new, at: path, about: about)
    case (.list(let old)?, nil): compare(old, [], at: path, about: about)
    default:
      changes.append(
        FieldChange(path, old: old.map(Self.text), new: new.map(Self.text), about: about))
    }
  }

  private mutating func compare(
    _ old: [JSONValue], _ new: [JSONValue], at path: String, about: String
  ) {
    let pairs = ListAlignment(old, new)
    let count = changes.count
    for (oldIndex, newIndex) in pairs.pairs {
      guard case .object(let oldItem) = old[oldIndex], case .object(let newItem) = new[newIndex]
      else { continue }
      compare(
        oldItem, newItem, at: "\(path).\(newIndex)",
        about: Self.identity(of: newItem, besides: about))
    }
    for index in pairs.removed {
      changes.append(FieldChange("\(path).\(index)", old: Self.text(old[index]), new: nil))
    }
    for index in pairs.added {
      changes.append(FieldChange("\(path).\(index)", old: nil, new: Self.text(new[index])))
    }
    if changes.count == count {
      // The same items in another order.
      changes.append(
        FieldChange(
          path, old: old.map(Self.text).joined(separator: "; "),
          new: new.map(Self.text).joined(separator: "; "), about: "order"))
    }
  }

  // MARK: - Words

  /// A value on one line: references by id, items as `key: value` pairs.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let digits): digits
    case .text(let text): text
    case .list(let values): values.map(text).joined(separator: "; ")
    case .object(let members):
      members.keys.sorted(by: isBefore).map { "\($0): \(text(members[$0] ?? .null))" }
        .joined(separator: ", ")
    }
  }

  /// What tells an item from the others of its list.
  private static func identity(of item: [String: JSONValue], besides outer: String) -> String {
    var parts = outer.isEmpty ? [] : [outer]
    for key in ["name", "entity", "attributingActor", "asset", "file"] {
      if case .text(let text)? = item[key] {
        parts.append(text)
        break
      }
    }
    if case .list(let sources)? = item["sources"] {
      parts += sources.map { text($0).replacing("sources/", with: "", maxReplacements: 1) }
    }
    if item["preferred"] == .boolean(true) { parts.append("preferred") }
    return parts.joined(separator: ", ")
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

/// Which items of two lists belong together.
private struct ListAlignment {
  var pairs: [(Int, Int)] = []
  var removed: [Int] = []
  var added: [Int] = []

  init(_ old: [JSONValue], _ new: [JSONValue]) {
    var openOld = Array(old.indices)
    var openNew: [Int] = []
    for index in new.indices {
      if let match = openOld.firstIndex(where: { old[$0] == new[index] }) {
        pairs.append((openOld.remove(at: match), index))
      } else {
        openNew.append(index)
      }
    }
    for index in openNew {
      let best = openOld.enumerated()
        .map { (offset: $0.offset, likeness: Self.likeness(old[$0.element], new[index])) }
        .max { $0.likeness < $1.likeness }
      if let best, best.likeness >= 0.5 {
        pairs.append((openOld.remove(at: best.offset), index))
      } else {
        added.append(index)
      }
    }
    removed = openOld
    pairs.sort { $0.1 < $1.1 }
  }

  /// The share of members that two items have in common; nothing for plain values.
  private static func likeness(_ old: JSONValue, _ new: JSONValue) -> Double {
    guard case .object(let old) = old, case .object(let new) = new else { return 0 }
    let keys = Set(old.keys).union(new.keys)
    let equal = keys.count { old[$0] == new[$0] }
    return Double(equal) / Double(max(1, keys.count))
  }
}
