package import Diagnostics

/// What one pack states in one edition and language: `pack.json` as a value.
package struct Snapshot: Sendable, Equatable {
  /// Which pack, for whom, in which language.
  package struct Key: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var pack: String
    package var edition: String
    package var language: String

    package init(pack: String, edition: String, language: String) {
      self.pack = pack
      self.edition = edition
      self.language = language
    }

    package static func < (left: Key, right: Key) -> Bool {
      (left.pack, left.edition, left.language) < (right.pack, right.edition, right.language)
    }

    package var description: String { "\(edition)/\(language)/\(pack)" }
  }

  package struct Figure: Sendable, Equatable {
    package var id = ""
    package var label = ""
    package var display = ""
    package var value: String?
    package var low: String?
    package var high: String?
    package var unit: String?
    package var query = ""
    package var quote: String?
    package var marking = Marking.clear
    /// `collection/id` of the rows behind it.
    package var records: [String] = []
    package var sources: [String] = []
    package var uses: [Use] = []
  }

  /// One sentence that uses a figure.
  package struct Use: Sendable, Equatable {
    /// A section's name, or `collection/id` for a record's narrative.
    package var place: String
    package var block: String
    package var sentence: String
  }

  package struct Claim: Sendable, Equatable {
    package var id = ""
    package var holds = true
    package var query = ""
    package var records: [String] = []
    package var figures: [String] = []
  }

  /// One block of narrative, as Markdown.
  package struct Block: Sendable, Equatable {
    /// Stable while its source text is.
    package var id: String
    package var text: String
    /// `figures/id`, `claims/id`, `collection/id`.
    package var depends: [String]

    package init(id: String, text: String, depends: [String] = []) {
      self.id = id
      self.text = text
      self.depends = depends
    }
  }

  package struct Record: Sendable, Equatable {
    package var reference = ""
    package var marking = Marking.clear
    /// Without `marking` and `narrative`.
    package var fields: [String: JSONValue] = [:]
    package var narrative: [Block] = []

    package var collection: String { String(reference.prefix { $0 != "/" }) }
    package var id: String { String(reference.drop { $0 != "/" }.dropFirst()) }

    /// What readers call it.
    package var name: String {
      for key in ["name", "title", "text", "entityName"] {
        if case .text(let text)? = fields[key] { return text }
      }
      return id
    }
  }

  package struct Section: Sendable, Equatable {
    package var id = ""
    package var title = ""
    package var kind = ""
    package var language = ""
    package var marking = Marking.clear
    package var blocks: [Block] = []
    /// Who cleared it as it stands; nil where the edition says nothing of that.
    package var clearances: [Clearance]?
  }

  package struct Clearance: Sendable, Equatable {
    package var by = ""
    package var role = ""
    package var date = ""

    /// `Jane Doe, Legal adviser`.
    var signature: String { "\(by), \(role)" }
  }

  package struct Annex: Sendable, Equatable {
    package var id = ""
    package var title = ""
    package var marking = Marking.clear
    package var columns: [String] = []
    package var depends: [String] = []
  }

  package struct Term: Sendable, Equatable {
    package var id = ""
    package var term = ""
    package var definition = ""
    package var sources: [String] = []
  }

  /// A note of the bibliography.
  package struct Note: Sendable, Equatable {
    package var number = 0
    package var source = ""
    package var text = ""
  }

  package var key = Key(pack: "", edition: "", language: "")
  package var marking = Marking.clear
  /// `title`, `asOf`, `audience`, `from`, `handling`, `revision`, as far as they are there.
  package var metadata: [String: String] = [:]
  package var figures: [Figure] = []
  package var claims: [Claim] = []
  /// By `collection/id`.
  package var records: [String: Record] = [:]
  /// Those of `records` that only queries read: nothing shows them.
  package var queried: Set<String> = []
  package var sections: [Section] = []
  package var annexes: [Annex] = []
  package var terms: [Term] = []
  package var bibliography: [Note] = []
  /// Digests of templates, styles and strings, by path under `Templates/`.
  package var presentation: [String: String] = [:]

  package init() {}
}
