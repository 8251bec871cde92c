// SPDX-License-Identifier: MIT
// What the callbacks of the two clients share: they run one after the other. JACK's threads.

import CJack
import CRealtime
import Realtime

/// The chords that are sent, and the times that were taken.
@safe struct GraphProbeState: ~Copyable {
  // Safe because `memory` covers `capacity` numbers, `chord` the keys and `words` two words for the life of this value; both callbacks are
  // those of one cycle, one after the other.
  static let capacity = 1 << 16
  private static let keys: [UInt8] = [48, 55, 60, 64]
  private static let keyCount = 4
  var output: OpaquePointer?
  var input: OpaquePointer?
  private let memory: UnsafeMutablePointer<UInt64>
  private let chord: UnsafeMutablePointer<UInt8>
  /// The number of the measurement that is wanted, and of the one that is done.
  private let words: UnsafeMutablePointer<UInt32>
  private var beganNanoseconds: UInt64 = 0
  /// Frames until the chord is struck again.
  private var rest = 0
  private var hasStruck = false
  /// The measurements that the two callbacks are at.
  private var (struck, taken): (UInt32, UInt32) = (0, 0)
  private var count = 0
  private var wanted = 0
  private(set) var peak: Float = 0

  init() {
    unsafe memory = .allocate(capacity: GraphProbeState.capacity)
    unsafe memory.initialize(repeating: 0, count: GraphProbeState.capacity)
    unsafe chord = .allocate(capacity: GraphProbeState.keys.count)
    unsafe chord.initialize(from: GraphProbeState.keys, count: GraphProbeState.keys.count)
    unsafe words = .allocate(capacity: 2)
    unsafe words.initialize(repeating: 0, count: 2)
    unsafe output = nil
    unsafe input = nil
  }

  deinit {
    unsafe memory.deallocate()
    unsafe chord.deallocate()
    unsafe words.deallocate()
  }

  private var order: SharedWord { unsafe SharedWord(words) }
  private var done: SharedWord { unsafe SharedWord(words + 1) }

  /// So many times are wanted, with a chord that begins now. The measurement before is done.
  mutating func begin(_ number: Int) {
    wanted = min(number, GraphProbeState.capacity)
    order.store(order.load() &+ 1)
  }

  var isDone: Bool { done.load() == order.load() }

  func times(_ number: Int) -> [UInt64] { unsafe Array(UnsafeBufferPointer(start: memory, count: min(number, count))) }

  /// Strikes a chord each second. Thread: that of the client before.
  mutating func runBefore(frames: UInt32) {
    guard let output = unsafe output, let buffer = unsafe rt_jack_midi(output, frames) else { return }
    unsafe rt_jack_midi_clear(buffer)
    if order.load() != struck { (struck, rest) = (order.load(), 0) }
    if rest <= 0 {
      rest += BenchSettings.rate
      if hasStruck { unsafe send(0x80, to: buffer) }
      unsafe send(0x90, to: buffer)
      hasStruck = true
    }
    rest -= Int(frames)
    beganNanoseconds = rt_clock_nanoseconds()
  }

  /// A message for each key of the chord.
  private func send(_ status: UInt8, to buffer: UnsafeMutableRawPointer) {
    for index in 0..<GraphProbeState.keyCount {
      var bytes: (UInt8, UInt8, UInt8) = (status, unsafe chord[index], 100)
      _ = unsafe rt_jack_midi_write(buffer, 0, &bytes, 3)
    }
  }

  /// Takes the time, first of all. Thread: that of the client behind.
  mutating func runBehind(frames: UInt32) {
    let now = rt_clock_nanoseconds()
    if order.load() != taken { (taken, count, peak) = (order.load(), 0, 0) }
    guard count < wanted, let input = unsafe input, let samples = unsafe rt_jack_audio(input, frames) else { return }
    for frame in 0..<Int(frames) { peak = unsafe max(peak, abs(samples[frame])) }
    unsafe memory[count] = now &- beganNanoseconds
    count += 1
    if count == wanted { done.store(taken) }
  }
}

/// The callback of the client before.
func beforeCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe context?.assumingMemoryBound(to: GraphProbeState.self).pointee.runBefore(frames: frames)
  return 0
}

/// The callback of the client behind.
func behindCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe context?.assumingMemoryBound(to: GraphProbeState.self).pointee.runBehind(frames: frames)
  return 0
}
