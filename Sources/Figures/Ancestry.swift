/// Who is part of whom, numbered once so that `under` answers without walking a chain.
///
/// Every name has the number of its turn in a walk that visits a whole branch before the next; what
/// is below it has the numbers up to its last.
struct Ancestry {
  private var positions: [String: Int] = [:]
  /// By position, the walk's number and the number after its branch; nil in a cycle.
  private var branches: [Range<Int>?] = []

  init(_ parents: [(entity: String, parent: String)] = []) {
    var parentOf: [Int?] = []
    func position(_ name: String, in positions: inout [String: Int]) -> Int {
      if let known = positions[name] { return known }
      positions[name] = parentOf.count
      parentOf.append(nil)
      return parentOf.count - 1
    }
    for (entity, parent) in parents {
      let child = position(entity, in: &positions)
      parentOf[child] = position(parent, in: &positions)
    }
    number(parentOf)
  }

  private mutating func number(_ parentOf: [Int?]) {
    // Children as linked lists: no array for each.
    var firstChild = [Int?](repeating: nil, count: parentOf.count)
    var nextSibling = firstChild
    for (child, parent) in parentOf.enumerated() {
      guard let parent else { continue }
      nextSibling[child] = firstChild[parent]
      firstChild[parent] = child
    }
    branches = [Range<Int>?](repeating: nil, count: parentOf.count)
    var starts = [Int](repeating: 0, count: parentOf.count)
    var turn = 0
    // A cycle has no root and is never entered.
    for root in parentOf.indices where parentOf[root] == nil {
      var path = [root]
      starts[root] = turn
      turn += 1
      while let current = path.last {
        if let child = firstChild[current] {
          firstChild[current] = nextSibling[child]
          starts[child] = turn
          turn += 1
          path.append(child)
        } else {
          branches[current] = starts[current]..<turn
          path.removeLast()
        }
      }
    }
  }

  /// Whether `entity` is `ancestor` or below it.
  func isUnder(_ entity: String, _ ancestor: String) -> Bool {
    if entity.utf8.elementsEqual(ancestor.utf8) { return true }
    guard let below = positions[entity], let above = positions[ancestor],
      let lower = branches[below], let upper = branches[above]
    else { return false }
    return upper.contains(lower.lowerBound)
  }
}
