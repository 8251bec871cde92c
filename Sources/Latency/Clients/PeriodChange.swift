// SPDX-License-Identifier: MIT
// Another period for the server. Control thread.

import Glibc
import Realtime

/// Changes the period of a server, and gives back what it was.
public struct PeriodChange {
  private let server: String?
  /// Frames before.
  public let original: Int

  /// Thread: control.
  public init(server: String?) throws(LatencyError) {
    let client = try ClientHandle("latency_period", server: server)
    defer { client.close() }
    self.server = server
    original = client.periodFrames
  }

  /// Sets the period, and waits until the server has it. Thread: control.
  public func set(_ frames: Int) throws(LatencyError) {
    let client = try ClientHandle("latency_period", server: server)
    defer { client.close() }
    guard client.periodFrames != frames else { return }
    guard client.setPeriod(frames) else { throw .refused("period of \(frames) frames") }
    for _ in 0..<100 where client.periodFrames != frames { usleep(20_000) }
    guard client.periodFrames == frames else { throw .refused("period of \(frames) frames") }
  }

  /// The server's rate. Thread: control.
  public static func rate(server: String?) throws(LatencyError) -> Int {
    let client = try ClientHandle("latency_question", server: server)
    defer { client.close() }
    return Int(client.rate.hertz)
  }
}
