// SPDX-License-Identifier: MIT
// A client that writes down the MIDI messages that reach it. The test's thread, and its callback on the audio thread.

import CJack
import Realtime

/// A message that came, and the frame of the server's counter at which it did.
struct HeardMessage: BitwiseCopyable {
  var frame: UInt32
  var length: Int
  /// The first bytes, the first one lowest.
  var packed: UInt64
  /// Of all bytes.
  var sum: Int

  /// The first 8 bytes at most.
  var bytes: [UInt8] { (0..<min(8, length)).map { UInt8(truncatingIfNeeded: packed >> UInt64(8 * $0)) } }
}

/// A client with one MIDI input.
@safe final class ListenerProbe: ProbeClient, @unchecked Sendable {
  // Safe because the memory of the callback is freed after the client is closed.
  private let state: UnsafeMutablePointer<ListenerState>
  private let messages: RingConsumer<HeardMessage>

  init(on server: JackServer) throws {
    let ends = RingEnds<HeardMessage>(capacity: 16_384)
    messages = ends.consumer
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: ListenerState(messages: ends.producer))
    try super.init("listener", on: server)
    unsafe state.pointee.port = try register("in", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput)
    unsafe state.pointee.client = handle
    unsafe jack_set_process_callback(handle, listenerProcessCallback, state)
    unsafe jack_activate(handle)
  }

  deinit {
    close()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// What has come since the last call.
  func take() -> [HeardMessage] {
    var taken: [HeardMessage] = []
    while let next = messages.pop() { taken.append(next) }
    return taken
  }

  /// What comes until there are so many, or no more for two seconds.
  func take(_ count: Int) -> [HeardMessage] {
    var taken: [HeardMessage] = []
    _ = waitUntil(seconds: 2) {
      taken += take()
      return taken.count >= count
    }
    return taken
  }
}

/// Everything that the callback of a listener touches.
@safe struct ListenerState: ~Copyable {
  let messages: RingProducer<HeardMessage>
  var client: OpaquePointer?
  var port: OpaquePointer?

  init(messages: consuming RingProducer<HeardMessage>) {
    self.messages = messages
    unsafe client = nil
    unsafe port = nil
  }

  /// Writes down what comes in this cycle. Thread: audio.
  mutating func process(frames: UInt32) {
    guard let client = unsafe client, let port = unsafe port, let buffer = unsafe rt_jack_midi(port, frames) else {
      return
    }
    let start = unsafe rt_jack_cycle_start(client)
    for index in 0..<(unsafe rt_jack_midi_count(buffer)) {
      var event = unsafe jack_midi_event_t()
      guard unsafe rt_jack_midi_get(&event, buffer, index) == 0 else { continue }
      var heard = HeardMessage(frame: start &+ (unsafe event.time), length: unsafe event.size, packed: 0, sum: 0)
      for place in 0..<heard.length {
        let byte = unsafe event.buffer[place]
        if place < 8 { heard.packed |= UInt64(byte) << UInt64(8 * place) }
        heard.sum += Int(byte)
      }
      _ = messages.push(heard)
    }
  }
}

/// The process callback of a listener.
func listenerProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe context?.assumingMemoryBound(to: ListenerState.self).pointee.process(frames: frames)
  return 0
}
