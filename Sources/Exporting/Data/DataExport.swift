import Diagnostics
package import Records
package import Rendering

/// An edition's records in forms that other programs read.
///
/// It is made from records that `EditionSelector` left, and sees nothing else. What an importer
/// keeps under `original`, and `notes`, leave the project in no form.
package struct DataExport: Sendable {
  /// What records can be written as.
  package enum Format: String, CaseIterable, Sendable {
    case stix
    case csv
    case json
    case ftm
    case jsonSchema = "json-schema"

    /// Whether it takes a folder of files rather than one file.
    package var isFolder: Bool { self == .csv }
  }

  /// Which view of the project is written.
  package struct View: Sendable {
    package var corpus: Corpus
    package var edition: String
    /// What localized texts are written in, where a form holds one language; nil in the JSON form:
    /// all.
    package var language: String?
    package var defaultLanguage: String
    /// The address of the project's pages, which makes its ids its own.
    package var baseURL: String?
    package var asOf: PartialDate?
    package var knownAt: PartialDate?

    package init(
      corpus: Corpus, edition: String, language: String?, defaultLanguage: String,
      baseURL: String? = nil, asOf: PartialDate? = nil, knownAt: PartialDate? = nil
    ) {
      self.corpus = corpus
      self.edition = edition
      self.language = language
      self.defaultLanguage = defaultLanguage
      self.baseURL = baseURL
      self.asOf = asOf
      self.knownAt = knownAt
    }
  }

  package let view: View

  package init(_ view: View) { self.view = view }

  /// The files of a form by name, each with the label of the highest thing in it.
  package func files(_ format: Format) -> [RenderedFile] {
    switch format {
    case .stix: [file("stix.json", STIXExport(view).bundle.lines)]
    case .json: [file("records.json", JSONExport(view).document.lines)]
    case .jsonSchema:
      [RenderedFile(path: "schema.json", bytes: JSONExport.schema.lines, marking: .clear)]
    case .ftm: [file("entities.ftm.json", FollowTheMoneyExport(view).lines)]
    case .csv:
      Records.Collection.allCases.sorted().map { collection in
        let table = CSVExport(view).table(of: collection)
        return RenderedFile(
          path: "\(collection.rawValue).csv", bytes: CSVWriter().csv(table),
          marking: table.rows.map(\.marking).max() ?? .clear)
      }
    }
  }

  private func file(_ name: String, _ bytes: [UInt8]) -> RenderedFile {
    RenderedFile(path: name, bytes: bytes, marking: view.marking)
  }
}

extension DataExport.View {
  /// The highest label of any record.
  var marking: Marking { corpus.all.lazy.map(\.highestMarking).max() ?? .clear }

  /// A localized text in the one language asked for, else the project's default.
  func text(_ localized: LocalizedText?) -> String? {
    localized?.text(in: language ?? defaultLanguage, default: defaultLanguage).text
  }

  /// What readers call a record.
  func name(of reference: RecordReference?) -> String? {
    reference.flatMap { corpus[$0] }.flatMap { text($0.title) }
  }
}

extension Record {
  /// The strictest of the record's label and those of its items.
  var highestMarking: Marking { max(marking, item.highestMarking) }
}

extension Item {
  /// The strictest label of the item and those in it.
  var highestMarking: Marking {
    var highest = marking ?? .clear
    for field in fields { highest = max(highest, field.value.highestMarking) }
    return highest
  }
}

extension FieldValue {
  fileprivate var highestMarking: Marking {
    switch self {
    case .item(let item): item.highestMarking
    case .list(let values): values.lazy.map(\.value.highestMarking).max() ?? .clear
    default: .clear
    }
  }

  /// Whether a field's value may leave the project.
  static func isOpen(_ field: Field) -> Bool {
    if case .free = field.value { return false }
    return field.key != "notes"
  }
}
