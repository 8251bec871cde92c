// SPDX-License-Identifier: MIT
// Several miniports as one: instruments side by side on channel groups. Audio thread; `InstrumentRack+Setup.swift` makes it.

import CRealtime
public import MIDI
public import Miniport
public import Realtime
import Synthesis

/// A synthesizer, and miniports that play some of the groups in its place.
///
/// It takes the messages of a block ahead of time and gives each to who plays its group, at its frame or with its frame, as that
/// wants it: who plays nothing is not touched by what others get. Which miniports there are changes by a table swap; who has played a group
/// gets the ends of its notes, and goes when they have sounded out.
@safe public struct InstrumentRack: ~Copyable, Miniport {
  var synthesizer: Synthesizer
  let tables: TableReader<RackTable>
  /// The miniports of this block.
  var table: RackTable
  /// The lists of the synthesizer, 0, and of each slot, its place and 1.
  var events: BlockEvents
  // Safe because `parts` and `targets` cover `busLimit` blocks, `partSamples` two of the longest blocks for each of `partLimit`
  // buses, and `short` 8 bytes for the life of this value.
  let parts: UnsafeMutablePointer<StereoBlock>
  /// Where the synthesizer renders, if that is not the outputs.
  let targets: UnsafeMutablePointer<StereoBlock>
  /// Memory of buses that only the rack has.
  let partSamples: UnsafeMutablePointer<Float>
  let partLimit: Int
  let busLimit: Int
  /// The bytes of a short System Exclusive message.
  let short: UnsafeMutablePointer<UInt64>
  let statistics: Statistics
  /// The server runs faster than time.
  var isFreewheeling = false
  /// That of the outputs, and that in which the synthesizer renders.
  var (layout, partLayout): (PortLayout, PortLayout)
  let hasEffects: Bool
  /// The server's transport as it was told last, and when.
  var transport: (position: TransportPosition, time: FrameTime)?
  /// What the whole instrument's volume and boost are, in dB, and what that multiplies.
  private var (volume, boost): (Double, Double) = (0, 0)
  private var gain: Float = 1
  /// Of each group the channels that are silenced, a bit for each.
  var silencedChannels = [65 of UInt16](repeating: 0)
  /// Makes and frees the miniports, and lives as long as they are read.
  let board: SlotBoard

  deinit {
    unsafe parts.deallocate()
    unsafe targets.deallocate()
    unsafe partSamples.deallocate()
    unsafe short.deallocate()
  }

  /// A block at a time: each slot is then given its own messages as it wants them.
  public var prefetch: Prefetch { @_noLocks @_noAllocation get { .oneBlock } }

  /// The longest that any sound takes, from its event to the output.
  public var latencyFrames: Int { @_noLocks @_noAllocation get { longestLatency() } }

  /// Thread: audio.
  @_noLocks @_noAllocation
  public mutating func setLayout(_ layout: PortLayout, time: FrameTime) {
    let oldCount = self.layout.groupCount
    self.layout = layout
    // A group that comes is heard, as the synthesizer has it.
    for group in (oldCount &+ 1)..<(max(oldCount, min(layout.groupCount, RackTable.groupLimit)) &+ 1) {
      silencedChannels[group] = 0
    }
    fitSynthesizer(at: time)
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  public mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    switch circumstance {
    case .freewheel(let isOn): isFreewheeling = isOn
    case .transport(let position): transport = (position, time)
    case .overload, .relief: break
    }
    synthesizer.adapt(to: circumstance, time: time)
    for place in 0..<table.count { unsafe table.slots[place].adapt(to: circumstance, time: time) }
  }

