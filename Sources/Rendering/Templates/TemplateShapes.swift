internal import Synchronization

/// The values that templates are given, as they are given: what the templates' guide is written
/// from.
package final class TemplateShapes: Sendable {
  /// What a value is, in the words of the guide.
  package enum Kind: String, Sendable {
    case text, markup, address, flag = "yes or no", list
  }

  /// A value, and those of its items.
  package struct Shape: Sendable {
    package fileprivate(set) var kinds: Set<Kind> = []
    package fileprivate(set) var items: [String: Shape] = [:]
  }

  /// The values that every page of a pack has, under a name that no template has.
  package static let shared = "every page"

  private let found = Mutex<[String: [String: Shape]]>([:])

  package init() {}

  /// By template and name; the interface's words are left out.
  package var templates: [String: [String: Shape]] { found.withLock { $0 } }

  /// Notes what a template is filled from: what all pages share first, where there is more.
  func note(_ template: String, _ records: [TemplateRecord]) {
    found.withLock { found in
      for (index, record) in records.enumerated() {
        let name = index == 0 && records.count > 1 ? TemplateShapes.shared : template
        TemplateShapes.merge(record, into: &found[name, default: [:]])
      }
    }
  }

  private static func merge(_ record: TemplateRecord, into shapes: inout [String: Shape]) {
    for (name, value) in record.values where !name.hasPrefix("text-") {
      shapes[name, default: Shape()].kinds.insert(kind(of: value))
      guard case .list(let items) = value else { continue }
      for item in items { merge(item, into: &shapes[name, default: Shape()].items) }
    }
  }

  private static func kind(of value: TemplateValue) -> Kind {
    switch value {
    case .text: .text
    case .html: .markup
    case .url: .address
    case .flag: .flag
    case .list: .list
    }
  }
}
