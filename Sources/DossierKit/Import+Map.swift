internal import Diagnostics
internal import Importing
internal import Loading
internal import Records

extension Import {
  /// A format made of a map, and the map's file for excerpts.
  struct Mapped {
    var format: (any ListFormat)?
    var sources: [String: SourceFile] = [:]
  }

  /// A map and the format `csv` belong together.
  func checkMapped() throws {
    let name = MappedCSV.formatName
    if map == nil, format == name {
      throw UsageError("'\(name)' needs --map FILE, which says which column fills which field")
    }
    if map != nil, format != name {
      throw UsageError(
        "--map is for the format '\(name)'; '\(VisibleText.quote(format))' knows its columns")
    }
  }

  /// The format that `--map` makes; none where there is no map.
  func mappedFormat(
    _ root: String, _ loaded: LoadedProject, _ limits: LoadingLimits
  ) throws -> Checked<Mapped> {
    guard let map else { return Checked(Mapped(), []) }
    let folder = root.hasSuffix("/") ? root : root + "/"
    let path = map.hasPrefix(folder) ? String(map.dropFirst(folder.count)) : map
    let bytes = try DiskListFile(path: map).bytes(upTo: limits.yamlFileBytes)
    let file = SourceFile(path: path, bytes: bytes)
    let decoded = ListMapDecoder.decode(file, limits: limits)
    var mapped = Mapped(sources: [path: file])
    guard let value = decoded.value else { return Checked(mapped, decoded.diagnostics) }
    let ids =
      loaded.drafts.map(\.reference).filter { $0.collection == .authorities }.map(\.id)
      + ListAuthority.known.map(\.id)
    guard ids.contains(value.authority.value) else {
      return Checked(mapped, [.listMapAuthority(value.authority, among: ids.sorted())])
    }
    mapped.format = MappedCSV(value)
    return Checked(mapped, decoded.diagnostics)
  }
}
