import Diagnostics
import Digests
import Records

/// The ids and times that make a record's objects in STIX the same in every export.
struct STIXIdentity {
  /// The space of ids: of the project's address, else one that all projects without address share.
  private let space: NameUUID
  private let corpus: Corpus

  init(_ view: DataExport.View) {
    space = NameUUID(of: view.baseURL ?? "urn:dossier:records", in: .urls)
    corpus = view.corpus
  }

  /// `incident--…`, of a name that nothing else in the project has.
  func id(_ type: String, _ name: String) -> String {
    "\(type)--\(NameUUID(of: "\(type):\(name)", in: space))"
  }

  func id(_ type: String, _ reference: RecordReference) -> String {
    id(type, reference.description)
  }

  /// When a record was made and last changed, as far as it tells: when the registry learnt it, else
  /// when the first of its sources was published; the epoch where nothing tells.
  func times(of record: Record) -> (created: String, modified: String) {
    let item = record.item
    let issued = item.references("sources").compactMap { corpus[$0]?.item.date("issued") }
    let first = item.recorded?.earliest ?? issued.map(\.earliest).min()
    let created = first.map(Self.timestamp) ?? "1970-01-01T00:00:00.000Z"
    let learnt = Self.learnt(in: item) + [item.date("modifiedAt")].compactMap { $0?.earliest }
    let modified = learnt.max().map(Self.timestamp) ?? created
    return (created, max(created, modified))
  }

  /// Every day on which the registry learnt a part of it.
  private static func learnt(in item: Item) -> [CalendarDay] {
    var days = [item.recorded?.earliest].compactMap { $0 }
    for field in item.fields {
      for inner in item.items(field.key) { days += learnt(in: inner) }
    }
    return days
  }

  static func timestamp(_ day: CalendarDay) -> String { day.isoText + "T00:00:00.000Z" }
}
