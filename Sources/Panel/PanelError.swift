// SPDX-License-Identifier: MIT
// Why there is no panel. Setup and control threads.

/// What keeps a panel from being served.
public enum PanelError: Error, Equatable, CustomStringConvertible {
  /// No address of this machine.
  case unknownAddress(String)
  /// The port is taken, or not ours to take.
  case cannotListen(address: String, port: Int, reason: String)
  /// The assets are not where they should be.
  case noAssets(String)
  /// Where the control server is is no address.
  case noControl(String)
  /// The system has no random numbers.
  case noToken

  /// One sentence. Thread: any.
  public var description: String {
    switch self {
    case .unknownAddress(let address): "the panel's address \(address) is not known"
    case .cannotListen(let address, let port, let reason): "the panel cannot listen at \(address):\(port): \(reason)"
    case .noAssets(let folder): "the panel's files are not there: \(folder) has no index.html"
    case .noControl(let url): "the panel cannot reach the control server at \(url)"
    case .noToken: "the panel has no token: the system gives no random numbers"
    }
  }
}
