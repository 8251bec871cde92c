// SPDX-License-Identifier: MIT
// Whether PipeWire is there and runs. Control thread.

import Glibc

/// PipeWire's programs and its socket.
public struct PipeWireState: Equatable, Sendable {
  /// What the socket says.
  public enum Server: String, Sendable {
    case running
    case absent
    /// A socket that nobody listens at: a server has ended without removing it.
    case deserted
  }

  /// Whether a server runs.
  public var server: Server
  /// Whether its program is there.
  public var isInstalled: Bool
  /// `pw-jack`, which runs a JACK program under PipeWire.
  public var hasJackLauncher: Bool

  /// Thread: any.
  public init(server: Server, isInstalled: Bool, hasJackLauncher: Bool) {
    self.server = server
    self.isInstalled = isInstalled
    self.hasJackLauncher = hasJackLauncher
  }

  /// That of a system; `environment` may name the socket as PipeWire's clients have it. Thread: control.
  public init(_ files: SystemFiles, account: Account, environment: [String: String]) {
    isInstalled = files.folder(ofProgram: "pipewire") != nil
    hasJackLauncher = files.folder(ofProgram: "pw-jack") != nil
    let remote = environment["PIPEWIRE_REMOTE"] ?? "pipewire-0"
    let folder =
      environment["PIPEWIRE_RUNTIME_DIR"] ?? environment["XDG_RUNTIME_DIR"] ?? "/run/user/\(account.number)"
    server = PipeWireState.look(at: files.place(of: remote.hasPrefix("/") ? remote : "\(folder)/\(remote)"))
  }

  /// Connects without waiting, and says nothing: the kernel alone answers.
  private static func look(at path: String) -> Server {
    guard let address = SocketAddress(name: path) else { return .absent }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { return .absent }
    defer { close(descriptor) }
    if address.connect(descriptor) == 0 { return .running }
    switch errno {
    case ECONNREFUSED: return .deserted
    // Too many wait already: somebody lives there.
    case EAGAIN: return .running
    default: return .absent
    }
  }

  var finding: Finding {
    let values: [String: FindingValue] = [
      "server": .text(server.rawValue), "installed": .truth(isInstalled), "pwJack": .truth(hasJackLauncher),
    ]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("pipewire", "PipeWire", verdict, text, advice: advice, values: values)
    }
    switch server {
    case .running where hasJackLauncher: return found(.good, "runs, and pw-jack is there")
    case .running: return found(.attention, "runs, without its JACK", "sudo apt install pipewire-jack")
    case .deserted:
      return found(
        .attention, "its socket is there, and nobody answers", "systemctl --user restart pipewire wireplumber")
    case .absent: return found(.good, isInstalled ? "is installed and does not run" : "is not installed")
    }
  }
}
