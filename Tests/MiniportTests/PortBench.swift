// SPDX-License-Identifier: MIT
// A port with a recording miniport and memory to render into. Any one thread.

import MIDI
import Miniport
import Realtime

/// Everything a test of a port needs.
@safe struct PortBench: ~Copyable {
  var port: Port<RecordingMiniport>
  let log = MiniportLog()
  let statistics = Statistics()
  /// Frames rendered so far.
  var now = FrameTime.zero
  /// The left channel of the first bus, all blocks in a row.
  var left: [Float] = []
  let busCount: Int

  init(_ prefetch: Prefetch = .whenDue, busCount: Int = 1, groupCount: Int = 1, sequencerCapacity: Int = 8192) {
    self.busCount = busCount
    port = Port(
      miniport: RecordingMiniport(log: log, prefetch: prefetch), busCount: busCount, groupCount: groupCount,
      statistics: statistics, sequencerCapacity: sequencerCapacity)
  }

  /// Renders the next block, and remembers its samples.
  mutating func render(_ frames: Int) {
    // Not a number, so that a frame that nobody writes is seen.
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * frames * busCount)
    unsafe memory.initialize(repeating: .nan, count: 2 * frames * busCount)
    let buses = UnsafeMutableBufferPointer<StereoBlock>.allocate(capacity: busCount)
    for bus in 0..<busCount {
      let start = unsafe memory + 2 * frames * bus
      unsafe (buses.baseAddress! + bus).initialize(
        to: StereoBlock(left: start, right: start + frames, count: frames))
    }
    unsafe renderProved(&port, UnsafeBufferPointer(buses), now)
    unsafe left.append(contentsOf: UnsafeBufferPointer(start: memory, count: frames))
    now = now + frames
    unsafe buses.deallocate()
    unsafe memory.deallocate()
  }

  /// Renders `frames` in blocks of `block`, the last one shorter.
  mutating func render(_ frames: Int, inBlocksOf block: Int) {
    var left = frames
    while left > 0 {
      render(min(left, block))
      left -= block
    }
  }
}
