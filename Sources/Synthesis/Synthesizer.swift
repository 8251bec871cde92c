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
  let reports: RingProducer<ChannelReport>
  let choices: RingProducer<ChannelProgram>
  /// Peaks and keys of channels.
  public let activity: ChannelActivity
  /// Keys have been told since somebody began to ask.
  var tellsKeys = false
  /// The instruments as of this block.
  var table: InstrumentTable
  var pool: VoicePool
  var master: MasterSection
  var effectSection: EffectSection
  /// Drum settings, tunings, zones and promises: what is too large for a channel or belongs to several.
  var drumKeys: DrumKeys
  var tunings: TuningStore
  var zones: MPEZones
  var sensing: ActiveSensing
  /// Messages that came while a render worker was late.
  var postponed = PostponedEvents()
  /// A worker was late: the voices are not to be touched before it is done.
  var isStalled = false
  /// What messages have said about reverb and chorus.
  public internal(set) var effects = EffectSettings()
  /// The number of the change that was told last.
  var reportedEffects = UInt64.max
  /// The channel groups without those that are kept for clients, and the buses.
  var layout: PortLayout
  /// What the layout is to be, as soon as the voices may be touched.
  var nextLayout: PortLayout
  /// Channel groups that there may ever be, without those for clients, which come behind them.
  let groupLimit: Int
  let busLimit: Int
  /// The first frame at which more voices may give way.
  var nextShedding: Int64 = 0

  /// Exactly when due: the port cuts its blocks at events.
  public var prefetch: Prefetch { @_noLocks @_noAllocation get { .whenDue } }

  /// How far the limiter looks ahead; without effects a note is heard at the frame of its event.
  public var latencyFrames: Int { @_noLocks @_noAllocation get { master.latencyFrames } }

  /// Fills the buses, as many as the output layout has. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    let isReady = isReady(at: time)
    let used = min(buses.count, layout.busCount)
    guard used > 0 else { return }
    let count = unsafe buses[0].count
    if isReady {
      table = tables.current()
      pool.beginBlock(frames: count)
      unsafe pool.stretch.pointee.isMeasured = activity.wantsPeaks()
      shed(at: time)
    } else {
      statistics.add(1, to: .workersLate)
    }
    var peak: (left: Float, right: Float) = (0, 0)
    master.leastGain = 1
    let isSilent = !isReady || (pool.activeCount == 0 && !effectSection.isSounding)
    for bus in 0..<used where isSilent { unsafe buses[bus].clear() }
    let done = isSilent ? count : unsafe renderStretches(buses, used, count, time)
    for bus in 0..<used where done < count { unsafe buses[bus].part(from: done, count: count &- done).clear() }
    var isBroken = false
    for bus in 0..<used {
      guard let its = unsafe master.process(bus: bus, buses[bus], time: time, isSilent: isSilent) else {
        isBroken = true
        continue
      }
      peak = (max(peak.left, its.left), max(peak.right, its.right))
    }
    if isBroken { cure() }
    for bus in used..<max(used, buses.count) { unsafe buses[bus].clear() }
    report(peak, frames: count)
    reportEffects()
    reportChannels()
    announcePrograms()
  }

  /// Stretch by stretch, none of them across a line of the control grid; how many frames, which is fewer than `count` where a
  /// render worker was late. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func renderStretches(
    _ buses: UnsafeBufferPointer<StereoBlock>, _ used: Int, _ count: Int, _ time: FrameTime
  ) -> Int {
    var done = 0
    while done < count {
      let now = time + done
      endLostNotes(at: now)
      let toGrid = VoiceLayout.controlFrames &- Int(now.frames & Int64(VoiceLayout.controlFrames &- 1))
      // A source that falls silent is a line across the block as an event is.
      let toSilence = Int(min(sensing.earliest.frames &- now.frames, 1 << 30))
      let frames = min(min(toGrid, count &- done), toSilence)
      let sends = effectSection.sends(at: now)
      for bus in 0..<min(used, layout.voiceBusCount) {
        let part = unsafe buses[bus].part(from: done, count: frames)
        guard pool.render(bus: bus, into: part, sends: sends, time: now) else {
          isStalled = true
          statistics.add(1, to: .workersLate)
          return done
        }
      }
      pool.tellPeaks(frames: frames, gain: master.baseGain, to: activity)
      if layout.effectsBus < used {
        let part = unsafe buses[layout.effectsBus].part(from: done, count: frames)
        if layout.effects.isApart { part.clear() }
        if pool.hasSends { addEffects(to: part, time: now) }
      }
      done = done &+ frames
    }
    return done
  }

  /// Reverb and chorus come back on one bus. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func addEffects(to block: StereoBlock, time: FrameTime) {
    let isCellComplete = effectSection.finish(
      block, time: time, fedReverb: pool.fedReverb, fedChorus: pool.fedChorus, settings: effects)
    guard isCellComplete else { return }
    pool.fedReverb = false
    pool.fedChorus = false
  }

  @_noLocks @_noAllocation
  private borrowing func report(_ peak: (left: Float, right: Float), frames: Int) {
    statistics.grow(by: Int64(pool.activeCount &* frames), gauge: .voiceFrames)
    statistics.grow(by: Int64(frames), gauge: .framesRendered)
    statistics.raise(Double(peak.left), gauge: .peakLeft)
    statistics.raise(Double(peak.right), gauge: .peakRight)
    if master.leastGain < 1 {
      statistics.raise(-RealtimeMath.decibels(ofAmplitude: Double(master.leastGain)), gauge: .limiterReduction)
    }
    statistics.set(Int64(pool.activeCount), gauge: .voicesSounding)
    statistics.set(Int64(pool.voiceLimit), gauge: .voicesAllowed)
    statistics.set(Int64(effectSection.soundingCount &+ (master.isSounding ? 1 : 0)), gauge: .effectsSounding)
    statistics.set(Int64(table.generation), gauge: .tableGeneration)
  }

  /// One channel or system message, at the next frame to be rendered; group 0 means every group. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func put(_ event: Event) {
    guard isReady(at: event.time) else { return postpone(event) }
    take(event)
  }

  /// The same, once the voices may be touched. Thread: audio.
  @_noLocks @_noAllocation
  mutating func take(_ event: Event) {
    guard let groups = groups(event.group) else { return }
    if let property = event.property() { return set(property, event, groups: groups) }
    for group in groups where isThere(group) {
      sensing.hear(group: group, source: Int(event.source), at: event.time, isSensing: event.status == 0xFE)
      if event.status < 0xF0 { message(event, channel: (group &- 1) &* 16 &+ event.channel) }
    }
    if event.status == 0xFF { reset(groups, to: .dls, time: event.time) }
  }

  /// The groups that a message is for; nil for one that is not there, which is counted. Thread: audio.
  @_noLocks @_noAllocation
  func groups(_ wanted: UInt16) -> ClosedRange<Int>? {
    let (group, last) = (Int(wanted), pool.channelCount / 16)
    if group == 0 { return 1...last }
    guard group <= last, isThere(group) else {
      statistics.add(to: .groupsUnknown)
      return nil
    }
    return group...group
  }

  /// False for a group, from 1, that may come but has not. Thread: audio.
  @_noLocks @_noAllocation
  func isThere(_ group: Int) -> Bool { group <= layout.groupCount || group > groupLimit }

  @_noLocks @_noAllocation
  private mutating func message(_ event: Event, channel: Int) {
    pool.messageSource = event.source
    pool.noteChange(ofChannel: channel)
    let (data1, data2) = (event.data1 & 0x7F, event.data2 & 0x7F)
    let state = unsafe pool.channels + channel
    switch event.status & 0xF0 {
    case 0x80: return noteOff(channel: channel, key: data1, time: event.time)
    case 0x90 where data2 == 0: return noteOff(channel: channel, key: data1, time: event.time)
    case 0x90: return noteOn(channel: channel, key: data1, velocity: data2, time: event.time)
    case 0xA0: unsafe state.pointee.polyPressure[Int(data1)] = data2
    case 0xB0: controlChange(channel: channel, number: data1, value: data2, time: event.time)
    case 0xC0: programChange(channel: channel, program: data1)
    case 0xD0:
      unsafe state.pointee.expression3D.ownPressure = data1
      joinZone(channel)
    default: unsafe state.pointee.wheel = Int(data1) | Int(data2) << 7
    }
    // A controller has refreshed what it concerns.
    let kind = event.status & 0xF0
    if kind != 0xB0, kind != 0xC0 { pool.channelChanged(channel) }
    if unsafe state.pointee.expression3D.isManager {
      share(event.status, data1, data2, of: channel, time: event.time)
    }
  }
}
