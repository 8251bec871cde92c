// SPDX-License-Identifier: MIT
// Another period for the server. Control thread.

import Glibc
import Realtime

/// Changes the period of a server, for as long as this value lives and has not ended.
public final class PeriodChange {
  private let client: ClientHandle
  /// Frames before.
  public let original: Int

  /// Thread: control.
  public init(server: String?) throws(LatencyError) {
    client = try ClientHandle("latency_period", server: server)
    original = client.periodFrames
    // PipeWire heeds a client that runs, and as long as it does; JACK 2 any, and for ever.
    if Surroundings.isPipeWire { try client.activate() }
  }

  /// Sets the period, and waits until the server has it. Thread: control.
  public func set(_ frames: Int) throws(LatencyError) {
    guard client.periodFrames != frames else { return }
    guard client.setPeriod(frames) else { throw .refused("period of \(frames) frames") }
    for _ in 0..<100 where client.periodFrames != frames { usleep(20_000) }
    guard client.periodFrames == frames else { throw .refused("period of \(frames) frames") }
  }

  /// Lets go of the server. Thread: control.
  public func end() { client.close() }

  /// The server's rate. Thread: control.
  public static func rate(server: String?) throws(LatencyError) -> Int {
    let client = try ClientHandle("latency_question", server: server)
    defer { client.close() }
    return Int(client.rate.hertz)
  }
}
