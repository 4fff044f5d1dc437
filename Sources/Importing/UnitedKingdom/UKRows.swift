internal import Diagnostics

/// Gathers rows of a British CSV list that share an id into entries; memory holds one entry.
struct UKRows {
  private(set) var open: ListedParty?
  private var hasMain = false
  private var addresses: [String] = []
  private var other: [ImportedValue.Member] = []
  private var seen: Set<String> = []
  let sink: ImportSink

  init(sink: ImportSink) { self.sink = sink }

  /// Begins an entry, unless the row goes on with the one that is open.
  mutating func begin(
    _ key: String, _ row: HeadedRow, _ make: (String) -> ListedParty
  ) throws {
    guard open?.key != key else { return }
    try close()
    // Rows of one entry stand together; one that comes later would be another entry.
    guard seen.insert(key).inserted else {
      throw ListFault(.listDuplicate(key, sink.place(row.line, key)))
    }
    open = make(key)
  }

  mutating func change(_ body: (inout ListedParty) -> Void) {
    if var party = open {
      body(&party)
      open = party
    }
  }

  mutating func add(name: String?, type: String?, strength: String?) {
    guard let name, var party = open else { return }
    UKList.add(name, type: type, strength: strength, to: &party, hasMain: &hasMain)
    open = party
  }

  mutating func add(address parts: [String?], country: String?, _ row: HeadedRow) {
    guard let key = open?.key else { return }
    let line = (parts + [country]).compactMap { $0 }.joined(separator: ", ")
    if !line.isEmpty, !addresses.contains(line) { addresses.append(line) }
    if let code = sink.country(country, row.line, key) {
      change { if !$0.countries.contains(code) { $0.countries.append(code) } }
    }
  }

  mutating func add(birth: String?, nationalities: [String], _ row: HeadedRow) {
    guard let key = open?.key else { return }
    if let date = sink.date(birth, "DOB", row.line, key, read: UKList.date) {
      change { if !$0.birthDates.contains(date) { $0.birthDates.append(date) } }
    }
    for nationality in nationalities {
      guard let code = sink.country(nationality, row.line, key) else { continue }
      change { if !$0.nationalities.contains(code) { $0.nationalities.append(code) } }
    }
  }

  /// Keeps a fact that has no field of ours, once.
  mutating func keep(_ key: String, _ value: String?) {
    guard let value, !other.contains(where: { $0.key == key }) else { return }
    other.append(.init(key, .text(value)))
  }

  mutating func close() throws {
    guard var party = open else { return }
    var map = MapBuilder()
    map.add("addresses", addresses)
    party.original = other + map.members
    open = nil
    hasMain = false
    addresses = []
    other = []
    try sink.add(party)
  }
}
