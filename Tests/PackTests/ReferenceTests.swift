import Diagnostics
import Foundation
import Narratives
import TestSupport
import Testing

/// What the references say is there, against what is there.
@Suite struct ReferenceTests {
  private func page(_ name: String) throws -> String {
    try String(
      contentsOf: Folders.root.appending(path: "Sources/DossierKit/DossierKit.docc/\(name).md"),
      encoding: .utf8)
  }

  @Test("the authors' guide shows every role with its variants")
  func roles() throws {
    let guide = try page("AuthorsGuide")
    for role in NarrativeSyntax.roles {
      #expect(
        guide.contains("| `\(role.name)` |") || guide.contains("{\(role.name)"), "\(role.name)")
      for variant in role.variants {
        #expect(guide.contains("`\(role.name):\(variant)`"), "\(role.name):\(variant)")
      }
    }
  }

  @Test("the authors' guide shows every directive with its options")
  func directives() throws {
    let guide = try page("AuthorsGuide")
    for directive in NarrativeSyntax.directives {
      #expect(guide.contains("**\(directive.name)**"), "\(directive.name)")
      for option in directive.options {
        #expect(guide.contains(":\(option):"), "\(directive.name) :\(option):")
      }
    }
  }

  @Test("the list of diagnostics names every code, each once, and no other")
  func codes() throws {
    let codes = try page("DiagnosticCodes").matches(of: #/\| \[(DS\d+)\]/#).map { String($0.1) }
    #expect(codes.sorted() == DiagnosticCode.allCases.map(\.rawValue).sorted())
  }
}
