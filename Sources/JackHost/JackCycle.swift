// SPDX-License-Identifier: MIT
// What a process cycle needs of JACK. Audio thread; made in `JackCycle+Setup.swift`.

import CJack
import CRealtime
public import Miniport
public import Realtime

/// One process cycle after the other: the buffers of the ports, the time, and how long it all took.
///
/// It is apart from `Engine` because it is not generic: the compiler proves it function by function.
@safe @usableFromInline struct JackCycle: ~Copyable {
  /// The longest block that a miniport is asked for, in frames; a longer period is rendered in several.
  static var longestBlock: Int { @_noLocks @_noAllocation get { StereoBlock.longestCount } }

  // Safe because the client outlives the engine, and each pointer is allocated at setup, for as many buses as there may be,
  // and freed with this value.
  let client: OpaquePointer
  let tables: TableReader<JackPortTable>
  /// The ports of this cycle.
  @usableFromInline var ports: JackPortTable
  /// Whether the cycle before had another layout.
  @usableFromInline var hasNewLayout = false
  /// Where each of the audio outputs is to be written in this cycle.
  let outputs: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
  /// The part of the outputs that is being rendered.
  let blocks: UnsafeMutablePointer<StereoBlock>
  /// Stands in for a buffer that JACK did not give.
  let scratch: UnsafeMutablePointer<Float>
  let statistics: Statistics
  let framesPerNanosecond: Double

  /// How late the miniport was when that was told last.
  var toldLatency = -1
  var timeline = HostTimeline()
  /// When the cycle begins.
  @usableFromInline var start = FrameTime.zero
  /// Frames of the cycle.
  @usableFromInline var frameCount = 0
  /// Whether nothing ran before this cycle for so long that what was due then is not to sound any more.
  @usableFromInline var endsStall = false
  /// Whether the server's counter has moved on by more than the frames of the cycle before.
  @usableFromInline var hasMissedCycles = false
  var isFreewheeling = false
  /// The frame of the last message in the MIDI output at hand, and whether there is one.
  var writtenFrame: UInt32 = 0
  var isWritten = false
  /// What the server had said of that when the last cycle began.
  var freewheelWord: Int64 = 0
  /// What is new with this cycle, for the miniport to adapt to.
  @usableFromInline var circumstance: Circumstance?
  /// The transport as it was told last, at the beginning of this cycle, and whether it is new with this cycle.
  var transport: TransportPosition?
  @usableFromInline var newTransport: TransportPosition?
  var stallWatch = StallWatch()
  var loadWatch = LoadWatch()
  var beganNanoseconds: UInt64 = 0
  /// On the clock of the thread itself; nil where nobody asks.
  var beganThreadNanoseconds: UInt64?
  /// Stretches without sound so far, because of render workers.
  var lateWorkers: UInt64 = 0
  /// Part of the period that the callback uses, averaged over about a tenth of a second.
  var load = 0.0

  deinit {
    unsafe outputs.deallocate()
    unsafe blocks.deallocate()
    unsafe scratch.deallocate()
  }

