internal import FlyingSocks
internal import Glibc

/// Serves what a board shows, on one address of this machine.
package struct PreviewServer: Sendable {
  /// An IPv4 or IPv6 address.
  package let host: String
  package let port: UInt16
  /// Makes a socket that is bound to the address.
  private let bind: @Sendable () throws -> Socket
  private let handler: PreviewHandler

  package init(host: String, port: UInt16, board: PreviewBoard) throws(PreviewServerError) {
    self.host = host
    self.port = port
    bind = try PreviewServer.binding(host, port)
    handler = PreviewHandler(board: board, policy: RequestPolicy(host: host, port: port))
  }

  /// Answers requests until the task is cancelled; runs `work` beside it once browsers can
  /// connect, and goes on when that ends.
  package func run(
    beside work: @escaping @Sendable () async -> Void
  ) async throws(PreviewServerError) {
    do {
      let pool = SocketPool<ePoll>.ePoll(maxEvents: 64)
      try await pool.prepare()
      let socket = try bind()
      defer { close(socket.file.rawValue) }
      try socket.listen()
      let listener = try AsyncSocket(socket: socket, pool: pool)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask { try await accept(from: listener) }
        group.addTask { await work() }
        while try await group.next() != nil {}
      }
    } catch SocketError.failed(_, EADDRINUSE, _) {
      throw .portInUse(port, free: PreviewServer.freePort(on: host, above: port))
    } catch SocketError.failed(_, EADDRNOTAVAIL, _) {
      throw .unknownAddress(host)
    } catch is CancellationError {
      return
    } catch {
      throw .failed("\(host):\(port): \(error)")
    }
  }

  private static func bound(to address: some SocketAddress) throws -> Socket {
    let socket = try Socket(domain: Int32(type(of: address).family))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
    } catch {
      close(socket.file.rawValue)
      throw error
    }
    return socket
  }

  /// Takes connections, so many at once; the next waits until one ends.
  private func accept(from listener: AsyncSocket) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      var count = 0
      for try await socket in listener.sockets {
        if count == PreviewServer.mostConnections {
          try await group.next()
          count -= 1
        }
        count += 1
        group.addTask { await PreviewConnection(socket: socket, handler: handler).run() }
      }
    }
  }

  private static let mostConnections = 128

  private static func binding(
    _ host: String, _ port: UInt16
  ) throws(PreviewServerError) -> @Sendable () throws -> Socket {
    do {
      if host.utf8.contains(UInt8(ascii: ":")) {
        let address = try sockaddr_in6.inet6(ip6: host, port: port)
        return { try bound(to: address) }
      }
      let address = try sockaddr_in.inet(ip4: host == "localhost" ? "127.0.0.1" : host, port: port)
      return { try bound(to: address) }
    } catch {
      throw .unknownAddress(host)
    }
  }

  /// The nearest port above that nobody listens on.
  private static func freePort(on host: String, above port: UInt16) -> UInt16? {
    for offset in 1...20 where Int(port) + offset <= Int(UInt16.max) {
      let next = port + UInt16(offset)
      do {
        let socket = try binding(host, next)()
        close(socket.file.rawValue)
        return next
      } catch { continue }
    }
    return nil
  }
}

/// Why a preview cannot be served.
package enum PreviewServerError: Error, Equatable, CustomStringConvertible {
  /// Somebody listens there already; `free` is a port nearby where nobody does.
  case portInUse(UInt16, free: UInt16?)
  case unknownAddress(String)
  case failed(String)

  package var description: String {
    switch self {
    case .portInUse(let port, let free):
      "port \(port) is in use" + (free.map { "; try --port \($0)" } ?? "; choose one with --port")
    case .unknownAddress(let host):
      "'\(host)' is no address of this machine; --host takes one such as 127.0.0.1 or 0.0.0.0"
    case .failed(let reason): reason
    }
  }
}
