// SPDX-License-Identifier: MIT
// The synthesizer's side of the shared memory. The sandbox's audio thread.

import CRealtime
import MIDI
import Miniport
import Realtime
import SandboxProtocol
import Synthesis

/// Runs a synthesizer block by block, as the client asks: in a port, which gives it each message at its frame, as everywhere.
@safe struct SynthesizerGuest: ~Copyable, BlockGuest {
  // Safe because `samples` covers two of the longest blocks, `bus` one block and `short` 8 bytes for the life of this value.
  private let samples: UnsafeMutablePointer<Float>
  private let bus: UnsafeMutablePointer<StereoBlock>
  private let short: UnsafeMutablePointer<UInt64>
  private var port: Port<Synthesizer>
  private let statistics: Statistics
  private var turns: BlockTurns
  private var losses = LossNews()

  /// `port`: of one group and one output. `statistics`: where it counts. Thread: setup.
  init(_ port: consuming Port<Synthesizer>, _ memory: SandboxMemory, statistics: consuming Statistics) {
    self.port = port
    self.statistics = statistics
    turns = BlockTurns(memory)
    unsafe samples = .allocate(capacity: 2 * SandboxLayout.longestBlock)
    unsafe samples.initialize(repeating: 0, count: 2 * SandboxLayout.longestBlock)
    unsafe bus = .allocate(capacity: 1)
    unsafe bus.initialize(to: StereoBlock(left: samples, right: samples, count: 0))
    unsafe short = .allocate(capacity: 1)
    unsafe short.initialize(to: 0)
  }

  deinit {
    unsafe samples.deallocate()
    unsafe bus.deallocate()
    unsafe short.deallocate()
  }

  mutating func turn() -> Bool {
    guard let half = turns.next() else { return false }
    perform(half)
    turns.end()
    return true
  }

  /// Renders a block before the beginning of time, in which banks that come in are taken over. Thread: setup.
  mutating func renderBeforehand() { render(64, time: FrameTime(-64)) }

  /// A client is believed no more than a sandbox is: what would lie outside is left out. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  private mutating func perform(_ half: SandboxHalf) {
    let (frames, time) = (half.frames(), FrameTime(half.time()))
    let list = half.incoming
    for index in 0..<list.count() {
      switch list.event(index, frames: frames) {
      case .short(let frame, let packed, let length)?:
        put(Event(time: time + Int(frame), packed: packed, length: UInt16(length)))
      case .long(let frame, let start, let length)?:
        unsafe port.accept(message: list.bytes(start: start, length: length), time: time + Int(frame), group: 1)
      case nil: statistics.add(1, to: .eventsMalformed)
      }
    }
    render(frames, time: time)
    for output in 0..<2 {
      unsafe rt_copy(half.output(output), samples + output &* SandboxLayout.longestBlock, UInt64(frames &* 4))
    }
    tell(half)
  }

  @_noLocks @_noAllocation
  private mutating func render(_ frames: Int, time: FrameTime) {
    unsafe bus.pointee = unsafe StereoBlock(
      left: samples, right: samples + SandboxLayout.longestBlock, count: frames)
    unsafe port.render(UnsafeBufferPointer(start: bus, count: 1), from: time)
  }

  @_noLocks @_noAllocation
  private mutating func put(_ event: Event) {
    guard event.status == 0xF0 else { return port.accept(event) }
    unsafe short.pointee = event.packed.littleEndian
    let message = unsafe UnsafeRawBufferPointer(start: short, count: min(8, Int(event.length)))
    unsafe port.accept(message: message, time: event.time, group: 1)
  }

  /// Writes how late it is, and what was lost. Thread: audio, the sandbox's.
  @_noLocks @_noAllocation
  private mutating func tell(_ half: SandboxHalf) {
    half.outgoing.finish()
    half.tell(latency: port.latencyFrames, losses.next(statistics))
  }
}
