// SPDX-License-Identifier: MIT
// A miniport in fifty lines: a square wave for the key that was pressed last. docs/miniport.md shows it.

import Glibc
import JackHost
import MIDI
import Miniport
import Realtime

struct SquareMiniport: ~Copyable, Miniport {
  /// Turns per frame of each key.
  private var steps = InlineArray<128, Float>(repeating: 0)
  private var key: UInt8 = 0
  private var (level, turn): (Float, Float) = (0, 0)

  init(rate: SampleRate) {
    for key in 0..<128 { steps[key] = 440 * exp2f(Float(key - 69) / 12) / Float(rate.hertz) }
  }

  var prefetch: Prefetch { @_noLocks @_noAllocation get { .whenDue } }
  var latencyFrames: Int { @_noLocks @_noAllocation get { 0 } }
  @_noLocks @_noAllocation mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}
  @_noLocks @_noAllocation mutating func adapt(to circumstance: Circumstance, time: FrameTime) {}
  @_noLocks @_noAllocation
  mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {}

  @_noLocks @_noAllocation
  mutating func put(_ event: Event) {
    if event.isNoteOn { (key, level, turn) = (event.data1 & 127, Float(event.data2) / 508, 0) }
    if event.isNoteOff, event.data1 == key { level = 0 }
  }

  @_noLocks @_noAllocation
  mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    let (left, right) = unsafe (buses[0].leftSamples, buses[0].rightSamples)
    for frame in 0..<left.count {
      unsafe left[frame] = turn < 0.5 ? level : -level
      unsafe right[frame] = left[frame]
      turn += steps[Int(key)]
      if turn >= 1 { turn -= 1 }
    }
  }
}

@c @_noLocks @_noAllocation
func squareProcess(_ frames: UInt32, _ engine: UnsafeMutableRawPointer?) -> Int32 {
  unsafe engine?.assumingMemoryBound(to: Engine<SquareMiniport>.self).pointee.process(frames: frames)
  return 0
}

func openSquare(_ configuration: JackConfiguration, _ statistics: borrowing Statistics) throws -> JackClient {
  var client = try JackClient.open(configuration, statistics: statistics)
  let port = Port(miniport: SquareMiniport(rate: client.sampleRate), statistics: statistics)
  try unsafe client.activate(port, process: squareProcess)
  return client
}
