/// Computes many independent values in a few tasks and returns them in the order of `indices`.
///
/// Each chunk lands in its own place, so the result depends neither on `jobs` nor on timing.
func inParallel<Value: Sendable>(
  _ count: Int, jobs: Int, _ make: @escaping @Sendable (Int) -> Value
) async -> [Value] {
  guard count > 1, jobs > 1 else { return (0..<count).map(make) }
  let size = max(1, min(64, count / (jobs * 4)))
  let starts = Array(stride(from: 0, to: count, by: size))
  var slots = [[Value]](repeating: [], count: starts.count)
  await withTaskGroup(of: (Int, [Value]).self) { group in
    var next = 0
    func addTask(_ group: inout TaskGroup<(Int, [Value])>) {
      guard next < starts.count else { return }
      let slot = next
      let range = starts[slot]..<min(starts[slot] + size, count)
      next += 1
      group.addTask { (slot, range.map(make)) }
    }
    for _ in 0..<jobs { addTask(&group) }
    while let (slot, values) = await group.next() {
      slots[slot] = values
      addTask(&group)
    }
  }
  return slots.flatMap(\.self)
}
