// SPDX-License-Identifier: MIT
// Who is let in. Control threads.

/// Looks at every request before anything else does: at the name by which it came, at the page that it comes from, and at its
/// token.
///
/// A page from elsewhere that has its own name lead to this machine is told by `Host`, where its name stands; one that only sends
/// something here by `Origin`. Neither can be written by a page.
struct RequestGate: Sendable {
  /// Names under which this server may be asked, with its port.
  private let hosts: Set<String>
  private let port: Int
  /// At every address of the machine: any number may stand in `Host`, for no name of somebody else's is one.
  private let isEverywhere: Bool
  private let token: AccessToken?

  /// `address`: where the server listens. `token`: nil where none is asked for.
  init(address: String, port: Int, token: AccessToken?) {
    isEverywhere = address == "0.0.0.0"
    let isLoopback = address.hasPrefix("127.") || address == "localhost"
    var names = [address.lowercased()]
    if isLoopback || isEverywhere { names += ["localhost", "127.0.0.1"] }
    // What others in the same network call this machine.
    if isEverywhere, let name = MachineName.own?.lowercased() { names += [name, name + ".local"] }
    // A browser leaves out the port of HTTP itself.
    hosts = Set(names.flatMap { port == 80 ? [$0, "\($0):80"] : ["\($0):\(port)"] })
    (self.port, self.token) = (port, token)
  }

  /// What the cookie with the token is called: browsers have one set of them for all ports of a machine.
  private var cookieName: String { "wavesink-\(port)" }

  /// Throws where a request is not to be answered. `changes`: it changes something, or goes on as a socket.
  func check(_ head: RequestHead, changes: Bool) throws(Refusal) {
    guard let host = try head.value("host")?.lowercased(), isOwn(host) else {
      throw Refusal(403, "This panel is not at that address: use the link that wavesink has printed.")
    }
    let origin = try head.value("origin")?.lowercased()
    guard origin == "http://" + host || (origin == nil && !changes) else {
      throw Refusal(403, "That page is not the panel's own.")
    }
    // What other pages only show or ask for, as a picture for example, has no origin: the browser says that it comes from elsewhere.
    if head.path != "/", let site = try head.value("sec-fetch-site"), site != "same-origin", site != "none" {
      throw Refusal(403, "That page is not the panel's own.")
    }
    guard let token else { return }
    guard token.isEqual(to: head.query["token"]) || token.isEqual(to: head.cookie(cookieName)) else {
      throw Refusal(403, "The token is missing or wrong: use the whole link that wavesink has printed.")
    }
  }

  /// Lets a page that has come by the link stay: nil where there is nothing to keep.
  func cookie(for head: RequestHead) -> (name: String, value: String)? {
    guard let token, token.isEqual(to: head.query["token"]) else { return nil }
    return ("Set-Cookie", "\(cookieName)=\(token.text); Path=/; HttpOnly; SameSite=Strict")
  }

  private func isOwn(_ host: String) -> Bool {
    if hosts.contains(host) { return true }
    guard isEverywhere else { return false }
    let parts = host.split(separator: ":")
    guard parts.count == 2 ? parts[1] == "\(port)" : port == 80 && parts.count == 1 else { return false }
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers.allSatisfy { UInt8($0) != nil }
  }
}
