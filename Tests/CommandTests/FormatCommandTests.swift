import Foundation
import TestSupport
import Testing

@Suite struct FormatCommandTests {
  @Test("the demonstration project keeps its every byte of output, and its form once it has it")
  func demonstration() async throws {
    let project = try TestProject(copying: Folders.root)
    let before = try await project.site().files
    let check = try Tool.run(["-C", project.root.path, "fmt", "--check"])
    #expect(check.status == 1)
    #expect(check.output.contains("Content/records/forums/forums.yaml\n"))
    let format = try Tool.run(["-C", project.root.path, "fmt"])
    #expect(format.status == 0, "\(format.errors)")
    #expect(format.output == check.output)
    #expect(!format.errors.contains("left as it is"), "\(format.errors)")
    let again = try Tool.run(["-C", project.root.path, "fmt", "--check"])
    #expect(again.status == 0)
    #expect(again.output.isEmpty)
    let after = try await project.site().files
    #expect(before.keys.sorted() == after.keys.sorted())
    // A manifest's digests of inputs tell a line end from a space.
    for path in before.keys.sorted() where !path.hasSuffix("manifest.json") {
      #expect(before[path] == after[path], "\(path)")
    }
  }

  @Test("only what is named is formatted; what cannot be read is reported, the rest formatted")
  func paths() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let files = Folders.files(under: project.root.appending(path: "Content/records"))
    let broken = "Content/records/" + (try #require(files.first { $0.hasSuffix(".yaml") }))
    let text = try project.text(broken)
    try project.write("name: [x\n", to: broken)
    let other = "Content/dossier.yaml"
    try project.write(
      "marking:   TLP:CLEAR\n"
        + (try project.text(other)).replacing("marking: TLP:CLEAR\n", with: ""), to: other)
    let outside = try Tool.run(["-C", project.root.path, "fmt", project.root.path + "/" + broken])
    #expect(outside.status == 1)
    #expect(outside.errors.contains("[DS104]"))
    #expect(try project.text(other).hasPrefix("marking:   TLP:CLEAR"))
    let all = try Tool.run(["-C", project.root.path, "fmt"])
    #expect(all.status == 1)
    #expect(try project.text(other).hasPrefix("title:"))
    #expect(try project.text(broken) == "name: [x\n")
    try project.write(text, to: broken)
    let nowhere = try Tool.run(["-C", project.root.path, "fmt", project.root.path + "/Nothing"])
    #expect(nowhere.status == 64)
    let beyond = try Tool.run(["-C", project.root.path, "fmt", "/tmp"])
    #expect(beyond.status == 64)
  }
}