  /// Keeps a message for who plays its group, or for all where it has none. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func put(_ event: Event) {
    if event.status == Event.propertyStatus { noteProperty(event) }
    unsafe keep(event, bytes: nil)
  }

  /// Takes in a volume or a boost, which are those of every miniport, from the next block on, and which channels are silenced.
  /// Thread: audio.
  @_noLocks @_noAllocation
  private mutating func noteProperty(_ event: Event) {
    switch event.property() {
    case .volume?: volume = Double(event.propertyValue)
    case .boost?: boost = Double(event.propertyValue)
    case .mute?: return silence(event)
    default: return
    }
    gain = volume <= -96 ? 0 : Float(RealtimeMath.amplitude(ofDecibels: volume + boost))
  }

  /// The same for System Exclusive. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    let event = unsafe Event(beginningOf: bytes, time: time, group: group, source: MessageSource.exclusive)
    unsafe keep(event, bytes: bytes.count > Event.inlineCapacity ? bytes.baseAddress : nil)
  }

  @_noLocks @_noAllocation
  private mutating func keep(_ event: Event, bytes: UnsafeRawPointer?) {
    let group = Int(event.group)
    if group == 0 {
      for place in 0..<table.count where unsafe table.slots[place].isPlaying {
        if place < table.instrumentCount {
          guard mayBegin(event, in: place) else { continue }
          noteKeys(event, ofGroup: unsafe table.slots[place].group)
        }
        unsafe keep(event, bytes, in: place &+ 1)
      }
    } else if let strip = table.strip(ofGroup: group), event.status != Event.propertyStatus {
      // Effects hear the messages of their group, but for what is meant for who plays that.
      for place in strip.firstEffect..<strip.endOfEffects { unsafe keep(event, bytes, in: place &+ 1) }
    }
    let place = table.place(ofGroup: group) ?? -1
    if place >= 0, group <= RackTable.groupLimit {
      guard mayBegin(event, in: place) else { return }
      noteKeys(event, ofGroup: group)
    }
    unsafe keep(event, bytes, in: place &+ 1)
    // The rack's own synthesizer knows the channels of one in a sandbox, so that it can tell of them, and take them over.
    guard place >= 0, event.status & 0xE0 != 0x80, unsafe table.slots[place].isSynthesizer() else { return }
    unsafe keep(event, bytes, in: 0)
  }

  @_noLocks @_noAllocation
  mutating func keep(_ event: Event, _ bytes: UnsafeRawPointer?, in list: Int) {
    if unsafe !events.append(event, bytes: bytes, to: list) { statistics.countLoss(of: event) }
  }

  /// Writes to the buses what the synthesizer and the slots make of the block's messages. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    guard buses.count > 0, buses.count <= busLimit, unsafe buses[0].count <= StereoBlock.longestCount else { return }
    let end = unsafe time + buses[0].count
    for place in 0..<table.count {
      handOver(to: place)
      if place < table.instrumentCount { unsafe table.slots[place].begin(frames: buses[0].count, time: time) }
    }
    if table.stripCount > 0 {
      unsafe renderStrips(buses, from: time, to: end)
    } else {
      unsafe renderSynthesizer(buses, from: time, to: end)
      for place in 0..<table.instrumentCount { unsafe renderSlot(place, on: buses, time: time) }
    }
    events.clear()
    takeTable(at: end)
  }

  /// Adds the sound of a slot to the strip of its group, or to the buses of its channels: the first ones of a group of outputs for each channel
  /// are those of its channels. Thread: audio.
  @_noLocks @_noAllocation
  func renderSlot(_ place: Int, on buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    let slot = unsafe table.slots[place]
    let frames = unsafe buses[0].count
    let isSilenced = isSilenced(slot.group)
    slot.run(frames: frames, gain: isSilenced ? 0 : gain, time: time)
    if !isSilenced, synthesizer.activity.wantsPeaks() {
      synthesizer.activity.raise(slot.peak(), channel: 16 &* (slot.group &- 1))
    }
    guard slot.group <= layout.groupCount else { return }
    let strip = table.strip(ofGroup: slot.group)
    for pair in 0..<slot.pairCount() {
      let bus = layout.bus(ofChannel: 16 &* (slot.group &- 1) &+ min(pair, 15))
      if let strip {
        slot.add(pair: pair, to: strip.block(frames: frames))
      } else if bus < buses.count {
        unsafe slot.add(pair: pair, to: buses[bus])
      }
    }
  }

  /// Gives the synthesizer each of its messages at its frame, and renders what lies between. Thread: audio.
  @_noLocks @_noAllocation
  mutating func renderSynthesizer(
    _ buses: UnsafeBufferPointer<StereoBlock>, from start: FrameTime, to end: FrameTime
  ) {
    var now = start
    var place = events.first(of: 0)
    while place >= 0 {
      let entry = events.entry(at: place)
      if now < entry.event.time {
        unsafe renderPart(buses, from: now, to: entry.event.time, start: start)
        now = entry.event.time
      }
      handToSynthesizer(entry)
      place = Int(entry.next)
    }
    if now < end { unsafe renderPart(buses, from: now, to: end, start: start) }
  }

  @_noLocks @_noAllocation
  private mutating func renderPart(
    _ buses: UnsafeBufferPointer<StereoBlock>, from: FrameTime, to: FrameTime, start: FrameTime
  ) {
    for bus in 0..<buses.count { unsafe parts[bus] = buses[bus].part(from: from - start, count: to - from) }
    unsafe synthesizer.render(UnsafeBufferPointer(start: parts, count: buses.count), time: from)
  }

  @_noLocks @_noAllocation
  private mutating func handToSynthesizer(_ entry: BlockEvents.Entry) {
    let event = entry.event
    guard event.isSystemExclusive else { return synthesizer.put(event) }
    unsafe synthesizer.putSystemExclusive(bytes(of: entry), time: event.time, group: event.group)
  }

  /// Gives a slot its messages with their frames. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func handOver(to slot: Int) {
    var place = events.first(of: slot &+ 1)
    while place >= 0 {
      let entry = events.entry(at: place)
      let event = entry.event
      if event.isSystemExclusive {
        unsafe table.slots[slot].putSystemExclusive(bytes(of: entry), time: event.time)
      } else {
        unsafe table.slots[slot].put(event)
      }
      place = Int(entry.next)
    }
  }

  /// The bytes of System Exclusive, valid until the next call. Thread: audio.
  @_noLocks @_noAllocation
  private func bytes(of entry: BlockEvents.Entry) -> UnsafeRawBufferPointer {
    let length = Int(entry.event.length)
    if let bytes = unsafe entry.bytes { return unsafe UnsafeRawBufferPointer(start: bytes, count: length) }
    unsafe short.pointee = entry.event.packed.littleEndian
    return unsafe UnsafeRawBufferPointer(start: short, count: min(8, length))
  }

  /// The next message of the MIDI output of a group, which a slot that is leaving may still have. Thread: audio.
  @_noLocks @_noAllocation
  public func outgoing(ofGroup group: Int, before end: FrameTime) -> OutgoingMessage? {
    guard let place = firstSender(ofGroup: group) else { return nil }
    return unsafe table.slots[place].outgoing(before: end)
  }

  /// The place of the slot whose message leaves a group's output first. Thread: audio.
  @_noLocks @_noAllocation
  private func firstSender(ofGroup group: Int) -> Int? {
    guard table.hasLeaving else { return table.place(ofGroup: group) }
    var (first, earliest) = (-1, FrameTime(.max))
    for place in 0..<table.count where unsafe table.slots[place].group == group {
      guard let next = unsafe table.slots[place].outgoing(before: FrameTime(.max)) else { continue }
      if first < 0 || next.time < earliest { (first, earliest) = (place, next.time) }
    }
    return first < 0 ? nil : first
  }

  /// It has left. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func removeOutgoing(ofGroup group: Int) {
    if let place = firstSender(ofGroup: group) { unsafe table.slots[place].removeOutgoing() }
  }
}