  /// Asks JACK where and when this cycle is. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func begin(frames: UInt32) {
    beganNanoseconds = rt_clock_nanoseconds()
    beganThreadNanoseconds = loadWatch.isAlert ? rt_thread_nanoseconds() : nil
    let following = start + frameCount
    takeTransport(after: frameCount)
    let counter = unsafe rt_jack_cycle_start(client)
    start = timeline.advance(toCycleStart: counter, frames: frames)
    statistics.set(start.frames &- Int64(counter), gauge: .counterOffset)
    // With another period the server itself has paused; a client then misses nothing.
    hasMissedCycles = start > following && frameCount == Int(frames)
    if hasMissedCycles { statistics.add(1, to: .cyclesMissed) }
    frameCount = Int(frames)
    let word = statistics.integer(.freewheel)
    let isTimeless = isFreewheeling || word != freewheelWord
    freewheelWord = word
    if isFreewheeling != (word & 1 != 0) {
      isFreewheeling.toggle()
      circumstance = .freewheel(isFreewheeling)
    }
    let period = UInt64(Double(frames) / framesPerNanosecond)
    endsStall = stallWatch.advance(to: rt_boot_nanoseconds(), period: period, isTimeless: isTimeless)
    takePorts(frames)
  }

  /// The ports of this cycle and where they are to be written. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func takePorts(_ frames: UInt32) {
    let latest = tables.current()
    hasNewLayout = !latest.layout.equals(ports.layout)
    ports = latest
    for index in 0..<2 * ports.layout.busCount {
      if let buffer = unsafe rt_jack_audio(ports.audioOutputs[index], frames) {
        unsafe outputs[index] = buffer
      } else {
        unsafe outputs[index] = scratch
        frameCount = min(frameCount, JackCycle.longestBlock)
      }
    }
    for index in 0..<ports.silentCount {
      if let buffer = unsafe rt_jack_audio(ports.silentOutputs[index], frames) {
        unsafe rt_zero(buffer, UInt64(frames) &* 4)
      }
    }
    for index in 0..<ports.silentMIDICount {
      if let buffer = unsafe rt_jack_midi(ports.silentMIDIOutputs[index], frames) { unsafe rt_jack_midi_clear(buffer) }
    }
  }

  /// MIDI outputs of this cycle. Thread: audio.
  @usableFromInline var midiOutputCount: Int { @_noLocks @_noAllocation get { ports.midiOutputCount } }

  /// The group of a MIDI output. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func group(ofMIDIOutput index: Int) -> Int { unsafe ports.midiOutputGroups[index] }

  /// The buffer of a MIDI output, emptied. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func midiOutputBuffer(_ index: Int) -> UnsafeMutableRawPointer? {
    guard let buffer = unsafe rt_jack_midi(ports.midiOutputs[index], UInt32(truncatingIfNeeded: frameCount)) else {
      return nil
    }
    unsafe rt_jack_midi_clear(buffer)
    writtenFrame = 0
    isWritten = false
    return unsafe buffer
  }

  /// Writes a message at its frame, or at the first one where it has waited; false, and counted, where there is no room for it in
  /// this cycle. One that an empty buffer has no room for is lost. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func write(_ message: OutgoingMessage, to buffer: UnsafeMutableRawPointer) -> Bool {
    // The server takes no message before the last one.
    let frame = max(writtenFrame, UInt32(truncatingIfNeeded: max(0, message.time - start)))
    let bytes = unsafe message.bytes
    // The library would complain, and wait for that, where there is no room.
    let hasRoom = unsafe UInt64(bytes.count) <= rt_jack_midi_room(buffer) && Int(frame) < frameCount
    if hasRoom, unsafe rt_jack_midi_write(buffer, frame, bytes.baseAddress, UInt64(bytes.count)) == 0 {
      (writtenFrame, isWritten) = (frame, true)
      statistics.add(1, to: .messagesSent)
      return true
    }
    guard isWritten else {
      statistics.add(1, to: .systemExclusiveLost)
      return true
    }
    statistics.add(1, to: .messagesHeld)
    return false
  }

  /// The MIDI buffer of a group, from 1; what JACK itself had no room for is counted. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func midiBuffer(ofGroup group: Int) -> UnsafeMutableRawPointer? {
    guard let buffer = unsafe rt_jack_midi(ports.midiInputs[group - 1], UInt32(truncatingIfNeeded: frameCount)) else {
      return nil
    }
    let lost = unsafe rt_jack_midi_lost(buffer)
    if lost > 0 { statistics.add(UInt64(lost), to: .eventsLost) }
    return unsafe buffer
  }

  /// Messages in a MIDI buffer. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func messageCount(in buffer: UnsafeMutableRawPointer) -> UInt32 {
    unsafe rt_jack_midi_count(buffer)
  }

  /// One message of a MIDI buffer, its time within the cycle. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func message(_ index: UInt32, in buffer: UnsafeMutableRawPointer) -> JackMessage {
    var event = unsafe jack_midi_event_t()
    guard unsafe rt_jack_midi_get(&event, buffer, index) == 0 else {
      return unsafe JackMessage(bytes: UnsafeRawBufferPointer(start: nil, count: 0), time: start)
    }
    let offset = min(Int(unsafe event.time), max(frameCount - 1, 0))
    let bytes = unsafe UnsafeRawBufferPointer(start: event.buffer, count: event.size)
    return unsafe JackMessage(bytes: bytes, time: start + offset)
  }

  /// Whether a message is a note-on that waited while nothing ran; it is counted. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func leavesOut(_ message: JackMessage) -> Bool {
    guard stallWatch.isStale, unsafe message.bytes.count == 3, unsafe message.bytes[0] & 0xF0 == 0x90,
      unsafe message.bytes[2] > 0
    else { return false }
    statistics.add(1, to: .notesStale)
    return true
  }

  /// The outputs from frame `first` of the cycle on, at most the longest block. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline func outputs(from first: Int) -> UnsafeBufferPointer<StereoBlock> {
    let count = min(frameCount - first, JackCycle.longestBlock)
    let busCount = ports.layout.busCount
    for bus in 0..<busCount {
      unsafe blocks[bus] = StereoBlock(
        left: outputs[2 * bus] + first, right: outputs[2 * bus + 1] + first, count: count)
    }
    return unsafe UnsafeBufferPointer(start: blocks, count: busCount)
  }

  /// Tells how late the miniport is now, where that is news. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func tell(latencyFrames: Int) {
    guard latencyFrames != toldLatency else { return }
    toldLatency = latencyFrames
    statistics.set(Int64(latencyFrames), gauge: .ownLatency)
  }

  /// Measures how long it all took. Thread: audio.
  @_noLocks @_noAllocation
  @usableFromInline mutating func end() {
    circumstance = nil
    guard frameCount > 0, !isFreewheeling else { return }
    let period = Double(frameCount) / framesPerNanosecond
    let nanoseconds = rt_clock_nanoseconds() &- beganNanoseconds
    statistics.grow(by: Int64(truncatingIfNeeded: nanoseconds), gauge: .busyNanoseconds)
    statistics.grow(by: Int64(frameCount), gauge: .busyFrames)
    let used = Double(nanoseconds) / period
    if used > 1 { statistics.add(1, to: .cyclesLate) }
    statistics.countCycle(part: used)
    load += (used - load) * min(1, period / 1e8)
    statistics.set(load, gauge: .load)
    // Workers are not waited for to the end of a period: where they were late it was too short for the work.
    let late = statistics.value(of: .workersLate)
    let least = late == lateWorkers ? 0.0 : 1.0
    lateWorkers = late
    let worked = beganThreadNanoseconds.map { max(least, Double(rt_thread_nanoseconds() &- $0) / period) }
    circumstance = loadWatch.advance(used: max(least, used), worked: worked, period: period * 1e-9)
  }
}
