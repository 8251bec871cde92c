// SPDX-License-Identifier: MIT
// Sound on its way through effects, levels and sends. Audio thread.

import CRealtime
import Miniport
import Realtime
import Synthesis

extension InstrumentRack {
  /// Lets the synthesizer render groups apart where one of them has a strip, and reverb and chorus apart from them. Thread: audio.
  @_noLocks @_noAllocation
  mutating func fitSynthesizer(at time: FrameTime) {
    var wanted = layout
    if table.groupStripCount > 0 {
      if layout.voiceBusCount == 1 { wanted.outputs = .groups }
      if hasEffects { wanted.effects = .apart }
    }
    guard !wanted.equals(partLayout), wanted.busCount <= busLimit else { return }
    partLayout = wanted
    synthesizer.setLayout(wanted, time: time)
  }

  /// Writes to the buses what all miniports make of the block's messages, by way of the strips. Thread: audio.
  @_noLocks @_noAllocation
  mutating func renderStrips(_ buses: UnsafeBufferPointer<StereoBlock>, from start: FrameTime, to end: FrameTime) {
    let frames = unsafe buses[0].count
    let since = rt_clock_nanoseconds()
    // Outputs that both layouts have are rendered where they are heard.
    let sharedCount = partLayout.voiceBusCount == layout.voiceBusCount ? layout.voiceBusCount : 0
    let count = partLayout.busCount
    for bus in 0..<count {
      unsafe targets[bus] = bus < sharedCount ? buses[bus] : part(bus &- sharedCount, frames: frames)
    }
    let rendered = unsafe UnsafeBufferPointer(start: targets, count: count)
    unsafe renderSynthesizer(rendered, from: start, to: end)
    for bus in sharedCount..<buses.count { unsafe buses[bus].clear() }
    unsafe divide(rendered, buses, isShared: sharedCount > 0)
    for place in 0..<table.instrumentCount { unsafe renderSlot(place, on: buses, time: start) }
    for place in 0..<table.stripCount { unsafe pass(table.strips[place], buses, time: start, since: since) }
  }

  /// Memory that only the rack has. Thread: audio.
  @_noLocks @_noAllocation
  private func part(_ index: Int, frames: Int) -> StereoBlock {
    let start = unsafe partSamples + 2 &* StereoBlock.longestCount &* min(index, partLimit &- 1)
    return unsafe StereoBlock(left: start, right: start + StereoBlock.longestCount, count: frames)
  }

  /// Gives each strip what the synthesizer makes of its group, and the outputs the rest. `isShared`: that lies on the outputs already.
  /// Thread: audio.
  @_noLocks @_noAllocation
  private func divide(
    _ rendered: UnsafeBufferPointer<StereoBlock>, _ buses: UnsafeBufferPointer<StereoBlock>, isShared: Bool
  ) {
    let whole = GainSlope.one
    let frames = unsafe buses[0].count
    for place in 0..<table.stripCount where unsafe !table.strips[place].isMaster() {
      unsafe table.strips[place].block(frames: frames).clear()
    }
    for group in 1..<(layout.groupCount &+ 1) {
      let strip = table.strip(ofGroup: group)
      // Channels with outputs of their own are joined where their group has a strip.
      let channel = 16 &* (group &- 1)
      let first = partLayout.bus(ofChannel: channel)
      for bus in first..<(max(first, partLayout.bus(ofChannel: channel &+ 15)) &+ 1) {
        if let strip {
          unsafe whole.add(rendered[bus], to: strip.block(frames: frames))
          if isShared { unsafe buses[bus].clear() }
        } else if !isShared {
          unsafe whole.add(rendered[bus], to: buses[layout.bus(ofChannel: channel)])
        }
      }
    }
    if partLayout.effects.isApart {
      unsafe whole.add(rendered[partLayout.effectsBus], to: buses[layout.effectsBus])
    }
  }

  /// Lets the sound of a strip go through its effects, to the buses that it sends to, and out. Thread: audio.
  @_noLocks @_noAllocation
  private func pass(
    _ strip: RackStrip, _ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime, since: UInt64
  ) {
    let frames = unsafe buses[0].count
    guard strip.group <= layout.groupCount else { return }
    let block = unsafe strip.isMaster() ? buses[0] : strip.block(frames: frames)
    for place in strip.firstEffect..<strip.endOfEffects {
      unsafe table.slots[place].change(block, time: time, since: since, isSilencedByLoss: strip.isSilencedByLoss())
    }
    if strip.isMute { block.clear() }
    unsafe strip.slope.pointee.begin(frames: frames, gain: strip.level)
    unsafe strip.slope.pointee.apply(to: block)
    guard !strip.isMaster() else { return }
    for index in strip.firstSend..<strip.endOfSends {
      let send = unsafe table.sends[index]
      unsafe send.slope.pointee.begin(frames: frames, gain: send.level)
      if unsafe !send.slope.pointee.isSilent() {
        unsafe send.slope.pointee.add(block, to: table.strips[send.strip].block(frames: frames))
      }
    }
    let bus = strip.isOfGroup() ? layout.bus(ofChannel: 16 &* (strip.group &- 1)) : layout.effectsBus
    unsafe GainSlope.one.add(block, to: buses[bus])
  }

  /// From an event to the output by the longest way. Thread: audio.
  @_noLocks @_noAllocation
  func longestLatency() -> Int {
    var longest = synthesizer.latencyFrames
    guard table.count > 0 else { return longest }
    for place in 0..<table.instrumentCount where unsafe table.slots[place].group <= layout.groupCount {
      let slot = unsafe table.slots[place]
      var frames = slot.latencyFrames()
      if let strip = table.strip(ofGroup: slot.group) { frames &+= latency(through: strip) }
      longest = max(longest, frames)
    }
    for place in 0..<table.groupStripCount where unsafe table.strips[place].group <= layout.groupCount {
      longest = max(longest, synthesizer.latencyFrames &+ (unsafe latency(through: table.strips[place])))
    }
    let last = table.stripCount &- 1
    if last >= 0, unsafe table.strips[last].isMaster() { longest &+= unsafe latency(of: table.strips[last]) }
    return longest
  }

  /// Of a strip's effects. Thread: audio.
  @_noLocks @_noAllocation
  private func latency(of strip: RackStrip) -> Int {
    var frames = 0
    for place in strip.firstEffect..<strip.endOfEffects where unsafe table.slots[place].isPlaying {
      frames &+= unsafe table.slots[place].latencyFrames()
    }
    return frames
  }

  /// Of a strip of a group, and the latest of the buses that it sends to. Thread: audio.
  @_noLocks @_noAllocation
  private func latency(through strip: RackStrip) -> Int {
    var longest = 0
    for index in strip.firstSend..<strip.endOfSends where unsafe table.sends[index].isHeard() {
      longest = max(longest, unsafe latency(of: table.strips[table.sends[index].strip]))
    }
    return latency(of: strip) &+ longest
  }
}
