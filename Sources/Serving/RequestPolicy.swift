/// Which requests are answered: those that a reader of this preview makes, and no page elsewhere.
///
/// A page of another site may send a reader's browser here. It knows the address by a name of its
/// own (`Host`), or says whose page it is (`Origin`, `Sec-Fetch-Site`), and learns nothing.
struct RequestPolicy {
  /// What `Host` may say, in lower case.
  let hosts: Set<String>

  init(host: String, port: UInt16) {
    var names = [host]
    if ["127.0.0.1", "::1", "localhost"].contains(host) {
      names = ["127.0.0.1", "localhost", "::1"]
    }
    // Bound to every address, it is reached by whatever address the machine has, but not by a name.
    acceptsAnyAddress = host == "0.0.0.0" || host == "::"
    self.port = port
    hosts = Set(names.flatMap { RequestPolicy.written($0.lowercased(), port) })
  }

  private let acceptsAnyAddress: Bool
  private let port: UInt16

  /// Why a request is refused; nil for one to answer.
  func refusal(of request: PreviewRequest) -> PreviewResponse.Status? {
    guard request.method == "GET" || request.method == "HEAD" else { return .methodNotAllowed }
    guard request.target.utf8.count <= RequestPolicy.mostTargetBytes else { return .addressTooLong }
    guard request["transfer-encoding"].isEmpty,
      request["content-length"].allSatisfy({ $0 == "0" })
    else { return .contentTooLarge }
    let named = request["host"]
    guard named.count == 1, let host = named.first?.lowercased(), isOurs(host) else {
      return .misdirectedRequest
    }
    guard request["origin"].allSatisfy({ $0.lowercased() == "http://\(host)" }) else {
      return .forbidden
    }
    // Following a link to here shows a page in a window of its own, which the other cannot read.
    let isVisit =
      request["sec-fetch-mode"] == ["navigate"] && request["sec-fetch-dest"] == ["document"]
    let isOwn = request["sec-fetch-site"].allSatisfy { $0 == "none" || $0 == "same-origin" }
    return isOwn || isVisit ? nil : .forbidden
  }

  private func isOurs(_ host: String) -> Bool {
    if hosts.contains(host) { return true }
    guard acceptsAnyAddress else { return false }
    let address = host.utf8.reversed().drop { $0 != UInt8(ascii: ":") }.dropFirst().reversed()
    let isAddress = address.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    let isBracketed = address.first == UInt8(ascii: "[") && address.last == UInt8(ascii: "]")
    let isNumbers = address.allSatisfy { $0 < UInt8(ascii: "a") }
    return !address.isEmpty && isAddress && (isBracketed || isNumbers)
      && host.utf8.hasSuffix(":\(port)")
  }

  /// A host with its port, and alone where the port is HTTP's own.
  private static func written(_ name: String, _ port: UInt16) -> [String] {
    let host = name.utf8.contains(UInt8(ascii: ":")) ? "[\(name)]" : name
    return port == 80 ? [host, "\(host):80"] : ["\(host):\(port)"]
  }

  private static let mostTargetBytes = 4 * 1024
}
