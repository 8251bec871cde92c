// SPDX-License-Identifier: MIT
// The plug-in's side of the shared memory. The sandbox's audio thread.

import CRealtime
public import LV2
import MIDI
import Miniport
import Realtime
import SandboxProtocol

/// Runs a plug-in block by block, as the client asks.
public struct SandboxGuest: ~Copyable, BlockGuest {
  private let memory: SandboxMemory
  private let plugin: PluginInstance
  private var miniport: PluginMiniport
  private var turns: BlockTurns
  private let statistics = Statistics()
  private var losses = LossNews()

  /// Thread: setup.
  public init(_ plugin: PluginInstance, _ memory: SandboxMemory) {
    self.plugin = plugin
    self.memory = memory
    turns = BlockTurns(memory)
    miniport = plugin.makeMiniport(group: 1, statistics: statistics.another())
  }

  /// Waits for a block and does it; false where none came for a second. Thread: the sandbox's audio thread.
  public mutating func turn() -> Bool {
    guard let half = turns.next() else { return false }
    perform(half)
    turns.end()
    return true
  }

  /// A client is believed no more than a sandbox is: what would lie outside is left out.
  private mutating func perform(_ half: SandboxHalf) {
    let (frames, time) = (half.frames(), FrameTime(half.time()))
    if let told = half.transport() { miniport.adapt(to: .transport(TransportPosition(told)), time: time) }
    let list = half.incoming
    for index in 0..<list.count() {
      switch list.event(index, frames: frames) {
      case .short(let frame, let packed, let length)?:
        put(Event(time: time + Int(frame), packed: packed, length: UInt16(length)))
      case .long(let frame, let start, let length)?:
        // To the end of the block the plug-in reads what lies in the memory: the client has no reason to change it.
        unsafe miniport.putSystemExclusive(list.bytes(start: start, length: length), time: time + Int(frame), group: 1)
      case nil: statistics.add(to: .eventsMalformed)
      }
    }
    for input in 0..<memory.layout.inputCount {
      unsafe miniport.feed(input: input, frames: frames, from: half.input(input))
    }
    miniport.run(frames: frames, time: time, gain: 1)
    for output in 0..<memory.layout.outputCount {
      unsafe miniport.copy(output: output, frames: frames, to: half.output(output))
    }
    tell(half, frames: frames, time: time)
  }

  private mutating func put(_ event: Event) {
    guard event.status == 0xF0 else { return miniport.put(event) }
    var packed = event.packed.littleEndian
    unsafe withUnsafeBytes(of: &packed) { bytes in
      let message = unsafe UnsafeRawBufferPointer(start: bytes.baseAddress, count: Int(event.length))
      unsafe miniport.putSystemExclusive(message, time: event.time, group: 1)
    }
  }

  /// Writes controls, latency, what was lost, and the messages that the plug-in sends out.
  private mutating func tell(_ half: SandboxHalf, frames: Int, time: FrameTime) {
    for control in 0..<memory.layout.controlCount { half.setControl(control, plugin.values.value(at: control)) }
    var list = half.outgoing
    while let next = miniport.outgoing(ofGroup: 1, before: time + frames),
      unsafe list.append(next.bytes, frame: next.time - time)
    {
      miniport.removeOutgoing(ofGroup: 1)
    }
    list.finish()
    half.tell(latency: miniport.latencyFrames, losses.next(statistics))
  }
}
