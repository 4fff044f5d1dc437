package import Rendering

/// What is shown now, and the readers who wait for what comes next.
///
/// A save is shown in two steps. First come its `pages`, laid out one by one for whoever looks at
/// one; then the files of all pages, which know what only the whole can tell. Readers that cannot
/// be told of the second step wait for it.
package actor PreviewBoard {
  package private(set) var state = PreviewState()
  private var waiting: [Int: Reader] = [:]
  private var tickets = 0
  /// Pages that readers have open, with the generation that they last asked after.
  private var open: [String: Int] = [:]
  /// The last compilation that was begun; what others show is out of date.
  private var compilation = 0
  /// The compilation that `state.pages` are of, if they are shown.
  private var compilationOfPages: Int?

  /// Readers beyond these are answered at once and ask again.
  private static let mostWaiting = 64
  /// Pages beyond these are not made first.
  private static let mostOpen = 64
  /// How many generations a reader may be behind who still has a page open.
  private static let longestSilence = 4

  private struct Reader {
    var awaits: Awaited
    var continuation: CheckedContinuation<PreviewState, Never>
  }

  private enum Awaited {
    /// Any other generation.
    case change
    /// The end of the compilation.
    case end
  }

  package init() {}

  // MARK: - Showing

  /// A save is being compiled; what the compilation gives is shown under the number returned, and
  /// no longer once another has begun.
  package func begin() -> Int {
    compilation += 1
    state.isCompiling = true
    return compilation
  }

  /// The compilation has ended, and there is nothing new to show.
  package func end(_ number: Int) {
    guard number == compilation else { return }
    finish()
  }

  /// Shows pages of a save before all of them are laid out.
  package func show(_ pages: any PreviewPages, of number: Int) {
    guard number == compilation else { return }
    state.generation += 1
    state.save = state.generation
    state.pages = pages
    compilationOfPages = number
    state.findings = ""
    tell()
  }

  /// Shows files that compiled; where nothing differs from what is shown, nobody is told.
  package func show(_ editions: [(name: String, files: [RenderedFile])], of number: Int) {
    guard number == compilation else { return }
    var files: [String: RenderedFile] = [:]
    for edition in editions {
      for file in edition.files { files["\(edition.name)/\(file.path)"] = file }
    }
    defer { finish() }
    let changed = changedPaths(in: files)
    let isFirst = compilationOfPages != number
    guard
      !changed.isEmpty || !state.findings.isEmpty || state.generation == 0 || state.pages != nil
    else { return }
    state.generation += 1
    if isFirst { state.save = state.generation }
    if changed.contains(where: { $0.utf8.hasSuffix(".css") }) {
      state.styleGeneration = state.generation
    }
    state.editions = editions.map(\.name)
    state.files = files
    state.pages = nil
    compilationOfPages = nil
    state.findings = ""
    tell()
  }

  /// Shows why the project does not compile, over the last pages that did: those of a save that
  /// was never completed stay before the files of an earlier one.
  package func show(findings: String, of number: Int) {
    guard number == compilation else { return }
    defer { finish() }
    guard findings != state.findings else { return }
    state.generation += 1
    state.findings = findings
    tell()
  }

  // MARK: - Reading

  /// What is shown once it is no longer `generation`, or after a while all the same; told of the
  /// page that the reader has open, the preview makes that one first.
  package func state(
    after generation: Int, open page: String? = nil, atMost wait: Duration
  ) async -> PreviewState {
    if let page, open.count < PreviewBoard.mostOpen { open[page] = state.generation }
    guard state.generation == generation else { return state }
    return await self.wait(for: .change, atMost: wait)
  }

  /// What is shown once the save that is being compiled is complete, or after a while all the same.
  package func completeState(atMost wait: Duration) async -> PreviewState {
    guard state.isCompiling else { return state }
    return await self.wait(for: .end, atMost: wait)
  }

  /// The pages that readers have open, by path.
  package func openPages() -> [String] {
    open = open.filter { $0.value + PreviewBoard.longestSilence > state.generation }
    return open.keys.sorted()
  }

  private func wait(for awaited: Awaited, atMost wait: Duration) async -> PreviewState {
    guard waiting.count < PreviewBoard.mostWaiting else { return state }
    tickets += 1
    let ticket = tickets
    let timer = Task {
      do { try await Task.sleep(for: wait) } catch { return }
      release(ticket)
    }
    defer { timer.cancel() }
    return await withCheckedContinuation {
      waiting[ticket] = Reader(awaits: awaited, continuation: $0)
    }
  }

  private func release(_ ticket: Int) {
    waiting.removeValue(forKey: ticket)?.continuation.resume(returning: state)
  }

  private func tell() { release(.change) }

  private func finish() {
    state.isCompiling = false
    release(.end)
  }

  private func release(_ awaited: Awaited) {
    for ticket in waiting.filter({ $0.value.awaits == awaited }).keys { release(ticket) }
  }

  private func changedPaths(in files: [String: RenderedFile]) -> [String] {
    var changed = state.files.keys.filter { files[$0] == nil }
    for (path, file) in files {
      guard let shown = state.files[path], shown.count == file.count, shown.pieces == file.pieces
      else {
        changed.append(path)
        continue
      }
    }
    return changed
  }
}

extension String.UTF8View {
  func hasSuffix(_ suffix: String) -> Bool {
    count >= suffix.utf8.count && self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
