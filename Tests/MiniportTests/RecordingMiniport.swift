// SPDX-License-Identifier: MIT
// A miniport that writes down what it is given and renders the number of each frame. Any one thread.

import MIDI
import Miniport
import Realtime

/// What a recording miniport saw, in memory of its own so that a test reads it while the port owns the miniport.
@safe final class MiniportLog {
  /// A message, and how many frames had been rendered when it came.
  struct Entry: Equatable, BitwiseCopyable {
    var renderedTo: Int64
    var time: Int64
    /// The first 8 bytes of the message, first byte lowest.
    var packed: UInt64
    var length: Int
    var group: UInt16
    var isSystemExclusive: Bool
  }

  /// What the miniport writes.
  struct Page: BitwiseCopyable {
    var count = 0
    var renderedTo: Int64 = 0
    /// Calls of `render` that did not begin where the call before had ended.
    var gaps = 0
    var renders = 0
  }

  static let capacity = 20_000
  // Safe because both are allocated for the life of the log, which outlives the miniport in every test.
  let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
  let page = UnsafeMutablePointer<Page>.allocate(capacity: 1)

  init() { unsafe page.initialize(to: Page()) }

  deinit {
    unsafe entries.deallocate()
    unsafe page.deallocate()
  }

  var seen: [Entry] { (0..<(unsafe page.pointee.count)).map { unsafe entries[$0] } }
  var gaps: Int { unsafe page.pointee.gaps }
  var renders: Int { unsafe page.pointee.renders }
}

/// Writes into a log what it is given; sample n of the output is n.
@safe struct RecordingMiniport: ~Copyable, Miniport {
  let entries: UnsafeMutablePointer<MiniportLog.Entry>
  let page: UnsafeMutablePointer<MiniportLog.Page>
  let prefetch: Prefetch
  let latencyFrames = 0

  init(log: MiniportLog, prefetch: Prefetch) {
    unsafe entries = log.entries
    unsafe page = log.page
    self.prefetch = prefetch
  }

  @_noLocks @_noAllocation
  mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}

  @_noLocks @_noAllocation
  mutating func adapt(to circumstance: Circumstance, time: FrameTime) {}

  @_noLocks @_noAllocation
  mutating func put(_ event: Event) {
    write(event.packed, Int(event.length), event.time, event.group, isSystemExclusive: false)
  }

  @_noLocks @_noAllocation
  mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    var packed: UInt64 = 0
    for index in 0..<min(8, bytes.count) { packed |= UInt64(unsafe bytes[index]) << UInt64(8 * index) }
    write(packed, bytes.count, time, group, isSystemExclusive: true)
  }

  @_noLocks @_noAllocation
  mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    unsafe page.pointee.renders += 1
    if unsafe page.pointee.renderedTo != time.frames { unsafe page.pointee.gaps += 1 }
    for bus in 0..<buses.count {
      let (left, right) = unsafe (buses[bus].leftSamples, buses[bus].rightSamples)
      for frame in 0..<left.count {
        unsafe left[frame] = Float(time.frames + Int64(frame))
        unsafe right[frame] = -Float(time.frames + Int64(frame))
      }
    }
    unsafe page.pointee.renderedTo = time.frames + Int64(unsafe buses[0].count)
  }

  @_noLocks @_noAllocation
  private mutating func write(
    _ packed: UInt64, _ length: Int, _ time: FrameTime, _ group: UInt16, isSystemExclusive: Bool
  ) {
    let count = unsafe page.pointee.count
    guard count < MiniportLog.capacity else { return }
    unsafe entries[count] = MiniportLog.Entry(
      renderedTo: page.pointee.renderedTo, time: time.frames, packed: packed, length: length, group: group,
      isSystemExclusive: isSystemExclusive)
    unsafe page.pointee.count = count + 1
  }
}

// A debug build proves file by file: so these stand in the file of the miniport that they are specialised for.

/// The compiler proves here that rendering neither locks nor allocates.
@_noLocks @_noAllocation
func renderProved(
  _ port: inout Port<RecordingMiniport>, _ buses: UnsafeBufferPointer<StereoBlock>, _ time: FrameTime
) {
  unsafe port.render(buses, from: time)
}

/// The same for what the audio thread takes in.
@_noLocks @_noAllocation
func acceptProved(_ port: inout Port<RecordingMiniport>, _ event: Event) { port.accept(event) }

/// The same for messages of any length.
@_noLocks @_noAllocation
func acceptProved(
  _ port: inout Port<RecordingMiniport>, _ bytes: UnsafeRawBufferPointer, _ time: FrameTime, _ group: UInt16
) {
  unsafe port.accept(message: bytes, time: time, group: group)
}
