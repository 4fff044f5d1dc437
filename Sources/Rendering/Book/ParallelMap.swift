/// Computes many independent values in a few tasks and returns them in the order of `indices`.
func inParallel<Value: Sendable>(
  _ count: Int, jobs: Int, _ make: @escaping @Sendable (Int) -> Value
) async -> [Value] {
  var values: [Value] = []
  values.reserveCapacity(count)
  await inParallel(count, jobs: jobs, make) { values.append($0) }
  return values
}

/// Computes many independent values in a few tasks and hands each on in the order of `indices`, as
/// soon as those before it are there.
///
/// Each chunk waits in its own place, so the result depends neither on `jobs` nor on timing. In a
/// task that is cancelled it ends soon, with what it has: whoever may be cancelled looks.
func inParallel<Value: Sendable>(
  _ count: Int, jobs: Int, _ make: @escaping @Sendable (Int) -> Value, take: (Value) -> Void
) async {
  guard count > 1, jobs > 1 else {
    for index in 0..<count where !Task.isCancelled { take(make(index)) }
    return
  }
  let size = max(1, min(64, count / (jobs * 4)))
  let starts = Array(stride(from: 0, to: count, by: size))
  var slots = [[Value]?](repeating: nil, count: starts.count)
  var taken = 0
  await withTaskGroup(of: (Int, [Value]).self) { group in
    var next = 0
    func addTask(_ group: inout TaskGroup<(Int, [Value])>) {
      guard next < starts.count else { return }
      let slot = next
      let range = starts[slot]..<min(starts[slot] + size, count)
      next += 1
      group.addTask {
        var values: [Value] = []
        values.reserveCapacity(range.count)
        for index in range where !Task.isCancelled { values.append(make(index)) }
        return (slot, values)
      }
    }
    for _ in 0..<jobs { addTask(&group) }
    while let (slot, values) = await group.next() {
      addTask(&group)
      slots[slot] = values
      while taken < slots.count, let ready = slots[taken] {
        slots[taken] = nil
        taken += 1
        for value in ready { take(value) }
      }
    }
  }
}
