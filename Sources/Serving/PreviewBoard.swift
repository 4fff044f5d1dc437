package import Rendering

/// What is shown now, and the readers who wait for what comes next.
package actor PreviewBoard {
  package private(set) var state = PreviewState()
  private var waiting: [Int: CheckedContinuation<PreviewState, Never>] = [:]
  private var tickets = 0

  /// Readers beyond these are answered at once and ask again.
  private static let mostWaiting = 64

  package init() {}

  /// Shows pages that compiled; where nothing differs from what is shown, nobody is told.
  package func show(_ editions: [(name: String, files: [RenderedFile])]) {
    var files: [String: RenderedFile] = [:]
    for edition in editions {
      for file in edition.files { files["\(edition.name)/\(file.path)"] = file }
    }
    let changed = changedPaths(in: files)
    guard !changed.isEmpty || !state.findings.isEmpty || state.generation == 0 else { return }
    state.generation += 1
    if changed.contains(where: { $0.utf8.hasSuffix(".css") }) {
      state.styleGeneration = state.generation
    }
    state.editions = editions.map(\.name)
    state.files = files
    state.findings = ""
    tell()
  }

  /// Shows why the project does not compile, over the last pages that did.
  package func show(findings: String) {
    guard findings != state.findings else { return }
    state.generation += 1
    state.findings = findings
    tell()
  }

  /// What is shown once it is no longer `generation`, or after a while all the same.
  package func state(after generation: Int, atMost wait: Duration) async -> PreviewState {
    guard state.generation == generation, waiting.count < PreviewBoard.mostWaiting else {
      return state
    }
    tickets += 1
    let ticket = tickets
    let timer = Task {
      do { try await Task.sleep(for: wait) } catch { return }
      release(ticket)
    }
    defer { timer.cancel() }
    return await withCheckedContinuation { waiting[ticket] = $0 }
  }

  private func release(_ ticket: Int) {
    waiting.removeValue(forKey: ticket)?.resume(returning: state)
  }

  private func tell() {
    let told = waiting
    waiting = [:]
    for reader in told.values { reader.resume(returning: state) }
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
