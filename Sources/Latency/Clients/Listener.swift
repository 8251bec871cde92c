// SPDX-License-Identifier: MIT
// The client that listens. Control thread; its callback is in `ListenerState.swift`.

import CJack
import Realtime

/// Hears the synth, and the sender's impulse.
@safe final class Listener: @unchecked Sendable {
  // Safe because the callback's memory is freed after the client is closed; the rest belongs to the control thread.
  let client: ClientHandle
  private let state: UnsafeMutablePointer<ListenerState>
  let heard: RingConsumer<HeardOnset>
  let directs: RingConsumer<HeardOnset>
  let cycles: RingConsumer<CycleTimes>
  let statistics = Statistics()

  /// Registers the ports and starts. Thread: control.
  init(server: String?, sound: OnsetDetector, witness: GraphWitness) throws(LatencyError) {
    let client = try ClientHandle("latency_listener", server: server)
    let heard = RingEnds<HeardOnset>(capacity: 1 << 14)
    let directs = RingEnds<HeardOnset>(capacity: 1 << 14)
    let cycles = RingEnds<CycleTimes>(capacity: 1 << 14)
    let left = try unsafe client.register("left", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    let right = try unsafe client.register("right", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    let direct = try unsafe client.register("impulse", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    self.heard = heard.consumer
    self.directs = directs.consumer
    self.cycles = cycles.consumer
    self.client = client
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(
      to: ListenerState(
        client: client.pointer, left: left, right: right, direct: direct, heard: heard.producer,
        directs: directs.producer, cycles: cycles.producer, statistics: statistics.another(), sound: sound,
        impulse: .direct))
    try unsafe client.activate(latencyListenerProcess, state, witness: witness)
  }

  deinit {
    client.close()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  var leftPort: String { client.name + ":left" }
  var rightPort: String { client.name + ":right" }
  var impulsePort: String { client.name + ":impulse" }
  /// The loudest sample since the last call, linear.
  func takePeak() -> Double { statistics.take(gauge: .peakLeft) }
}
