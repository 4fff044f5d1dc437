/// What a program from outside may know of this machine: where things are, and one fixed date.
///
/// Equal input must give equal bytes, so the clock, the locale and the time zone are ours.
package struct ProgramEnvironment: Sendable {
  /// `PATH`, `HOME` and the like, by name.
  private let places: [String: String]

  private static let names = ["HOME", "PATH", "TMPDIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH"]

  package init(_ variables: [String: String]) {
    var places: [String: String] = [:]
    for name in ProgramEnvironment.names { places[name] = variables[name] }
    self.places = places
  }

  /// Where programs are looked for: the search path, then the environment made for this tool.
  package var searchPath: String {
    let path = places["PATH"] ?? ""
    guard let home = places["HOME"], !home.isEmpty else { return path }
    return path + ":" + home + "/" + ProgramEnvironment.ownFolder + "/bin"
  }

  /// A Python environment of its own, below the home folder.
  package static let ownFolder = ".local/share/dossier/python"

  /// `NAME=value`, sorted, the clock stopped at that second since 1970.
  package func variables(at second: Int) -> [String] {
    var all = places
    all["LC_ALL"] = "C.UTF-8"
    all["TZ"] = "UTC"
    all["PYTHONHASHSEED"] = "0"
    all["SOURCE_DATE_EPOCH"] = String(second)
    return all.map { $0.key + "=" + $0.value }.sorted()
  }
}
