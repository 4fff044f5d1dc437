import Foundation
import TestSupport
import Testing

/// What readers of an edition are given, and told, does not depend on what they may not see.
@Suite struct SealTests {
  /// All mutations with `DOSSIER_FULL_TESTS=1`, else a sample.
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"

  static let aboveClear = ["TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
  static let aboveAmber = ["TLP:AMBER+STRICT", "TLP:RED"]

  @Test("mutations of the hand-made project change no byte of the public edition and its log")
  func harbour() async throws {
    let project = SealedProject(
      texts: HarbourProject.texts, near: HarbourProject.near, labels: Self.aboveClear)
    try await check(project, edition: "public", count: Self.isFull ? 500 : 20, seed: 1)
  }

  @Test("mutations above partners change no byte of the partners' edition and its log")
  func partners() async throws {
    let project = SealedProject(
      texts: HarbourProject.texts, near: HarbourProject.near, labels: Self.aboveAmber)
    try await check(project, edition: "partners", count: Self.isFull ? 100 : 6, seed: 2)
  }

  @Test("mutations of generated projects change no byte of the public edition and its log")
  func generated() async throws {
    for seed in UInt64(0)..<(Self.isFull ? 10 : 2) {
      let project = SealedProject(
        texts: GeneratedProject.texts(seed: seed), near: GeneratedProject.near,
        labels: Self.aboveClear)
      try await check(
        project, edition: "public", count: Self.isFull ? 40 : 10, seed: 100 + seed)
    }
  }

  @Test("mutations around the demonstration pack change no byte of its public edition and its log")
  func demonstration() async throws {
    let project = SealedProject(
      texts: try DemonstrationSlots.texts(), near: DemonstrationSlots.near,
      labels: Self.aboveClear, ownFiles: ["file", "pack"])
    try await check(project, edition: "public", count: Self.isFull ? 100 : 4, seed: 3)
  }

  /// Compares each mutation with the project in which nothing hidden was ever planted.
  private func check(
    _ original: SealedProject, edition: String, count: Int, seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    var project = original
    let folder = try TestProject(files: project.files)
    let expected = try await folder.build(edition: edition)
    #expect(!expected.files.isEmpty, "the open project compiles: \(expected.log)")
    project.plant(project.slots.count, using: &random)
    for number in 1...count {
      let change = project.mutate(using: &random)
      try folder.rewrite(project.files)
      let found = try await folder.build(edition: edition)
      let differences = SealDifference.differences(found, expected)
      guard differences.isEmpty else {
        Issue.record(
          "seed \(seed), mutation \(number), \(change):\n\(differences.joined(separator: "\n"))")
        return
      }
    }
    // Built beside the others, an edition is what it is alone.
    let prefix = edition + "/"
    let together = try await folder.site().files.filter { $0.key.hasPrefix(prefix) }
    let own = Dictionary(
      uniqueKeysWithValues: together.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
    #expect(SealDifference.differences((own, ""), (expected.files, "")) == [])
  }

  @Test("of 120 planted canaries none is in the public edition, and the partners' has its own")
  func canaries() async throws {
    var random = SeededGenerator(seed: 7)
    var project = SealedProject(
      texts: HarbourProject.texts, near: HarbourProject.near, labels: ["TLP:AMBER"])
    project.plant(120, using: &random)
    #expect(project.canaries.count >= 120)
    let folder = try TestProject(files: project.files)
    let open = try await folder.build(edition: "public")
    let partners = try await folder.build(edition: "partners")
    let openText = SealDifference.text(open)
    let partnersText = SealDifference.text(partners)
    #expect(!open.files.isEmpty && !partners.files.isEmpty)
    #expect(project.canaries.filter { openText.contains($0) } == [])
    #expect(project.canaries.count { partnersText.contains($0) } > 60)
  }
}

/// What an edition's readers are given: files, and what the build tells them.
typealias SealedBuild = (files: [String: [UInt8]], log: String)

enum SealDifference {
  static func differences(_ found: SealedBuild, _ expected: SealedBuild) -> [String] {
    var result: [String] = []
    if found.log != expected.log {
      result.append("the log differs:\n" + lines(found.log, expected.log))
    }
    for path in Set(found.files.keys).union(expected.files.keys).sorted() {
      guard found.files[path] != expected.files[path] else { continue }
      guard let new = found.files[path], let old = expected.files[path] else {
        result.append("\(path) is \(found.files[path] == nil ? "missing" : "extra")")
        continue
      }
      result.append(
        "\(path):\n"
          + lines(String(decoding: new, as: UTF8.self), String(decoding: old, as: UTF8.self)))
    }
    return Array(result.prefix(12))
  }

  /// The first lines that differ.
  private static func lines(_ found: String, _ expected: String) -> String {
    let left = found.split(separator: "\n", omittingEmptySubsequences: false)
    let right = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let first =
      zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset
      ?? min(left.count, right.count)
    return
      (left[first...].prefix(4).map { "  + \($0.prefix(300))" }
      + right[first...].prefix(4).map { "  - \($0.prefix(300))" }).joined(separator: "\n")
  }

  static func text(_ build: SealedBuild) -> String {
    build.files.keys.sorted().map { $0 + String(decoding: build.files[$0] ?? [], as: UTF8.self) }
      .joined() + build.log
  }
}
