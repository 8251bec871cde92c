// SPDX-License-Identifier: MIT
// The DLS synthesizer as a miniport: messages in, sound out. Audio thread; `Synthesizer+Setup.swift` makes it.

public import MIDI
public import Miniport
public import Realtime
import VoiceState

/// The DLS miniport.
///
/// Nothing in it depends on how time is cut into blocks: notes begin at their frame, and what moves in between moves on
/// a grid of the host timeline.
@safe public struct Synthesizer: ~Copyable, Miniport {
  let tables: TableReader<InstrumentTable>
  let statistics: Statistics
  /// The instruments as of this block.
  var table: InstrumentTable
  var pool: VoicePool
  var master: MasterSection
  let outputs: OutputLayout
  let busCount: Int

  /// Exactly when due: the port cuts its blocks at events.
  public var prefetch: Prefetch { @_noLocks @_noAllocation get { .whenDue } }

  /// None: a note is heard at the frame of its event.
  public var latencyFrames: Int { @_noLocks @_noAllocation get { 0 } }

  /// Fills the buses, as many as the output layout has. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    table = tables.current()
    let used = min(buses.count, busCount)
    guard used > 0 else { return }
    let count = unsafe buses[0].count
    var peak: (left: Float, right: Float) = (0, 0)
    for bus in 0..<used where pool.activeCount == 0 { unsafe buses[bus].clear() }
    if pool.activeCount > 0 { unsafe renderVoices(buses, used, count, time) }
    for bus in 0..<used {
      let its = unsafe master.process(bus: bus, buses[bus], time: time)
      peak = (max(peak.left, its.left), max(peak.right, its.right))
    }
    for bus in used..<max(used, buses.count) { unsafe buses[bus].clear() }
    report(peak)
  }

  /// Stretch by stretch, none of them across a line of the control grid. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func renderVoices(
    _ buses: UnsafeBufferPointer<StereoBlock>, _ used: Int, _ count: Int, _ time: FrameTime
  ) {
    var done = 0
    while done < count {
      let now = time + done
      let toGrid = VoiceLayout.controlFrames &- Int(now.frames & Int64(VoiceLayout.controlFrames &- 1))
      let frames = min(toGrid, count &- done)
      for bus in 0..<used { unsafe pool.render(bus: bus, into: buses[bus].part(from: done, count: frames), time: now) }
      done = done &+ frames
    }
  }

  @_noLocks @_noAllocation
  private borrowing func report(_ peak: (left: Float, right: Float)) {
    statistics.raise(Double(peak.left), gauge: .peakLeft)
    statistics.raise(Double(peak.right), gauge: .peakRight)
    statistics.set(Int64(pool.activeCount), gauge: .voicesSounding)
    statistics.set(Int64(table.generation), gauge: .tableGeneration)
  }

  /// One channel or system message, at the next frame to be rendered; group 0 means every group. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func put(_ event: Event) {
    let groupCount = pool.channelCount / 16
    let group = Int(event.group)
    guard group <= groupCount else { return }
    let first = group == 0 ? 1 : group
    let last = group == 0 ? groupCount : group
    guard first <= last else { return }
    for group in first...last {
      if event.status >= 0xF0 {
        if event.status == 0xFF { resetGroup(group) }
      } else {
        message(event, channel: (group &- 1) &* 16 &+ event.channel)
      }
    }
    if event.status == 0xFF, last &- first &+ 1 == groupCount { master.setVolume(16_383, at: event.time) }
  }

  @_noLocks @_noAllocation
  private mutating func message(_ event: Event, channel: Int) {
    switch event.status & 0xF0 {
    case 0x80: noteOff(channel: channel, key: event.data1 & 0x7F)
    case 0x90 where event.data2 == 0: noteOff(channel: channel, key: event.data1 & 0x7F)
    case 0x90: noteOn(channel: channel, key: event.data1 & 0x7F, velocity: event.data2 & 0x7F, time: event.time)
    case 0xA0:
      unsafe pool.channels[channel].polyPressure[Int(event.data1 & 0x7F)] = event.data2 & 0x7F
      pool.channelChanged(channel)
    case 0xB0: controlChange(channel: channel, number: event.data1 & 0x7F, value: event.data2 & 0x7F, time: event.time)
    case 0xC0: programChange(channel: channel, program: event.data1 & 0x7F)
    case 0xD0:
      unsafe pool.channels[channel].pressure = event.data1 & 0x7F
      pool.channelChanged(channel)
    default:
      unsafe pool.channels[channel].wheel = Int(event.data1 & 0x7F) | Int(event.data2 & 0x7F) << 7
      pool.channelChanged(channel)
    }
  }
}
