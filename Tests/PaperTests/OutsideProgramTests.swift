import Testing

@testable import Paper

@Suite struct OutsideProgramTests {
  private func program(_ name: String) throws -> OutsideProgram {
    try #require(OutsideProgram.all(name, in: "/usr/bin:/bin").first)
  }

  @Test("input goes in and output comes out whole, however long")
  func bytes() throws {
    let piece = [UInt8](repeating: 7, count: 300_000)
    let outcome = try program("cat").run([], input: [piece, [1], piece], environment: [])
    #expect(outcome.status == 0)
    #expect(outcome.output == piece + [1] + piece)
  }

  @Test("a program sees the environment it is given and no other")
  func environment() throws {
    let environment = ProgramEnvironment(["PATH": "/usr/bin", "SECRET": "no", "HOME": "/home/a"])
    let outcome = try program("env").run([], environment: environment.variables(at: 5))
    #expect(
      String(decoding: outcome.output, as: UTF8.self) == """
        HOME=/home/a
        LC_ALL=C.UTF-8
        PATH=/usr/bin
        PYTHONHASHSEED=0
        SOURCE_DATE_EPOCH=5
        TZ=UTC

        """)
    #expect(environment.searchPath == "/usr/bin:/home/a/.local/share/dossier/python/bin")
  }

  @Test("status and words of a failure are told, and those of a signal")
  func failure() throws {
    let shell = try program("sh")
    let failed = try shell.run(["-c", "echo why >&2; exit 4"], environment: [])
    #expect(failed.status == 4)
    #expect(failed.errors == "why\n")
    #expect(try shell.run(["-c", "kill -9 $$"], environment: []).status == 137)
  }

  @Test("what cannot be started is a fault of the machine")
  func fault() {
    #expect(throws: PaperError.self) {
      try OutsideProgram(path: "/nowhere/program").run([], environment: [])
    }
    #expect(OutsideProgram.all("program", in: "/nowhere:relative").isEmpty)
  }
}
