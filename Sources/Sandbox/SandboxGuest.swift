// SPDX-License-Identifier: MIT
// The plug-in's side of the shared memory. The sandbox's audio thread.

import CRealtime
public import LV2
import MIDI
import Miniport
import Realtime
import SandboxProtocol

/// Runs a plug-in block by block, as the client asks.
@safe public struct SandboxGuest: ~Copyable {
  // Safe because the memory outlives this value.
  private let base: UnsafeMutableRawPointer
  private let memory: SandboxMemory
  private let plugin: PluginInstance
  private var miniport: PluginMiniport
  private var number: UInt32 = 0
  private var waiter: SharedWordWaiter
  private let statistics = Statistics()
  private var curedCount: UInt64 = 0
  private var lostCount: UInt64 = 0

  /// Thread: setup.
  public init(_ plugin: PluginInstance, _ memory: SandboxMemory) {
    self.plugin = plugin
    self.memory = memory
    unsafe base = memory.base
    waiter = SharedWordWaiter(memory.request)
    miniport = plugin.makeMiniport(group: 1, statistics: statistics.another())
  }

  /// Waits for a block and does it; false where none came for a second. Thread: the sandbox's audio thread.
  public mutating func turn() -> Bool {
    guard waiter.waitForChange(from: number, nanoseconds: 1_000_000_000) else { return false }
    let wanted = memory.request.load()
    number = wanted
    unsafe perform(base + memory.layout.half(Int(wanted)))
    memory.reply.store(wanted)
    memory.reply.wake()
    return true
  }

  /// A client is believed no more than a sandbox is: what would lie outside is left out.
  private mutating func perform(_ half: UnsafeMutableRawPointer) {
    let frames = min(Int(unsafe half.load(as: UInt32.self)), SandboxLayout.longestBlock)
    let count = min(Int(unsafe half.load(fromByteOffset: 4, as: UInt32.self)), SandboxLayout.eventLimit)
    let time = FrameTime(unsafe half.load(fromByteOffset: 8, as: Int64.self))
    for index in 0..<count {
      let place = unsafe half + memory.layout.events + index * SandboxLayout.eventStride
      switch unsafe SandboxEvent.read(place, frames: frames) {
      case .short(let frame, let packed, let length)?:
        put(Event(time: time + Int(frame), packed: packed, length: UInt16(length)))
      case .long(let frame, let start, let length)?:
        let bytes = unsafe UnsafeRawBufferPointer(start: half + memory.layout.bytes + Int(start), count: Int(length))
        unsafe miniport.putSystemExclusive(bytes, time: time + Int(frame), group: 1)
      case nil: statistics.add(to: .eventsMalformed)
      }
    }
    miniport.run(frames: frames, time: time, gain: 1)
    for output in 0..<memory.layout.outputCount {
      unsafe miniport.copy(output: output, frames: frames, to: half + memory.layout.output(output))
    }
    unsafe tell(half, frames: frames, time: time)
  }

  private mutating func put(_ event: Event) {
    guard event.status == 0xF0 else { return miniport.put(event) }
    var packed = event.packed.littleEndian
    unsafe withUnsafeBytes(of: &packed) { bytes in
      let message = unsafe UnsafeRawBufferPointer(start: bytes.baseAddress, count: Int(event.length))
      unsafe miniport.putSystemExclusive(message, time: event.time, group: 1)
    }
  }

  /// Writes controls, latency, and the messages that the plug-in sends out.
  private mutating func tell(_ half: UnsafeMutableRawPointer, frames: Int, time: FrameTime) {
    for control in 0..<memory.layout.controlCount {
      let value = plugin.values.value(at: control)
      unsafe half.storeBytes(of: value, toByteOffset: memory.layout.controls + 4 * control, as: Float.self)
    }
    var (sent, bytes) = (0, 0)
    while sent < SandboxLayout.eventLimit, let next = miniport.outgoing(ofGroup: 1, before: time + frames) {
      let length = unsafe next.bytes.count
      let frame = UInt32(max(0, next.time - time))
      let place = unsafe half + memory.layout.sent + sent * SandboxLayout.eventStride
      if length <= 8 {
        var packed: UInt64 = 0
        for index in 0..<length { packed |= UInt64(unsafe next.bytes[index]) << UInt64(8 * index) }
        unsafe SandboxEvent.short(frame: frame, packed: packed, length: UInt8(length)).write(to: place)
      } else {
        guard bytes + length <= SandboxLayout.byteLimit else { break }
        unsafe rt_copy(half + memory.layout.sentBytes + bytes, next.bytes.baseAddress, UInt64(length))
        unsafe SandboxEvent.long(frame: frame, start: UInt32(bytes), length: UInt32(length)).write(to: place)
        bytes += length
      }
      miniport.removeOutgoing(ofGroup: 1)
      sent += 1
    }
    unsafe half.storeBytes(of: UInt32(sent), toByteOffset: 16, as: UInt32.self)
    unsafe half.storeBytes(of: UInt32(miniport.latencyFrames), toByteOffset: 20, as: UInt32.self)
    let cured = statistics.value(of: .soundsCured)
    unsafe half.storeBytes(of: UInt32(truncatingIfNeeded: cured - curedCount), toByteOffset: 24, as: UInt32.self)
    curedCount = cured
    let lost = [Statistics.Counter.eventsLost, .systemExclusiveLost, .eventsMalformed, .parametersUnknown]
      .reduce(UInt64(0)) { $0 &+ statistics.value(of: $1) }
    unsafe half.storeBytes(of: UInt32(truncatingIfNeeded: lost &- lostCount), toByteOffset: 28, as: UInt32.self)
    lostCount = lost
  }
}
