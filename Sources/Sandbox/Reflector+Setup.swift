// SPDX-License-Identifier: MIT
// Makes a reflector. Setup and control threads.

import Miniport
public import Realtime
import SandboxProtocol

extension Reflector {
  /// `memory`: of a sandbox that runs, no other reflector's. `values`: one for each control, and two more: the peak of the last block, and the gain.
  /// `channels`: what a plug-in that begins anew is told. Thread: setup or control.
  public init(
    _ memory: SandboxMemory, group: Int, isPipelined: Bool, isEffect: Bool = false, dry: Float = 1, rate: SampleRate,
    values: consuming SharedValues, channels: ChannelMemory, statistics: consuming Statistics
  ) {
    unsafe base = memory.base
    layout = memory.layout
    request = memory.request
    wanted = memory.wanted
    reply = memory.reply
    self.group = group
    self.isPipelined = isPipelined
    self.isEffect = isEffect
    sound = GuestSound(gain: 0, dry: dry)
    // An effect begins when what it is to change is there, and its time counts from the beginning of the block.
    deadlineShare = isEffect ? 0.7 : 0.5
    nanosecondsPerFrame = 1e9 / Double(rate.hertz)
    self.values = values
    self.statistics = statistics
    notes = ChannelNotes(channels)
    isSynthesizer = channels.isOfSynthesizer
    incoming = OutgoingQueue()
    outgoing = OutgoingQueue()
    let sampleCount = max(1, memory.layout.outputCount) * SandboxLayout.longestBlock
    unsafe self.samples = .allocate(capacity: sampleCount)
    unsafe self.samples.initialize(repeating: 0, count: sampleCount)
    unsafe last = .allocate(capacity: max(1, memory.layout.outputCount))
    unsafe last.initialize(repeating: 0, count: max(1, memory.layout.outputCount))
    unsafe short = .allocate(capacity: 1)
    unsafe short.initialize(to: 0)
    unsafe long = .allocate(byteCount: SandboxLayout.byteLimit, alignment: 8)
    unsafe long.initializeMemory(as: UInt8.self, repeating: 0, count: SandboxLayout.byteLimit)
  }
}
