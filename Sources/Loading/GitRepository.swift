internal import Dispatch
internal import Foundation
internal import Records
internal import Synchronization

/// The version control that a project's folder lies in, asked by running `git`.
///
/// Nothing is written, fetched or checked out: contents come from the object store into memory.
package struct GitRepository: Sendable {
  /// The project's root, absolute.
  private let root: String
  private let program: String

  /// Why a revision cannot be read.
  package struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// One phrase, lower case, no full stop.
    package let reason: String

    package var description: String { "error: \(reason)" }
  }

  /// `path` is where programs are looked for, as in the environment.
  package init(root: String, path: String) throws(Failure) {
    let folders = path.split(separator: ":").map(String.init)
    let found = folders.filter { $0.hasPrefix("/") }.map { $0 + "/git" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      throw Failure(reason: "git is not installed; compare pack.json files or built folders")
    }
    self.root = root
    program = found
    let inside = try run(["rev-parse", "--is-inside-work-tree"])
    guard inside.status == 0, inside.text == "true" else {
      throw Failure(
        reason: "the project is in no git repository; compare pack.json files or built folders"
          + Self.suffix(inside.errors))
    }
  }

  /// A revision's commit, in full hexadecimal digits.
  package func commit(of revision: String) throws(Failure) -> String {
    let answer = try run([
      "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}",
    ])
    guard answer.status == 0, answer.text.allSatisfy(\.isHexDigit), !answer.text.isEmpty else {
      let isShallow = try run(["rev-parse", "--is-shallow-repository"]).text == "true"
      throw Failure(
        reason: "git knows no revision '\(revision.quotation)'"
          + (isShallow
            ? "; this clone is shallow: get its history with git fetch --unshallow" : ""))
    }
    return answer.text
  }

  /// The files that a project's inputs are read from, as they were at a commit.
  package func files(at commit: String) throws(Failure) -> MemoryFiles {
    let listing = try run([
      "ls-tree", "-r", "-z", "--end-of-options", commit, "Content", "Templates",
    ])
    guard listing.status == 0 else {
      throw Failure(reason: "git cannot list \(commit.prefix(12))" + Self.suffix(listing.errors))
    }
    var blobs: [(id: String, path: String)] = []
    var others: [String: String] = [:]
    for entry in listing.output.split(separator: 0) {
      // MODE TYPE ID TAB PATH
      guard let tab = entry.firstIndex(of: 0x09) else { continue }
      let head = String(decoding: entry[..<tab], as: UTF8.self).split(separator: " ")
      let path = String(decoding: entry[entry.index(after: tab)...], as: UTF8.self)
      guard head.count == 3 else { continue }
      switch head[0] {
      case "100644", "100755": blobs.append((String(head[2]), path))
      case "120000": others[path] = "a symbolic link"
      default: others[path] = "a submodule"
      }
    }
    let contents = try read(blobs.map(\.id))
    guard contents.count == blobs.count else {
      throw Failure(reason: "git holds \(commit.prefix(12)) in part only; fetch its contents")
    }
    return MemoryFiles(
      Dictionary(
        zip(blobs.map(\.path), contents), uniquingKeysWith: { first, _ in first }),
      others: others)
  }

  /// The contents of blobs, in the order of their ids.
  private func read(_ ids: [String]) throws(Failure) -> [[UInt8]] {
    guard !ids.isEmpty else { return [] }
    let request = Array((ids.joined(separator: "\n") + "\n").utf8)
    let answer = try run(["cat-file", "--batch"], input: request)
    var contents: [[UInt8]] = []
    contents.reserveCapacity(ids.count)
    var rest = answer.output[...]
    while let end = rest.firstIndex(of: 0x0A) {
      // ID TYPE SIZE, or ID missing.
      let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      let start = rest.index(after: end)
      guard head.count == 3, let size = Int(head[2]), size < rest.endIndex - start else {
        throw Failure(reason: "git lacks the contents of a file" + Self.suffix(answer.errors))
      }
      contents.append(Array(rest[start..<start + size]))
      rest = rest[(start + size + 1)...]
    }
    return contents
  }

  // MARK: - Running

  private struct Answer {
    var status: Int32
    var output: [UInt8]
    var errors: String

    /// The output on one line.
    var text: String {
      String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  private static func suffix(_ errors: String) -> String {
    let line = errors.split(separator: "\n").first.map(String.init) ?? ""
    return line.isEmpty ? "" : " (\(line.quotation))"
  }

  private func run(_ arguments: [String], input: [UInt8] = []) throws(Failure) -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments =
      ["--no-optional-locks", "-c", "core.fsmonitor=false", "-C", root] + arguments
    var environment = ProcessInfo.processInfo.environment
    // A partial clone must not reach for the network, and messages must be the same everywhere.
    environment["GIT_NO_LAZY_FETCH"] = "1"
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["LC_ALL"] = "C"
    process.environment = environment
    let inputPipe = Pipe()
    let outputPipe = Pipe()
    let errorPipe = Pipe()
    process.standardInput = inputPipe
    process.standardOutput = outputPipe
    process.standardError = errorPipe
    do {
      try process.run()
    } catch {
      throw Failure(reason: "git does not run: \(error.localizedDescription)")
    }
    // All three at once: a full pipe on either side would hold both programs.
    let told = Mutex(Data())
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      // A program that ends early says why by its status.
      do { try inputPipe.fileHandleForWriting.write(contentsOf: Data(input)) } catch {}
      inputPipe.fileHandleForWriting.closeFile()
    }
    DispatchQueue.global().async(group: group) {
      let errors = errorPipe.fileHandleForReading.readDataToEndOfFile()
      told.withLock { $0 = errors }
    }
    let output = outputPipe.fileHandleForReading.readDataToEndOfFile()
    group.wait()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, output: [UInt8](output),
      errors: String(decoding: told.withLock { $0 }, as: UTF8.self))
  }
}
