/// A project with slots in its texts, into which hidden material is planted, changed and taken out.
///
/// A line `@@KIND` is a slot for whole lines, `@@inline@@` one inside a sentence.
struct SealedProject {
  let texts: [String: String]
  let near: HiddenFragment.Surroundings
  /// The kind of each slot; those without a place in a text are files of their own.
  let slots: [String]
  private(set) var fragments: [HiddenFragment] = []
  /// Labels above the edition under test, from the widest.
  let labels: [String]
  private var made = 0

  init(
    texts: [String: String], near: HiddenFragment.Surroundings, labels: [String],
    ownFiles: [String] = ["file", "pack"]
  ) {
    self.texts = texts
    self.near = near
    self.labels = labels
    var slots: [String] = []
    for path in texts.keys.sorted() {
      for line in (texts[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
        slots += SealedProject.slots(in: String(line))
      }
    }
    self.slots = slots + ownFiles
  }

  /// The slots of one line: one of its own, or any number inside it.
  private static func slots(in line: String) -> [String] {
    let trimmed = line.drop { $0 == " " }
    if trimmed.hasPrefix("@@"), !trimmed.hasPrefix("@@inline") {
      return [String(trimmed.dropFirst(2))]
    }
    return Array(repeating: "inline", count: line.components(of: "@@inline@@").count - 1)
  }

  // MARK: Files

  /// The project's files with everything planted.
  var files: [String: String] {
    var result: [String: String] = [:]
    var slot = 0
    for path in texts.keys.sorted() {
      var lines: [String] = []
      for line in (texts[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
        let own = SealedProject.slots(in: String(line))
        if own.isEmpty {
          lines.append(String(line))
        } else if own[0] == "inline" {
          var parts = String(line).components(of: "@@inline@@")
          var text = parts.removeFirst()
          for part in parts {
            text += planted(in: slot).map { $0.inline(near) }.joined() + part
            slot += 1
          }
          lines.append(text)
        } else {
          let indent = String(line.prefix { $0 == " " })
          for fragment in planted(in: slot) {
            lines += fragment.lines(near).map { $0.isEmpty ? $0 : indent + $0 }
          }
          slot += 1
        }
      }
      result[path] = lines.joined(separator: "\n")
    }
    for fragment in fragments { result.merge(fragment.files(near)) { _, new in new } }
    return result
  }

  private func planted(in slot: Int) -> [HiddenFragment] { fragments.filter { $0.slot == slot } }

  var canaries: [String] { fragments.map(\.canary) }

  // MARK: Mutations

  /// Plants a piece in each slot, and more until there are `count`.
  mutating func plant(_ count: Int, using random: inout SeededGenerator) {
    for slot in slots.indices { plant(in: slot, using: &random) }
    while fragments.count < count { plant(in: random.below(slots.count), using: &random) }
  }

  private mutating func plant(in slot: Int, using random: inout SeededGenerator) {
    made += 1
    fragments.append(
      HiddenFragment(
        kind: slots[slot], slot: slot, id: SealedProject.id(made, &random),
        canary: "zq\(made)x\(random.below(100_000))qz", label: random.pick(labels),
        variant: random.below(1000)))
  }

  /// An id before, between or behind those of open records.
  private static func id(_ number: Int, _ random: inout SeededGenerator) -> String {
    random.pick(["a", "m", "z"]) + "hid-\(number)"
  }

  /// Changes hidden material at random, and says how.
  mutating func mutate(using random: inout SeededGenerator) -> String {
    guard !fragments.isEmpty else {
      plant(in: random.below(slots.count), using: &random)
      return "add"
    }
    let index = random.below(fragments.count)
    let name = "\(fragments[index].kind) \(fragments[index].id)"
    switch random.below(7) {
    case 0:
      plant(in: random.below(slots.count), using: &random)
      return "add \(fragments[fragments.count - 1].kind)"
    case 1:
      fragments.remove(at: index)
      return "delete \(name)"
    case 2:
      fragments[index].variant = random.below(1000)
      made += 1
      fragments[index].canary = "zq\(made)x\(random.below(100_000))qz"
      return "edit \(name)"
    case 3:
      made += 1
      fragments[index].id = SealedProject.id(made, &random)
      return "rename \(name)"
    case 4:
      let position = labels.firstIndex(of: fragments[index].label) ?? 0
      fragments[index].label = labels[min(position + 1, labels.count - 1)]
      return "mark \(name) \(fragments[index].label)"
    case 5:
      fragments.shuffle(using: &random)
      return "reorder"
    default:
      let same = slots.indices.filter { slots[$0] == fragments[index].kind }
      fragments[index].slot = random.pick(same)
      return "move \(name)"
    }
  }
}

extension String {
  /// The parts between occurrences of `separator`.
  fileprivate func components(of separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
