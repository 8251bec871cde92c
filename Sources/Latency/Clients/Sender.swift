// SPDX-License-Identifier: MIT
// The client that plays. Control thread; its callback is in `SenderState.swift`.

import CJack
import Realtime

/// Sends notes, and beside each an impulse on an audio output at the same frame.
@safe final class Sender: @unchecked Sendable {
  // Safe because the callback's memory is freed after the client is closed; the rest belongs to the control thread.
  let client: ClientHandle
  private let state: UnsafeMutablePointer<SenderState>
  let plan: RingProducer<PlannedMessage>
  let sent: RingConsumer<SentNote>
  let cycles: RingConsumer<CycleTimes>
  let statistics = Statistics()

  /// Registers the ports and starts. Thread: control.
  init(server: String?, witness: GraphWitness) throws(LatencyError) {
    let client = try ClientHandle("latency_sender", server: server)
    let planned = RingEnds<PlannedMessage>(capacity: 1 << 16)
    let sent = RingEnds<SentNote>(capacity: 1 << 14)
    let cycles = RingEnds<CycleTimes>(capacity: 1 << 14)
    let midi = try unsafe client.register("midi", JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput)
    let direct = try unsafe client.register("impulse", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput)
    plan = planned.producer
    self.sent = sent.consumer
    self.cycles = cycles.consumer
    self.client = client
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(
      to: SenderState(
        client: client.pointer, midi: midi, direct: direct, plan: planned.consumer, sent: sent.producer,
        cycles: cycles.producer, statistics: statistics.another()))
    try unsafe client.activate(latencySenderProcess, state, witness: witness)
  }

  deinit {
    client.close()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  var midiPort: String { client.name + ":midi" }
  var impulsePort: String { client.name + ":impulse" }
  /// Cycles so far.
  var cycleCount: Int64 { statistics.integer(.framesRendered) }
  /// The server's counter at the start of the last cycle.
  var cycleStart: UInt32 { UInt32(truncatingIfNeeded: statistics.integer(.frameTime)) }
}
