/// Which blocks of two versions of a text belong together.
///
/// A block's id lasts as long as what its author wrote, so equal ids are one block; what is left
/// is paired by likeness. A block that stands elsewhere is moved, not removed and added.
struct BlockAlignment {
  enum Match: Equatable {
    case same(old: Int, new: Int)
    case moved(old: Int, new: Int)
    /// Written anew in its place.
    case edited(old: Int, new: Int)
    case removed(old: Int)
    case added(new: Int)
  }

  /// In the order of the new text; removed blocks follow the block they stood after.
  let matches: [Match]

  init(_ old: [Snapshot.Block], _ new: [Snapshot.Block]) {
    let newPositions = Dictionary(
      new.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let common = old.indices.compactMap { index in
      newPositions[old[index].id].map { (old: index, new: $0) }
    }
    let kept = Self.longestRise(common.map(\.new))
    var partnerOfNew: [Int: Match] = [:]
    var pairedOld: Set<Int> = []
    for (position, pair) in common.enumerated() {
      pairedOld.insert(pair.old)
      partnerOfNew[pair.new] =
        kept.contains(position)
        ? .same(old: pair.old, new: pair.new) : .moved(old: pair.old, new: pair.new)
    }
    Self.pairEdited(old, new, &partnerOfNew, &pairedOld)

    var matches: [Match] = []
    var nextOld = 0
    func flushRemoved(before end: Int) {
      while nextOld < end {
        if !pairedOld.contains(nextOld) { matches.append(.removed(old: nextOld)) }
        nextOld += 1
      }
    }
    for index in new.indices {
      switch partnerOfNew[index] {
      case .same(let oldIndex, _)?, .edited(let oldIndex, _)?:
        flushRemoved(before: oldIndex)
        matches.append(partnerOfNew[index] ?? .added(new: index))
      case let match?: matches.append(match)
      case nil: matches.append(.added(new: index))
      }
    }
    flushRemoved(before: old.count)
    self.matches = matches
  }

  /// Pairs what is left over: the most alike first, near ones before far ones.
  private static func pairEdited(
    _ old: [Snapshot.Block], _ new: [Snapshot.Block], _ partnerOfNew: inout [Int: Match],
    _ pairedOld: inout Set<Int>
  ) {
    let openOld = old.indices.filter { !pairedOld.contains($0) }
    let openNew = new.indices.filter { partnerOfNew[$0] == nil }
    let oldWords = Dictionary(uniqueKeysWithValues: openOld.map { ($0, bag(old[$0].text)) })
    let newWords = Dictionary(uniqueKeysWithValues: openNew.map { ($0, bag(new[$0].text)) })
    var candidates: [(likeness: Double, old: Int, new: Int)] = []
    // Whole texts rewritten at once are not worth comparing each with each.
    guard openOld.count * openNew.count <= 40_000 else { return }
    for oldIndex in openOld {
      for newIndex in openNew {
        let value = likeness(oldWords[oldIndex] ?? [], newWords[newIndex] ?? [])
        if value >= 0.4 { candidates.append((value, oldIndex, newIndex)) }
      }
    }
    candidates.sort {
      if $0.likeness != $1.likeness { return $0.likeness > $1.likeness }
      return (abs($0.old - $0.new), $0.old, $0.new) < (abs($1.old - $1.new), $1.old, $1.new)
    }
    for candidate in candidates
    where !pairedOld.contains(candidate.old) && partnerOfNew[candidate.new] == nil {
      pairedOld.insert(candidate.old)
      partnerOfNew[candidate.new] = .edited(old: candidate.old, new: candidate.new)
    }
  }

  private static func bag(_ text: String) -> Set<String> {
    Set(Redline.words(of: text.lowercased()).filter { $0.count > 1 })
  }

  /// Twice the words in common over all words.
  private static func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    return 2 * Double(left.intersection(right).count) / Double(left.count + right.count)
  }

  /// The positions of a longest rising run: what stays while the rest moves.
  private static func longestRise(_ values: [Int]) -> Set<Int> {
    var tails: [Int] = []
    var previous: [Int?] = []
    for (position, value) in values.enumerated() {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if values[tails[middle]] < value { low = middle + 1 } else { high = middle }
      }
      previous.append(low > 0 ? tails[low - 1] : nil)
      if low == tails.count { tails.append(position) } else { tails[low] = position }
    }
    var kept: Set<Int> = []
    var next = tails.last
    while let position = next {
      kept.insert(position)
      next = previous[position]
    }
    return kept
  }
}
