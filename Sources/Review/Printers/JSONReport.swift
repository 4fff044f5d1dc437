internal import Diagnostics

/// A report for machines: one document with `"schema": 1` and sorted keys.
package struct JSONReport: Sendable {
  let report: ReviewReport
  let isStatistics: Bool

  package init(_ report: ReviewReport, isStatistics: Bool = false) {
    self.report = report
    self.isStatistics = isStatistics
  }

  package var bytes: [UInt8] {
    var members: [String: JSONValue] = [
      "schema": .integer(1),
      "old": .text(report.oldName),
      "new": .text(report.newName),
      "compared": .list(report.keys.map(scope)),
      "counts": .object(counts),
      "edits": .list(report.edits.map(JSONValue.text)),
      "unexplained": .list(report.unexplained.map(JSONValue.text)),
    ]
    if !isStatistics {
      members["changes"] = .list(report.entries.map(change))
      members["files"] = .list((report.output?.files ?? []).map(file))
    }
    return JSONValue.object(members).lines
  }

  private var counts: [String: JSONValue] {
    var counts: [String: JSONValue] = [:]
    for kind in Change.Kind.allCases {
      let count = report.entries.count { $0.change.kind == kind }
      if count > 0 { counts[kind.name] = .integer(count) }
    }
    if let output = report.output { counts["files"] = .integer(output.files.count) }
    return counts
  }

  private func change(_ entry: ReviewReport.Entry) -> JSONValue {
    let change = entry.change
    var members: [String: JSONValue] = [
      "kind": .text(change.kind.name),
      "action": .text(change.action.rawValue),
      "subject": .text(change.subject),
      "title": .text(change.title),
      "edit": .boolean(change.isEdit),
      "causes": .list(change.causes.map(JSONValue.text)),
      "scopes": .list(entry.scopes.map(scope)),
      "fields": .list(zip(change.fields, entry.fieldScopes).map(field)),
    ]
    if let pack = entry.pack { members["pack"] = .text(pack) }
    if let place = entry.place { members["place"] = .text(place) }
    if change.isEdit {
      members["moves"] = .list(
        report.effects(of: entry).map { .text($0.change.subject) })
    }
    return .object(members)
  }

  private func field(_ field: FieldChange, _ scopes: [Snapshot.Key]) -> JSONValue {
    var members: [String: JSONValue] = [
      "field": .text(field.field), "scopes": .list(scopes.map(scope)),
    ]
    if let old = field.old { members["old"] = .text(old) }
    if let new = field.new { members["new"] = .text(new) }
    if !field.about.isEmpty { members["about"] = .text(field.about) }
    if let place = field.place { members["place"] = .text(place) }
    return .object(members)
  }

  private func scope(_ key: Snapshot.Key) -> JSONValue {
    .object([
      "pack": .text(key.pack), "edition": .text(key.edition), "language": .text(key.language),
    ])
  }

  private func file(_ file: OutputDifference.File) -> JSONValue {
    .object([
      "path": .text("\(file.edition)/\(file.path)"), "action": .text(file.action.rawValue),
      "causes": .list(file.causes.map(JSONValue.text)),
    ])
  }
}
