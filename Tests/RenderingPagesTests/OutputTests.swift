import Diagnostics
import Editions
import Foundation
import Narratives
import Rendering
import Testing

/// What holds for every file of a rendered pack.
@Suite struct OutputTests {
  /// The values of an attribute in our own, always quoted, markup.
  private static func values(of attribute: String, in html: String) -> [String] {
    html.components(separatedBy: " \(attribute)=\"").dropFirst().map { rest in
      String(rest.prefix { $0 != "\"" })
    }
  }

  @Test("the number of jobs changes no byte")
  func jobs() async throws {
    let one = try await SiteTests.render(jobs: 1).value
    let eight = try await SiteTests.render(jobs: 8).value
    #expect(one.map(\.path) == eight.map(\.path))
    for (first, second) in zip(one, eight) {
      #expect(first.bytes == second.bytes, "\(first.path)")
      #expect(first.marking == second.marking, "\(first.path)")
    }
  }

  @Test("every relative link leads to a file and, with a fragment, to an id in it")
  func links() async throws {
    let files = try await SiteTests.render().value
    var ids: [String: Set<String>] = [:]
    for file in files where file.path.hasSuffix(".html") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      let found = OutputTests.values(of: "id", in: html)
      #expect(Set(found).count == found.count, "\(file.path) repeats an id")
      ids[file.path] = Set(found)
    }
    let paths = Set(files.map(\.path))
    for file in files where file.path.hasSuffix(".html") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      for link in OutputTests.values(of: "href", in: html) + OutputTests.values(of: "src", in: html)
      {
        if link.hasPrefix("https://") || link.hasPrefix("data:") { continue }
        guard let target = OutputTests.resolve(link, from: file.path) else {
          Issue.record("\(file.path): \(link) leaves the site")
          continue
        }
        // The other language is another rendering.
        if target.path.hasPrefix("fr/") { continue }
        #expect(paths.contains(target.path), "\(file.path) → \(link)")
        if let fragment = target.fragment, target.path.hasSuffix(".html") {
          #expect(ids[target.path]?.contains(fragment) == true, "\(file.path) → \(link)")
        }
      }
      for reference in OutputTests.values(of: "aria-labelledby", in: html) {
        for id in reference.split(separator: " ") {
          #expect(ids[file.path]?.contains(String(id)) == true, "\(file.path): \(id)")
        }
      }
    }
  }

  private static func resolve(
    _ link: String, from path: String
  ) -> (path: String, fragment: String?)? {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? String(parts[1]) : nil
    guard let way = parts.first, !way.isEmpty else { return (path, fragment) }
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for step in way.split(separator: "/") {
      if step == ".." {
        if folders.popLast() == nil { return nil }
      } else {
        folders.append(String(step))
      }
    }
    return (folders.joined(separator: "/"), fragment)
  }

  @Test("no page loads anything from elsewhere, runs another script or carries a style")
  func selfContained() async throws {
    for file in try await SiteTests.render().value where file.path.hasSuffix(".html") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      let isBook = file.path.hasSuffix("/pack.html")
      let scripts = html.matches(of: /<script[^>]*>/).map { String($0.output) }
      let depth = file.path.split(separator: "/").count - 3
      let address = String(repeating: "../", count: depth) + "assets/site.js"
      #expect(
        scripts == (isBook ? [] : ["<script src=\"\(address)\" defer>"]), "\(file.path)")
      #expect(OutputTests.values(of: "style", in: html).isEmpty, "\(file.path)")
      #expect(hasKey(html, "<style") == isBook, "\(file.path)")
      for source in OutputTests.values(of: "src", in: html) {
        #expect(!source.contains("://"), "\(file.path): \(source)")
      }
      #expect(hasKey(html, "<head>\n<meta http-equiv=\"Content-Security-Policy\""))
      if isBook {
        #expect(!hasKey(html, "<link"))
        let links = OutputTests.values(of: "href", in: html)
        #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://") })
      }
    }
  }

  @Test("every page has one h1, its label above and below, and its language")
  func frame() async throws {
    for file in try await SiteTests.render().value where file.path.hasSuffix(".html") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      #expect(html.components(separatedBy: "<h1").count == 2, "\(file.path)")
      #expect(hasKey(html, "<html lang=\"en\">"))
      let label = ">\(file.marking.label)</p>"
      #expect(html.components(separatedBy: label).count >= 3, "\(file.path)")
      #expect(!hasKey(html, ">text-"), "\(file.path)")
      #expect(!hasKey(html, ">page."), "\(file.path)")
    }
  }

  /// Apart, so that a failure does not print the page.
  private func hasKey(_ html: String, _ key: String) -> Bool { html.contains(key) }

  @Test("text that looks like markup stays text")
  func hostileNames() async throws {
    for file in try await SiteTests.render().value where file.path.hasSuffix(".html") {
      let html = String(decoding: file.bytes, as: UTF8.self)
      #expect(!hasKey(html, "<script>alert"), "\(file.path)")
    }
  }

  @Test("the front page lists each pack in each language it is built in")
  func frontPage() throws {
    let english = try SamplePack.make().pack
    let french = try SamplePack.make(language: "fr").pack
    let renderer = SiteRenderer(templates: try Project.templates())
    let files = renderer.renderIndex(
      of: [english, french], settings: english.edition.settings)
    #expect(files.diagnostics.isEmpty, "\(files.diagnostics.map(\.message))")
    let html = String(decoding: files.value.last?.bytes ?? [], as: UTF8.self)
    #expect(html.contains("href=\"en/g7-2025/index.html\""))
    #expect(html.contains("href=\"fr/g7-2025/index.html\""))
    #expect(html.contains("href=\"assets/site.css\""))
    #expect(!html.contains("script"))
    #expect(files.value.map(\.path) == ["assets/site.css", "index.html"])
  }
}
