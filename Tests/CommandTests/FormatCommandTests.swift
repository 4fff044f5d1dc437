import Foundation
import TestSupport
import Testing

@Suite struct FormatCommandTests {
  @Test("the demonstration project is in canonical form, comes back to it, and means the same")
  func demonstration() async throws {
    let project = try TestProject(copying: Folders.root)
    let check = try Tool.run(["-C", project.root.path, "fmt", "--check"])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.output.isEmpty)
    let folder = "Content/records/incidents/"
    let paths = Folders.files(under: project.root.appending(path: folder)).map { folder + $0 }
      .filter { !$0.hasSuffix(".fr.md") }
    var canonical: [String: String] = [:]
    for path in paths {
      let text = try project.text(path)
      canonical[path] = text
      try project.write(Self.disordered(text), to: path)
    }
    let before = try await project.site().files
    let format = try Tool.run(["-C", project.root.path, "fmt"])
    #expect(format.status == 0, "\(format.errors)")
    #expect(format.output.split(separator: "\n").map { String($0) }.sorted() == paths.sorted())
    #expect(!format.errors.contains("left as it is"), "\(format.errors)")
    for path in paths { #expect(try project.text(path) == canonical[path], "\(path)") }
    let after = try await project.site().files
    #expect(before.keys.sorted() == after.keys.sorted())
    // A manifest's digests of inputs tell a line end from a space.
    for path in before.keys.sorted() where !path.hasSuffix("manifest.json") {
      #expect(before[path] == after[path], "\(path)")
    }
  }

  /// A record with its fields of one line in the opposite order, at the end, and more spaces.
  private static func disordered(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    let opening = lines.first == "---" ? lines.popFirst() : nil
    let end = lines.firstIndex { opening == nil ? $0.isEmpty : $0 == "---" } ?? lines.endIndex
    let isSingle = { (index: Int) in
      lines[index].prefixMatch(of: #/[A-Za-z]+: /#) != nil
        && (index + 1 == end || !lines[index + 1].hasPrefix(" "))
    }
    let record = lines.startIndex..<end
    var result = opening.map { [String($0)] } ?? []
    for index in record where !isSingle(index) { result.append(String(lines[index])) }
    for index in record.reversed() where isSingle(index) {
      result.append(String(lines[index]).replacing(": ", with: ":   ", maxReplacements: 1))
    }
    return (result + lines[end...].map { String($0) }).joined(separator: "\n")
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
