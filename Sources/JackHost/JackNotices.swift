// SPDX-License-Identifier: MIT
// What the callbacks beside the audio use. JACK's notification thread; where the server fails also the process thread.

import CJack
import Realtime
import Synchronization

/// What the callbacks outside the audio thread use; they send news to the control thread.
@safe final class JackNotices: @unchecked Sendable {
  // Safe because everything here is constant but for the queues and the ports, which any thread may use. The client's handle is valid while callbacks run.
  let client: OpaquePointer
  /// Those that the client has; the control thread replaces them.
  let ports: Mutex<JackPorts>
  let statistics: Statistics
  let sampleRate: SampleRate
  let news: JackNewsQueue
  let threads = JackThreads()

  /// `latencyFrames`: from an event to its sound; the audio thread tells others later.
  init(of client: borrowing JackClient, latencyFrames: Int) {
    unsafe self.client = unsafe client.handle
    ports = Mutex(client.ports)
    statistics = client.statistics.another()
    sampleRate = client.sampleRate
    news = client.news
    statistics.set(Int64(latencyFrames), gauge: .ownLatency)
    // A new client of a server is not told that it freewheels already.
    statistics.set(Int64(0), gauge: .freewheel)
  }

  /// A port has come or gone. Thread: notification.
  func portChanged(_ identifier: jack_port_id_t) {
    // The name of one that has gone may be gone too; who reads this then looks at what is there.
    let name = unsafe jack_port_by_id(client, identifier).flatMap { unsafe jack_port_name($0) }
    news.send(unsafe name.map { .portChanged(unsafe String(cString: $0)) } ?? .connectionsChanged)
  }

  /// Passes the latency of one side of the client to the other, that of the miniport added. Thread: notification.
  ///
  /// Capture latency travels from the MIDI inputs to the outputs, playback latency the other way, each group by itself
  /// where it has outputs of its own.
  func passLatency(_ mode: jack_latency_callback_mode_t) {
    let isCapture = mode == JackCaptureLatency
    // Locked: none of the ports is taken back meanwhile.
    let latencyFrames = UInt32(clamping: max(0, statistics.integer(.ownLatency)))
    ports.withLock { ports in
      var (least, most) = (UInt32.max, UInt32(0))
      for (known, wanted) in ports.paths(isCapture: isCapture) {
        var range = JackNotices.latency(of: known, mode)
        (least, most) = (min(least, range.min), max(most, range.max))
        range.min &+= latencyFrames
        range.max &+= latencyFrames
        for port in wanted { unsafe jack_port_set_latency_range(port.handle, mode, &range) }
      }
      // Messages leave at their own frames, and a group that has a MIDI output sounds nowhere else.
      for (known, wanted) in ports.messagePaths(isCapture: isCapture) {
        var range = JackNotices.latency(of: known, mode)
        for port in wanted { unsafe jack_port_set_latency_range(port.handle, mode, &range) }
      }
      statistics.set(Int64(least), gauge: isCapture ? .captureLatencyLeast : .playbackLatencyLeast)
      statistics.set(Int64(most), gauge: isCapture ? .captureLatencyMost : .playbackLatencyMost)
    }
  }

  /// The range that covers those of all ports that are connected, or of all where none is.
  private static func latency(
    of ports: [JackPort], _ mode: jack_latency_callback_mode_t
  ) -> jack_latency_range_t {
    let connected = ports.filter { unsafe jack_port_connected($0.handle) > 0 }
    let counting = connected.isEmpty ? ports : connected
    var range = jack_latency_range_t(min: .max, max: 0)
    for port in counting {
      var one = jack_latency_range_t()
      unsafe jack_port_get_latency_range(port.handle, mode, &one)
      range.min = min(range.min, one.min)
      range.max = max(range.max, one.max)
    }
    return range
  }
}
