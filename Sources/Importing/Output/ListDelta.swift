package import Records

/// What an import changes: records added, fields amended, listings gone.
package struct ListDelta: Sendable {
  package struct Entry: Sendable, Equatable {
    package let reference: RecordReference
    package let title: String
  }

  package struct Amendment: Sendable, Equatable {
    package let reference: RecordReference
    package let title: String
    package let changes: [Change]
  }

  /// One field before and after; nil where it was or is absent.
  package struct Change: Sendable, Equatable {
    /// `original.remarks` for a member of a map.
    package let field: String
    package let before: String?
    package let after: String?
  }

  /// What was read.
  package struct Reading: Sendable {
    package var format = ""
    package var file = ""
    package var sha256 = ""
    package var statedDate: String?
    package var entryCount = 0
    package var keptCount = 0
  }

  package var reading = Reading()
  package var added: [Entry] = []
  package var amended: [Amendment] = []
  /// On the last list and not on this one; listings are marked as delisted by absence.
  package var gone: [Entry] = []
  package var unchangedCount = 0
  /// Records of authors that stand for an entry of the list already, so that none was made for it;
  /// the title is the list's.
  package var knownListings: [Entry] = []
  /// Of an address list: its wallets that some record of the project names, and how many none does.
  package var knownWallets: [(wallet: String, references: [RecordReference])] = []
  package var unknownWalletCount = 0

  package var isEmpty: Bool { added.isEmpty && amended.isEmpty && gone.isEmpty }
}
