/// Who is part of whom, numbered once so that `under` answers without walking a chain.
///
/// Every name has the number of its turn in a walk that visits a whole branch before the next; what
/// is below it has the numbers up to its last.
struct Ancestry {
  private var positions = NameTable()
  /// By position, the walk's number and the number after its branch; nil in a cycle.
  private var branches: [Range<Int>?] = []
  private var lastAncestor: [UInt8] = []
  private var lastBranch: Range<Int>?

  init(_ parents: [(entity: String, parent: String)] = []) {
    var parentOf: [Int?] = []
    for (entity, parent) in parents {
      let child = positions.number(of: entity)
      let above = positions.number(of: parent)
      while parentOf.count < positions.count { parentOf.append(nil) }
      parentOf[child] = above
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

  /// Whether the entity of this id is that of the other, or below it.
  mutating func isUnder(
    _ entity: UnsafeRawBufferPointer, _ ancestor: UnsafeRawBufferPointer
  ) -> Bool {
    if entity.elementsEqual(ancestor) { return true }
    guard let branch = branch(of: ancestor), let position = positions.number(of: entity),
      let own = branches[position]
    else { return false }
    return branch.contains(own.lowerBound)
  }

  /// The walk's numbers of an entity and all below it; nil where nothing is, or in a cycle.
  private mutating func branch(of ancestor: UnsafeRawBufferPointer) -> Range<Int>? {
    // Row after row of a statement asks for the same one.
    guard !lastAncestor.elementsEqual(ancestor) else { return lastBranch }
    lastAncestor.removeAll(keepingCapacity: true)
    lastAncestor += ancestor
    let range = positions.number(of: ancestor).flatMap { branches[$0] }
    lastBranch = range.flatMap { $0.count > 1 ? $0 : nil }
    return lastBranch
  }
}
