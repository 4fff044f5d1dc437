package import Loading

/// How one kind of list is recognised and read; one file each, all named in `ListFormats`.
package protocol ListFormat: Sendable {
  /// As the command takes it: `ofac-xml`.
  var name: String { get }
  /// What it reads, for people.
  var title: String { get }
  /// What its entries are called in messages.
  var entry: String { get }
  /// The fields that follow the list; all others are their authors'.
  var owns: ListOwnership { get }
  /// Names, in lower case, of the file that a list of several files is known by; empty: none.
  var mainFiles: [String] { get }
  /// Whether a file's beginning and name can be of this format.
  func recognises(_ opening: ListOpening) -> Bool
  /// Which list this file is.
  func profile(_ opening: ListOpening) -> ListProfile
  /// Reads all entries and hands them to the sink. A `ListFault` thrown refuses the whole list.
  func read(_ bundle: ListBundle, into sink: ImportSink) throws
}

extension ListFormat {
  package var mainFiles: [String] { [] }
}

/// The files a list consists of.
package struct ListBundle: Sendable {
  /// The file named, or the files of the folder named.
  package let files: [any ListFile]
  /// Files beside the one named, which a format may ask for.
  package let neighbours: [any ListFile]
  package let limits: ListLimits
  /// The name of the folder that was named; nil where a file was.
  package let folder: String?

  package init(
    files: [any ListFile], neighbours: [any ListFile] = [], folder: String? = nil,
    limits: ListLimits = ListLimits()
  ) {
    self.files = files
    self.neighbours = neighbours
    self.folder = folder
    self.limits = limits
  }

  /// The beginning of a format's main file, else of its first file, else of the first file; nil of
  /// an empty folder.
  package func opening(of format: any ListFormat) throws -> ListOpening? {
    for name in format.mainFiles {
      guard let file = file(name) else { continue }
      let opening = try ListOpening(file)
      if format.recognises(opening) { return opening }
    }
    var first: ListOpening?
    for file in files {
      let opening = try ListOpening(file)
      if format.recognises(opening) { return opening }
      if first == nil { first = opening }
    }
    return first
  }

  /// A file of the list by name.
  func file(_ name: String) -> (any ListFile)? {
    (files + neighbours).first { $0.name.lowercased() == name }
  }
}
