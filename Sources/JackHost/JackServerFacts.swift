// SPDX-License-Identifier: MIT
// How a running server runs, as it says itself. Control thread.

import CJack
import Glibc
public import Realtime

/// The settings of a JACK server.
public struct JackServerFacts: Equatable, Sendable {
  /// The server's name.
  public var name: String
  /// Its sample rate.
  public var sampleRate: SampleRate
  /// Frames that it processes at a time.
  public var periodFrames: Int
  /// Whether it runs in real time.
  public var isRealtime: Bool
  /// The priority that its clients get.
  public var priority: Int
  /// The share of a period that it and its clients take, from 0.
  public var load: Double

  /// Thread: any.
  public init(
    name: String, sampleRate: SampleRate, periodFrames: Int, isRealtime: Bool, priority: Int, load: Double
  ) {
    self.name = name
    self.sampleRate = sampleRate
    self.periodFrames = periodFrames
    self.isRealtime = isRealtime
    self.priority = priority
    self.load = load
  }

  /// Asks the default server as a client that is there for no longer than that; never starts one. It waits as long as the
  /// server does. Thread: any that may wait.
  static func ask() throws(JackError) -> JackServerFacts {
    jack_silence_messages()
    let name = JackClient.serverName(nil)
    var status = JackStatus(0)
    guard let client = unsafe jack_client_open_existing("wavesink-doctor", nil, &status) else {
      throw JackClient.failure(ofServer: name, status: status.rawValue)
    }
    defer { unsafe jack_client_close(client) }
    return unsafe JackServerFacts(name, client)
  }

  /// What a server says to a client of its own.
  init(_ name: String, _ client: OpaquePointer) {
    self.name = name
    sampleRate = unsafe SampleRate(hertz: max(1, jack_get_sample_rate(client)))
    periodFrames = unsafe Int(jack_get_buffer_size(client))
    isRealtime = unsafe jack_is_realtime(client) != 0
    priority = unsafe Int(jack_client_real_time_priority(client))
    load = unsafe Double(jack_cpu_load(client)) / 100
  }
}

extension JackClient {
  /// How its server runs; nothing is waited for. Thread: control.
  public var serverFacts: JackServerFacts { unsafe JackServerFacts(configuration.nameOfServer, handle) }
}
