// SPDX-License-Identifier: MIT
// A client that records audio on the server's frame counter. The test's thread, and its callback on the audio thread.

import CJack
import Realtime

/// A client that records what reaches its two inputs, from its activation until it is closed.
@safe final class SinkProbe: ProbeClient, @unchecked Sendable {
  // Safe because the memory of the callback is read and freed after the client is closed.
  private let state: UnsafeMutablePointer<SinkState>
  /// What the callbacks tell while they run.
  private let statistics = UnsafeMutablePointer<Statistics>.allocate(capacity: 1)

  /// `name`: another one than that of a sink that was there before, whose connections come back with it.
  init(_ name: String = "sink", on server: JackServer, seconds: Int = 10) throws {
    unsafe state = .allocate(capacity: 1)
    unsafe statistics.initialize(to: Statistics())
    unsafe state.initialize(
      to: SinkState(capacity: seconds * server.rate, statistics: statistics.pointee.another()))
    try super.init(name, on: server)
    unsafe state.pointee.left = try register("left", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    unsafe state.pointee.right = try register("right", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    unsafe state.pointee.client = handle
    unsafe jack_set_process_callback(handle, sinkProcessCallback, state)
    unsafe jack_set_xrun_callback(handle, sinkXrunCallback, statistics)
    unsafe jack_activate(handle)
  }

  deinit {
    close()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
    unsafe statistics.deinitialize(count: 1)
    unsafe statistics.deallocate()
  }

  /// The server's counter at the start of the last cycle; 0 before the first.
  var cycleStart: UInt32 { UInt32(unsafe statistics.pointee.integer(.frameTime)) }

  /// What was recorded; closes the client. The server takes a client that closes out of the graph while it runs: what comes in
  /// its last cycles is in no order.
  func recording() -> Recording {
    let count = Int(unsafe statistics.pointee.integer(.framesRendered))
    close()
    return unsafe Recording(
      firstFrame: state.pointee.firstFrame,
      left: Array(UnsafeBufferPointer(start: state.pointee.leftSamples, count: count)),
      right: Array(UnsafeBufferPointer(start: state.pointee.rightSamples, count: count)),
      periods: state.pointee.periods, gaps: state.pointee.gaps, lostFrames: state.pointee.lostFrames,
      xruns: Int(statistics.pointee.value(of: .xruns)))
  }
}

/// Two channels of sound on the server's frame counter.
struct Recording {
  /// The counter at the first sample.
  let firstFrame: UInt32
  let left: [Float]
  let right: [Float]
  /// How many different periods were seen, one after the other.
  let periods: Int
  /// Times at which the counter jumped: the server lost time there.
  let gaps: Int
  /// Frames that the server lost there; they are silent.
  let lostFrames: Int
  /// Periods that the server reported as lost, for whichever client.
  let xruns: Int

  /// The counter at each start of a sound on the left: the first sample above `threshold` after silence.
  ///
  /// `silence`: frames below the threshold that part two sounds.
  func onsets(threshold: Float = 0.01, silence: Int = 32) -> [UInt32] {
    var found: [UInt32] = []
    var quiet = silence
    for (index, sample) in left.enumerated() {
      if sample.magnitude > threshold {
        if quiet >= silence { found.append(firstFrame &+ UInt32(index)) }
        quiet = 0
      } else {
        quiet += 1
      }
    }
    return found
  }
}

/// Everything that the callback of a sink touches.
@safe struct SinkState: ~Copyable {
  let statistics: Statistics
  var client: OpaquePointer?
  var left: OpaquePointer?
  var right: OpaquePointer?
  let leftSamples: UnsafeMutablePointer<Float>
  let rightSamples: UnsafeMutablePointer<Float>
  let capacity: Int
  var firstFrame: UInt32 = 0
  var count = 0
  var gaps = 0
  var lostFrames = 0
  var periods = 0
  var period: UInt32 = 0

  init(capacity: Int, statistics: consuming Statistics) {
    self.capacity = capacity
    self.statistics = statistics
    unsafe leftSamples = .allocate(capacity: capacity)
    unsafe rightSamples = .allocate(capacity: capacity)
    unsafe client = nil
    unsafe left = nil
    unsafe right = nil
  }

  deinit {
    unsafe leftSamples.deallocate()
    unsafe rightSamples.deallocate()
  }

  /// Copies this cycle to its place on the counter; lost time stays silent. Thread: audio.
  mutating func process(frames: UInt32) {
    guard let client = unsafe client, let left = unsafe left, let right = unsafe right,
      let leftIn = unsafe rt_jack_audio(left, frames), let rightIn = unsafe rt_jack_audio(right, frames)
    else { return }
    let start = unsafe rt_jack_cycle_start(client)
    statistics.set(Int64(start), gauge: .frameTime)
    if count == 0 { firstFrame = start }
    if period != frames { periods += 1 }
    period = frames
    let place = Int(Int32(bitPattern: start &- firstFrame))
    if place != count { gaps += 1 }
    guard place >= count, place + Int(frames) <= capacity else { return }
    lostFrames += place - count
    for index in count..<place { unsafe (leftSamples[index], rightSamples[index]) = (0, 0) }
    for index in 0..<Int(frames) {
      unsafe leftSamples[place + index] = leftIn[index]
      unsafe rightSamples[place + index] = rightIn[index]
    }
    count = place + Int(frames)
    statistics.set(Int64(count), gauge: .framesRendered)
  }
}

/// The process callback of a sink.
func sinkProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe context?.assumingMemoryBound(to: SinkState.self).pointee.process(frames: frames)
  return 0
}

/// The xrun callback of a sink.
func sinkXrunCallback(_ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe context?.assumingMemoryBound(to: Statistics.self).pointee.add(1, to: .xruns)
  return 0
}
