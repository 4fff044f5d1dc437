import Foundation
import TestSupport
import Testing

/// Builds over an existing site that do not reach their end.
@Suite struct KilledBuildTests {
  static let markings = Folders.root.appending(path: "Tests/PackTests/Accepted/markings")
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"

  /// Starts a build of a project; `output` is where it says what it does.
  static func start(_ project: TestProject, _ arguments: [String] = []) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Tool.path)
    process.arguments = ["-C", project.root.path, "build"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  static func litter(_ project: TestProject) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: project.root.appending(path: "Site").path
    ).filter { $0.hasPrefix(".dossier-") && $0 != ".dossier-lock" }.sorted()
  }

  /// Returns as soon as a build writes, or has ended.
  static func waitForStaging(_ project: TestProject, _ process: Process) {
    let folders = ["public", "partners"].map {
      project.root.appending(path: "Site/.dossier-staging-\($0)").path
    }
    while process.isRunning, folders.allSatisfy({ access($0, F_OK) != 0 }) { usleep(200) }
  }

  /// Changes what each edition shows.
  static func edit(_ project: TestProject, _ number: Int) throws {
    let path = "Content/packs/brief/overview.en.md"
    let text = try project.text(path).components(separatedBy: "\n\nGeneration ")[0]
    try project.write(text + "\n\nGeneration A\(number) of the text.\n", to: path)
  }

  @Test("a build killed at any moment leaves editions that verify, and the next build clears up")
  func kills() throws {
    let project = try TestProject(copying: Self.markings)
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed of the killed builds: \(seed)")
    var random = SeededNumbers(state: seed)
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    // How long a build takes here and now, so that kills fall anywhere within.
    let start = ContinuousClock.now
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    let whole = start.duration(to: .now)
    var (dead, left) = (0, 0)
    let count = Self.isFull ? 200 : 10
    for number in 1...count {
      try Self.edit(project, number)
      let process = try Self.start(project)
      if number.isMultiple(of: 2) {
        // Half of them where files are written and swapped, which takes the least of the time.
        Self.waitForStaging(project, process)
        usleep(UInt32(random.fraction() * 60_000))
      } else {
        usleep(UInt32(random.fraction() * 1.05 * whole.microseconds))
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { dead += 1 }
      if try !Self.litter(project).isEmpty { left += 1 }
      for edition in ["public", "partners"] {
        let result = try Tool.run(
          ["verify", project.root.appending(path: "Site/\(edition)").path])
        #expect(result.status == 0, "kill \(number), seed \(seed): \(result.output)")
      }
      #expect(try Tool.run(["verify", project.root.appending(path: "Site").path]).status == 0)
      // Every fifth time the next build is one that is killed too, over the litter of this one.
      guard !number.isMultiple(of: 5) || number == count else { continue }
      let next = try Tool.run(["-C", project.root.path, "build"])
      #expect(next.status == 0, "after kill \(number), seed \(seed): \(next.errors)")
      #expect(try Self.litter(project) == [])
      #expect(
        try project.text("Site/public/en/brief/md/overview.md").contains("Generation A\(number)"))
    }
    print("of the builds \(dead) were killed in time, and \(left) left something to clear")
    #expect(dead > 0)
  }

  @Test(
    "an interrupted build exits 130 with every edition as it was, or is done",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func interrupts(_ signal: Int32) throws {
    let project = try TestProject(copying: Self.markings)
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    var interrupted = 0
    for number in 1...(Self.isFull ? 20 : 5) {
      let before = try project.text("Site/public/manifest.json")
      try Self.edit(project, number)
      let process = try Self.start(project)
      if number.isMultiple(of: 2) {
        Self.waitForStaging(project, process)
        usleep(UInt32(number * 1_000))
      } else {
        usleep(UInt32(number * 20_000))
      }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      let isAsBefore = try project.text("Site/public/manifest.json") == before
      if process.terminationStatus == 130 {
        interrupted += 1
        #expect(isAsBefore)
      } else {
        #expect(process.terminationStatus == 0)
        #expect(!isAsBefore)
      }
      #expect(try Tool.run(["verify", project.root.appending(path: "Site").path]).status == 0)
    }
    #expect(interrupted > 0)
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    #expect(try Self.litter(project) == [])
  }

  @Test("of two builds into one folder, one publishes and the other says who holds the lock")
  func twoBuilds() throws {
    let project = try TestProject(copying: Self.markings)
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    let before = try project.text("Site/public/manifest.json")
    // Stopped in its tracks once it has the lock, which is before it reads anything.
    let first = try Self.start(project)
    let lock = project.root.appending(path: "Site/.dossier-lock")
    while first.isRunning, try Data(contentsOf: lock).isEmpty { usleep(200) }
    kill(first.processIdentifier, SIGSTOP)
    let second = try Tool.run(["-C", project.root.path, "build"])
    #expect(second.status == 2)
    #expect(
      second.errors.contains(
        "Site: error: another build is publishing here: process \(first.processIdentifier) [DS502]")
    )
    #expect(try project.text("Site/public/manifest.json") == before)
    kill(first.processIdentifier, SIGCONT)
    first.waitUntilExit()
    #expect(first.terminationStatus == 0)
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
  }

  @Test("of many builds started at once, at least one publishes, and each other one exits 2")
  func race() throws {
    let project = try TestProject(copying: Self.markings)
    let processes = try (0..<4).map { _ in try Self.start(project) }
    processes.forEach { $0.waitUntilExit() }
    let codes = processes.map(\.terminationStatus).sorted()
    #expect(codes.first == 0)
    #expect(codes.allSatisfy { $0 == 0 || $0 == 2 })
    #expect(try Tool.run(["verify", project.root.appending(path: "Site").path]).status == 0)
    #expect(try Self.litter(project) == [])
  }
}

/// A small generator that a seed determines.
struct SeededNumbers {
  var state: UInt64

  /// At least 0, below 1.
  mutating func fraction() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(UInt64(1) << 53)
  }
}

extension Duration {
  fileprivate var microseconds: Double {
    Double(components.seconds) * 1_000_000 + Double(components.attoseconds) / 1_000_000_000_000
  }
}
