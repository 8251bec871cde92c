// SPDX-License-Identifier: MIT
// A client that sends MIDI at known frames. The test's thread, and its callback on the audio thread.

import CJack
import Realtime

/// A message and the frame of the server's counter at which it is to be sent.
struct PlannedMessage: BitwiseCopyable {
  let frame: UInt32
  /// First byte lowest.
  let packed: UInt64
  let length: Int
}

/// A client with one MIDI output per channel group, whose messages are planned frame by frame.
@safe final class SourceProbe: ProbeClient, @unchecked Sendable {
  // Safe because the memory of the callback is freed after the client is closed.
  private let state: UnsafeMutablePointer<SourceState>
  private let plan: RingProducer<PlannedMessage>
  private let statistics: Statistics

  /// `sendsLate`: what comes too late for its frame is sent all the same, at once, as a bridge to other devices does.
  init(on server: JackServer, sendsLate: Bool = false) throws {
    let ends = RingEnds<PlannedMessage>(capacity: 1024)
    plan = ends.producer
    unsafe state = .allocate(capacity: 1)
    statistics = Statistics()
    unsafe state.initialize(
      to: SourceState(plan: ends.consumer, statistics: statistics.another(), sendsLate: sendsLate))
    try super.init("source", on: server)
    unsafe state.pointee.port = try register("out", JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput)
    unsafe state.pointee.client = handle
    unsafe jack_set_process_callback(handle, sourceProcessCallback, state)
    unsafe jack_activate(handle)
  }

  deinit {
    close()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// Plans a message; the frames of the plan never go back.
  func send(_ bytes: [UInt8], at frame: UInt32) {
    let packed = bytes.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    _ = plan.push(PlannedMessage(frame: frame, packed: packed, length: bytes.count))
  }

  /// The server's counter at the start of the last cycle; nil before the first.
  ///
  /// Not jack_frame_time, which counts on by the clock where a busy machine delays the cycles.
  var cycleStart: UInt32? {
    let frame = statistics.integer(.frameTime)
    return frame > 0 ? UInt32(frame) : nil
  }

  /// Messages that came too late for their frame, so that what they show is worth nothing.
  var missed: Int { unsafe state.pointee.missed }
}

/// Everything that the callback of a source touches.
@safe struct SourceState: ~Copyable {
  let plan: RingConsumer<PlannedMessage>
  let statistics: Statistics
  var client: OpaquePointer?
  var port: OpaquePointer?
  var missed = 0
  let sendsLate: Bool

  init(plan: consuming RingConsumer<PlannedMessage>, statistics: consuming Statistics, sendsLate: Bool) {
    self.plan = plan
    self.sendsLate = sendsLate
    self.statistics = statistics
    unsafe client = nil
    unsafe port = nil
  }

  /// Writes what is due in this cycle. Thread: audio.
  mutating func process(frames: UInt32) {
    guard let client = unsafe client, let port = unsafe port, let buffer = unsafe rt_jack_midi(port, frames) else {
      return
    }
    unsafe jack_midi_clear_buffer(buffer)
    let start = unsafe rt_jack_cycle_start(client)
    statistics.set(Int64(start), gauge: .frameTime)
    while let next = plan.peek() {
      let offset = Int32(bitPattern: next.frame &- start)
      guard offset < Int32(frames) else { return }
      _ = plan.pop()
      guard offset >= 0 || sendsLate,
        let bytes = unsafe jack_midi_event_reserve(buffer, UInt32(max(0, offset)), next.length)
      else {
        missed += 1
        continue
      }
      for index in 0..<next.length { unsafe bytes[index] = UInt8(truncatingIfNeeded: next.packed >> UInt64(8 * index)) }
    }
  }
}

/// The process callback of a source.
func sourceProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe context?.assumingMemoryBound(to: SourceState.self).pointee.process(frames: frames)
  return 0
}
