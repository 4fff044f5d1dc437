import Foundation
import Publishing
import Synchronization
import Testing

/// Every file operation of a publication made to fail, one after the other.
@Suite struct FaultTests {
  static let replacements: [Publisher.Replacement] = [.exchange, .versions]
  static let errors =
    ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"
    ? [EIO, ENOSPC, EMFILE, EXDEV, EACCES, EROFS] : [EIO]

  @Test(
    "whichever call fails, every edition is as it was or the build is whole, and the next clears",
    arguments: replacements, errors)
  func oneFault(_ replacement: Publisher.Replacement, _ number: Int32) async throws {
    var hits = 0
    for index in 1... {
      let site = try SampleSite()
      defer { site.remove() }
      try await site.publish(SampleSite.generation("old"), replacement)
      let old = try site.published()
      let faults = CountedFaults(at: index, .one, .error(number))
      do {
        let outcome = try await site.publish(
          SampleSite.generation("new"), replacement, faults: faults.source)
        // It went through: the fault met nothing, or the removal of what was replaced.
        #expect(try site.published() != old, "call \(index)")
        #expect(try site.text("partners/a.txt") == "new")
        if faults.calls < index {
          #expect(outcome.leftovers.isEmpty)
          break
        }
      } catch let error as PublishingError {
        hits += 1
        #expect(error.description.contains("error: "), "call \(index)")
        #expect(try site.published() == old, "call \(index): \(error)")
      }
      #expect(try site.verify().findings == [], "call \(index)")
      try await site.publish(SampleSite.generation("newer"), replacement)
      #expect(try site.text("public/a.txt") == "newer")
      #expect(try site.verify().findings == [], "call \(index)")
      #expect(site.litter().filter { !$0.hasPrefix(".dossier-edition-") } == [], "call \(index)")
    }
    #expect(hits > 30, "so few calls cannot be all")
  }

  @Test(
    "whenever the machine stops, each edition is whole, old or new, and the next build clears",
    arguments: replacements)
  func stop(_ replacement: Publisher.Replacement) async throws {
    var mixed = 0
    for index in 1... {
      let site = try SampleSite()
      defer { site.remove() }
      try await site.publish(SampleSite.generation("old"), replacement)
      let faults = CountedFaults(at: index, .rest)
      do {
        try await site.publish(SampleSite.generation("new"), replacement, faults: faults.source)
        if faults.calls < index { break }
      } catch is PublishingError {}
      #expect(try site.verify().findings == [], "call \(index)")
      let texts = try ["public/a.txt", "partners/a.txt"].map(site.text)
      #expect(texts.allSatisfy { ["old", "new"].contains($0) }, "call \(index)")
      if texts[0] != texts[1] {
        mixed += 1
        #expect(texts[0] == "new", "the widest audience first, call \(index)")
      }
      try await site.publish(SampleSite.generation("newer"), replacement)
      #expect(try site.text("partners/a.txt") == "newer")
      #expect(site.litter().filter { !$0.hasPrefix(".dossier-edition-") } == [], "call \(index)")
    }
    #expect(mixed > 0, "between two swaps the editions differ by one generation")
  }

  @Test("all is flushed before the first swap, and each swap before the next step")
  func flushed() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish(SampleSite.generation("old"))
    let made = Mutex<[SystemCalls.Call]>([])
    try await site.publish(
      SampleSite.generation("new"),
      faults: { call, path in
        // The probe exchanges two empty folders of its own.
        if !path.contains("/.dossier-probe-") { made.withLock { $0.append(call) } }
        return nil
      })
    let calls = made.withLock { $0 }
    let lastClose = try #require(calls.lastIndex(of: .close))
    let swaps = calls.indices.filter { calls[$0] == .exchange }
    #expect(swaps.count == 2)
    // The whole file system once, and the staged folder's own mode before its swap.
    #expect(calls[lastClose..<swaps[0]].count { $0 == .sync } == 2)
    for swap in swaps { #expect(calls[swap + 1] == .sync) }
    #expect(calls[..<swaps[1]].allSatisfy { $0 != .unlink }, "nothing goes before all is swapped")
  }

  @Test("a first publication that fails leaves nothing, not even the folder")
  func firstPublication() async throws {
    for index in 1... {
      let site = try SampleSite()
      defer { site.remove() }
      let faults = CountedFaults(at: index, .one)
      do {
        try await site.publish(SampleSite.generation("new"), faults: faults.source)
        if faults.calls < index { break }
      } catch is PublishingError {
        #expect(try site.published() == [:], "call \(index)")
      }
      try await site.publish(SampleSite.generation("newer"))
      #expect(try site.verify().findings == [], "call \(index)")
      #expect(site.litter() == [], "call \(index)")
    }
  }

  @Test(
    "interrupted calls are made again, and short writes continued",
    arguments: [
      SystemCalls.Fault.error(EINTR), .short,
    ])
  func interrupted(_ fault: SystemCalls.Fault) async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let odd = CountedFaults(at: 0, .one)
    try await site.publish(
      SampleSite.generation("text of some length"),
      faults: { call, path in
        _ = odd.source(call, path)
        return odd.calls.isMultiple(of: 2) ? fault : nil
      })
    #expect(odd.calls > 50)
    #expect(try site.verify().findings == [])
    #expect(try site.text("public/a.txt") == "text of some length")
  }
}
