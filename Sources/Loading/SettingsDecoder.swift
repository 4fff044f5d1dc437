import Diagnostics
import Records

/// Reads `Content/dossier.yaml`.
enum SettingsDecoder {
  /// Settings are open to everyone who may see any edition.
  static func decode(_ root: YAMLNode) -> Checked<ProjectSettings?> {
    var values = ValueReader(rules: ContentRules(), marking: .clear)
    guard let form = FormReader(root, "dossier.yaml", keys: Schema.settings.keys, &values) else {
      return Checked(nil, values.diagnostics)
    }
    let languages = languages(form, &values)
    let limits = limits(form, &values)
    var rules = ContentRules(languages: languages)
    rules.limits = LoadingLimits(raisedBy: limits)
    let found = values.diagnostics
    values = ValueReader(rules: rules, marking: .clear)
    let title = form.required("title", of: "dossier.yaml", &values)
      .flatMap { values.localizedNarrative($0, "title") }
    var settings = ProjectSettings(
      title: title ?? LocalizedNarrative(entries: []), languages: languages,
      marking: form.marking.map { values.marking($0) ?? .red },
      editions: editions(form, &values))
    settings.baseURL = form["baseURL"].flatMap { baseURL($0, &values) }
    settings.contact = form["contact"].flatMap { values.text($0, "contact") }
    settings.licence = form["licence"].flatMap { values.text($0, "licence") }
    settings.limits = limits
    return Checked(settings, found + values.diagnostics)
  }

  private static func languages(_ form: FormReader, _ values: inout ValueReader) -> [String] {
    guard let node = form["languages"] else { return ["en"] }
    var languages: [String] = []
    for item in values.items(node) {
      guard let text = values.plainText(item, "languages", wants: "a language") else { continue }
      let primary = text.utf8.prefix { $0 != UInt8(ascii: "-") }
      guard Identifier.isValid(text), (2...3).contains(primary.count),
        primary.allSatisfy({ (0x61...0x7A).contains($0) })
      else {
        values.report(
          Diagnostic(
            .unknownLanguage, .error,
            "'\(text.quotation)' is no language; write its BCP 47 tag in lower case: en, fr",
            at: item.span))
        continue
      }
      if languages.contains(text) {
        values.report(
          Diagnostic(
            .duplicateKey, .error, "the language '\(text)' is listed twice", at: item.span))
      } else {
        languages.append(text)
      }
    }
    return languages.isEmpty ? ["en"] : languages
  }

  private static func limits(_ form: FormReader, _ values: inout ValueReader) -> [String: Int] {
    guard let node = form["limits"] else { return [:] }
    let names = LoadingLimits.adjustable.map(\.name)
    guard let limits = FormReader(node, "limits", keys: names, &values) else { return [:] }
    var result: [String: Int] = [:]
    let defaults = LoadingLimits()
    for (name, path) in LoadingLimits.adjustable {
      guard let value = limits[name], let number = values.wholeNumber(value, name) else { continue }
      if number < defaults[keyPath: path] {
        values.report(
          Diagnostic(
            .limitExceeded, .error,
            "the limit '\(name)' is raised above \(defaults[keyPath: path]), never lowered",
            at: value.span))
      } else {
        result[name] = number
      }
    }
    return result
  }

  private static func editions(_ form: FormReader, _ values: inout ValueReader) -> [Edition] {
    guard let node = form.required("editions", of: "dossier.yaml", &values) else { return [] }
    var editions: [Edition] = []
    for (id, node) in values.named(node, "editions") {
      let thing = "the edition '\(id.value)'"
      guard !node.isAbsent else {
        values.report(.missingField("ceiling", of: thing, at: id.span))
        continue
      }
      guard
        let entry = FormReader(node, thing, keys: Schema.edition.keys, &values)
      else { continue }
      guard let ceilingNode = entry["ceiling"] else {
        values.report(
          .missingField("ceiling", of: thing, at: entry.keySpan("ceiling") ?? id.span))
        continue
      }
      let ceiling = values.marking(ceilingNode)
      let title = entry["title"].flatMap { values.localizedNarrative($0, "title") }
      let handling = entry["handling"].flatMap { values.localizedNarrative($0, "handling") }
      // An unread ceiling admits nobody to anything: the edition exists, at the widest audience.
      editions.append(
        Edition(
          name: id.value, ceiling: ceiling ?? .clear, title: title, handling: handling,
          span: id.span))
    }
    return editions
  }

  private static func baseURL(_ node: YAMLNode, _ values: inout ValueReader) -> String? {
    guard let url = values.url(node, "baseURL") else { return nil }
    guard url.utf8.starts(with: "http".utf8) else {
      values.report(.malformedURL(url, "write http or https in front", at: node.span))
      return nil
    }
    return url
  }
}
