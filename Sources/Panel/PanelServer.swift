// SPDX-License-Identifier: MIT
// The panel as the program knows it. Setup and main thread.

internal import Glibc
internal import Synchronization

/// A page in the browser for a running client: serves its files, and stands between it and the control server.
///
/// All of it runs on two threads of its own, at the priority of any program: the audio thread knows nothing of it.
public final class PanelServer: Sendable {
  /// How long the end may take, in hundredths of a second.
  private static let endHundredths = 50

  /// Where the page is, with the token where one is needed.
  public let link: String
  private let service: PanelService
  private let executor = PanelExecutor()
  private let task: Task<Void, Never>
  private let end: End

  private final class End: Sendable {
    private let value = Mutex(false)
    var isThere: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
  }

  /// Listens from now on. Thread: setup.
  public init(_ configuration: PanelConfiguration) throws(PanelError) {
    let listener = try Listener(
      address: configuration.address, port: configuration.port, isElsewhere: configuration.isAnyPortGood)
    let token = listener.isLoopback ? nil : try AccessToken()
    let service = try PanelService(configuration, port: listener.port, token: token)
    let end = End()
    (self.service, self.end) = (service, end)
    let isEverywhere = configuration.address == "0.0.0.0"
    let address = isEverywhere ? MachineName.address ?? configuration.address : configuration.address
    link = "http://\(address):\(listener.port)/" + (token.map { "?token=\($0.text)" } ?? "")
    task = Task.detached(executorPreference: executor) {
      await service.run(listener)
      end.set()
    }
  }

  /// Ends all connections. Thread: main.
  public func stop() {
    task.cancel()
    service.stop()
    for _ in 0..<PanelServer.endHundredths where !end.isThere { usleep(10_000) }
    executor.stop()
  }
}
