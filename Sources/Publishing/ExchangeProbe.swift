internal import Diagnostics
internal import Glibc

/// Finds out whether the file system can exchange two folders, by doing it with empty ones.
struct ExchangeProbe {
  let output: OutputFolder

  func run() throws(PublishingError) -> Bool {
    let names = [OutputLayout.probePrefix + "1", OutputLayout.probePrefix + "2"]
    for name in names { try output.makeFolder(name, mode: 0o700) }
    var canExchange = true
    do {
      try output.exchange(names[0], names[1])
    } catch {
      guard ExchangeProbe.meansUnable(error) else { throw error }
      canExchange = false
    }
    for name in names { try output.removeFolder(EntryName(name)) }
    return canExchange
  }

  private static func meansUnable(_ error: PublishingError) -> Bool {
    [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.number)
  }
}
