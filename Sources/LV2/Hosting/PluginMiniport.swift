// SPDX-License-Identifier: MIT
// An LV2 plug-in as a miniport. Audio thread; `PluginInstance.swift` makes it.

import CLilv
import CRealtime
public import MIDI
public import Miniport
public import Realtime

/// What the audio thread has of a plug-in.
///
/// Messages reach the plug-in with their frames, in the sequence of its port. A control changes at its frame: the block is divided
/// there, unless the plug-in wants blocks of one length, which get it at their beginning.
@safe public struct PluginMiniport: ~Copyable, Miniport {
  private let inPlace = InPlace()
  // Safe because all of it belongs to a `PluginInstance` that outlives this value.
  let instance: UnsafeMutablePointer<LilvInstance>
  let ports: PluginPorts
  let worker: UnsafePointer<LV2_Worker_Interface>?
  let answers: UnsafeMutablePointer<PluginWorkReceiver>?
  let texts: UnsafeMutablePointer<PluginWorkReceiver>
  /// The port that each controller moves; −1 for none.
  let controllers: UnsafeMutablePointer<Int32>
  /// For other threads: the values of controls, by the number of the port.
  let values: SharedValues
  let statistics: Statistics
  let (midiEvent, sequence, chunk): (UInt32, UInt32, UInt32)
  let words: UnsafeMutablePointer<lv2_words>
  let isDivisible: Bool
  let isEffect: Bool
  /// The length of the blocks of one that wants them all alike.
  let period: Int
  let group: Int

  /// The block's messages.
  // Safe because it covers `itemLimit` items for the life of this value.
  private let items: UnsafeMutablePointer<PluginItem>
  private var itemCount = 0
  /// The server's transport, and when it stood so, until the plug-in has been told.
  private var transport: (position: TransportPosition, time: FrameTime)?
  /// What it sends out.
  private var outgoing: OutgoingQueue
  /// Where its signals are connected: the frame of the block at which the part at hand begins; −1 before the first.
  private var connectedFrame = -1
  private var sound = GuestSound(gain: 0)
  /// A block has been rendered: before, it is as loud as the first one is to be.
  private var hasBegun: Bool

  private static var itemLimit: Int { @_noLocks @_noAllocation get { 4096 } }

  /// A block at a time: it has sequences of its own.
  public var prefetch: Prefetch { @_noLocks @_noAllocation get { .oneBlock } }

  /// What the plug-in has said last.
  public var latencyFrames: Int {
    @_noLocks @_noAllocation get {
      guard ports.latencyPort >= 0 else { return 0 }
      let frames = unsafe ports.controls[ports.latencyPort]
      return frames > 0 && frames < 1e7 ? Int(frames) : 0
    }
  }

  /// Thread: setup or control.
  init(_ plugin: PluginInstance, group: Int, statistics: consuming Statistics) {
    unsafe instance = plugin.handle
    ports = plugin.ports
    unsafe worker = plugin.workerInterface
    unsafe answers = plugin.worker.map { unsafe $0.answers }
    unsafe texts = plugin.texts.receiver
    unsafe controllers = plugin.controllers
    values = plugin.values.another()
    self.statistics = statistics
    midiEvent = URIDMap.number(of: LV2URI.midiEvent)
    sequence = URIDMap.number(of: LV2URI.atom + "Sequence")
    chunk = URIDMap.number(of: LV2URI.atom + "Chunk")
    unsafe words = .allocate(capacity: 1)
    unsafe words.initialize(to: .mapped())
    isDivisible = plugin.isDivisible
    period = plugin.period
    self.group = group
    // An effect begins with what it is to change, and gets to what it makes of it.
    isEffect = plugin.role == .effect
    hasBegun = isEffect
    unsafe items = .allocate(capacity: PluginMiniport.itemLimit)
    unsafe items.initialize(
      repeating: PluginItem(event: Event(time: .zero, 0), bytes: nil), count: PluginMiniport.itemLimit)
    outgoing = OutgoingQueue()
    for index in 0..<ports.inputs.count { unsafe rt_lv2_sequence_clear(ports.inputs.elements[index].memory, sequence) }
  }

  deinit {
    unsafe items.deallocate()
    unsafe words.deallocate()
  }

  /// It has no buses of its own. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}

  /// The transport is told with the next block. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    if case .transport(let position) = circumstance { transport = (position, time) }
  }

  /// Keeps a message for the block. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func put(_ event: Event) {
    if event.status == Event.propertyStatus {
      // The others are the synthesizer's.
      guard case .parameter? = event.property() else { return }
      let port = event.parameterIndex
      guard port < ports.valueCount, unsafe ports.limits[port].isSettable else {
        return statistics.add(to: .parametersUnknown)
      }
    }
    unsafe keep(event, bytes: nil)
  }

  /// The same for System Exclusive. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    unsafe keep(
      Event(beginningOf: bytes, time: time, group: group),
      bytes: bytes.count > Event.inlineCapacity ? bytes.baseAddress : nil)
  }

  @_noLocks @_noAllocation
  private mutating func keep(_ event: Event, bytes: UnsafeRawPointer?) {
    guard itemCount < PluginMiniport.itemLimit else { return statistics.countLoss(of: event) }
    unsafe items[itemCount] = PluginItem(event: event, bytes: bytes)
    itemCount &+= 1
  }

  /// Renders on the first bus; others are silent. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    guard buses.count > 0 else { return }
    run(frames: unsafe buses[0].count, time: time, gain: 1)
    for bus in 0..<buses.count { unsafe buses[bus].clear() }
    for pair in 0..<pairCount { unsafe add(pair: pair, to: buses[0]) }
  }

  /// Pairs of audio outputs: the last one may be a single output, which is on both sides. Thread: any.
  public var pairCount: Int { @_noLocks @_noAllocation get { (ports.audioOutputs.count &+ 1) / 2 } }

  /// The greatest sample of the last block, before its gain. Thread: audio.
  public var peak: Float { @_noLocks @_noAllocation get { sound.peak } }

  /// Runs the plug-in for a block of at most the longest one's frames; its sound is then there for `add`. `gain`: what it is to be
  /// multiplied by; it gets there within 10 ms or so. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func run(frames: Int, time: FrameTime, gain wanted: Float) {
    let isFirst = !hasBegun
    if isFirst { sound = GuestSound(gain: wanted) }
    sound.begin(frames: frames, gain: wanted)
    guard isDivisible || frames == period else { return refuse(frames) }
    hasBegun = true
    if isFirst { beginProperties() }
    takeTexts()
    tellTransport(time)
    var start = 0
    for index in 0..<itemCount {
      let item = unsafe items[index]
      let frame = min(max(0, item.event.time - time), max(0, frames &- 1))
      if let (port, value) = parameter(of: item.event) {
        guard port < ports.portCount else {
          setProperty(port &- ports.portCount, value, frame: frame &- start)
          continue
        }
        if isDivisible, frame > start {
          runPart(from: start, to: frame, time: time)
          start = frame
        }
        unsafe ports.controls[port] = value
        values.set(value, at: port)
      } else {
        append(item, frame: frame &- start)
      }
    }
    itemCount = 0
    if frames > start { runPart(from: start, to: frames, time: time) }
    tellControls()
    for index in 0..<ports.audioOutputs.count {
      unsafe sound.take(ports.audioOutputs.elements[index].memory, frames, countingIn: statistics)
    }
    tellSound()
  }

  /// Puts the transport at the beginning of the sequences that take it, where it is new. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func tellTransport(_ time: FrameTime) {
    guard let (position, told) = transport else { return }
    transport = nil
    // A block may have been refused meanwhile.
    var atoms = lv2_position(position.after(time - told))
    for index in 0..<ports.inputs.count where unsafe ports.inputs.elements[index].hasTime {
      let input = unsafe ports.inputs.elements[index]
      _ = unsafe rt_lv2_append_position(input.memory, input.byteCount, 0, words, &atoms)
    }
  }

  @_noLocks @_noAllocation
  private func tellSound() {
    values.set(sound.peak, at: ports.valueCount)
    values.set(sound.gain, at: ports.valueCount &+ 1)
  }

  /// The values that the plug-in has written, for other threads. Thread: audio.
  @_noLocks @_noAllocation
  private func tellControls() {
    for index in 0..<ports.writtenControls.count {
      let port = unsafe Int(ports.writtenControls.elements[index])
      let value = unsafe ports.controls[port]
      if value - value == 0 { values.set(value, at: port) }
    }
  }

  /// Leaves out a block of another length than the plug-in was promised: it may have no room for it. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func refuse(_ frames: Int) {
    statistics.add(1, to: .blocksRefused)
    if isEffect { sound.beginLast() }
    for index in 0..<itemCount { statistics.countLoss(of: unsafe items[index].event) }
    itemCount = 0
    for index in 0..<ports.audioOutputs.count {
      unsafe rt_zero(ports.audioOutputs.elements[index].memory, UInt64(frames) &* 4)
    }
    tellSound()
  }

  /// The control that a message sets, and its value; nil where it is one for the plug-in. Thread: audio.
  @_noLocks @_noAllocation
  private func parameter(of event: Event) -> (port: Int, value: Float)? {
    guard event.slot == Event.noSlot else { return nil }
    if event.status == Event.propertyStatus {
      let port = event.parameterIndex
      return (port, unsafe ports.limits[port].nearest(event.propertyValue))
    }
    guard event.status & 0xF0 == 0xB0 else { return nil }
    let port = unsafe Int(controllers[Int(event.data1 & 0x7F)])
    guard port >= 0 else { return nil }
    return (port, unsafe ports.limits[port].value(ofController: event.data2))
  }

  /// Puts a message into the sequences that take MIDI. Thread: audio.
  @_noLocks @_noAllocation
  private func append(_ item: PluginItem, frame: Int) {
    var packed = item.event.packed.littleEndian
    let length = UInt32(item.event.length)
    for index in 0..<ports.inputs.count where unsafe ports.inputs.elements[index].hasMIDI {
      let (memory, capacity) = unsafe (ports.inputs.elements[index].memory, ports.inputs.elements[index].byteCount)
      let isTaken =
        if let bytes = unsafe item.bytes {
          unsafe rt_lv2_sequence_append(memory, capacity, Int64(frame), midiEvent, bytes, length)
        } else {
          unsafe rt_lv2_sequence_append(memory, capacity, Int64(frame), midiEvent, &packed, min(8, length))
        }
      if isTaken == 0 { statistics.countLoss(of: item.event) }
    }
  }

  /// Runs the plug-in for a part of the block. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func runPart(from start: Int, to end: Int, time: FrameTime) {
    if connectedFrame != start {
      connectedFrame = start
      connect(ports.audioInputs, at: start)
      connect(ports.audioOutputs, at: start)
      connect(ports.voltages, at: start)
    }
    for index in 0..<ports.outputs.count {
      let output = unsafe ports.outputs.elements[index]
      unsafe rt_lv2_sequence_offer(output.memory, output.byteCount, chunk)
    }
    unsafe rt_lv2_run(instance, UInt32(end &- start))
    takeAnswers()
    for index in 0..<ports.outputs.count {
      unsafe collect(ports.outputs.elements[index], from: time + start, frames: end &- start)
    }
    for index in 0..<ports.inputs.count { unsafe rt_lv2_sequence_clear(ports.inputs.elements[index].memory, sequence) }
  }

  @_noLocks @_noAllocation
  private func connect(_ signals: PluginPortList<PluginSignal>, at frame: Int) {
    for index in 0..<signals.count {
      let signal = unsafe signals.elements[index]
      unsafe rt_lv2_connect(instance, signal.port, signal.memory + frame)
    }
  }

  /// Hands over what the worker has answered. Thread: audio.
  @_noLocks @_noAllocation
  private func takeAnswers() {
    guard let worker = unsafe worker, let answers = unsafe answers else { return }
    while let item = unsafe answers.pointee.next() {
      unsafe rt_lv2_work_response(instance, worker, item.byteCount, answers.pointee.bytes(of: item))
      unsafe answers.pointee.release(item)
    }
    unsafe rt_lv2_end_run(instance, worker)
  }

  /// Keeps the MIDI that it has written, and what it says of its properties. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func collect(_ output: PluginSequence, from time: FrameTime, frames: Int) {
    var place: UInt32 = 0
    while let event = unsafe rt_lv2_sequence_next(output.memory, output.byteCount, sequence, &place) {
      if output.hasPatch, unsafe event.pointee.body.type == words.pointee.object { unsafe noteProperty(event) }
      // An effect has no MIDI output.
      guard output.hasMIDI, !isEffect, unsafe event.pointee.body.type == midiEvent,
        unsafe event.pointee.body.size > 0
      else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: rt_lv2_event_bytes(event), count: Int(event.pointee.body.size))
      let frame = unsafe max(0, min(event.pointee.time.frames, Int64(frames &- 1)))
      unsafe outgoing.append(message: bytes, time: time + Int(frame), countingIn: statistics)
    }
  }

  /// Gives it the sound that it is to change in the next block. Thread: audio.
  @_noLocks @_noAllocation
  public func feed(_ block: StereoBlock) {
    for index in 0..<ports.audioInputs.count {
      unsafe GuestSound.feed(
        block, toInput: index, of: ports.audioInputs.count, ports.audioInputs.elements[index].memory)
    }
  }

  /// The same from somebody's memory, input by input. Thread: audio.
  @_noLocks @_noAllocation
  public func feed(input: Int, frames: Int, from memory: UnsafeRawPointer) {
    guard input < ports.audioInputs.count else { return }
    unsafe rt_copy(ports.audioInputs.elements[input].memory, memory, UInt64(frames &* 4))
  }

  /// Puts what it has made of the block in the place of that: see `GuestSound`. Thread: audio, behind `run`.
  @_noLocks @_noAllocation
  public mutating func replace(in block: StereoBlock, isDryKept: Bool) {
    guard ports.audioOutputs.count > 0 else { return }
    let left = unsafe ports.audioOutputs.elements[0].memory
    let right = unsafe ports.audioOutputs.count > 1 ? ports.audioOutputs.elements[1].memory : left
    unsafe sound.replace(left, right, in: block, isDryKept: isDryKept)
  }

  /// Copies an output of the block to somebody's memory. Thread: audio, behind `run`.
  @_noLocks @_noAllocation
  public func copy(output: Int, frames: Int, to memory: UnsafeMutableRawPointer) {
    guard output < ports.audioOutputs.count else { return }
    unsafe rt_copy(memory, ports.audioOutputs.elements[output].memory, UInt64(frames &* 4))
  }

  /// Adds a pair of outputs of the block. Thread: audio, behind `run`.
  @_noLocks @_noAllocation
  public func add(pair: Int, to block: StereoBlock) {
    guard 2 &* pair < ports.audioOutputs.count else { return }
    let left = unsafe ports.audioOutputs.elements[2 &* pair].memory
    let isSingle = 2 &* pair &+ 1 >= ports.audioOutputs.count
    unsafe sound.add(left, isSingle ? left : ports.audioOutputs.elements[2 &* pair &+ 1].memory, to: block)
  }

  /// The next message that it sends out before `end`. Thread: audio.
  @_noLocks @_noAllocation
  public func outgoing(ofGroup group: Int, before end: FrameTime) -> OutgoingMessage? {
    guard group == self.group, let next = outgoing.next(), next.time < end else { return nil }
    return next
  }

  /// It has left. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func removeOutgoing(ofGroup group: Int) {
    if group == self.group { outgoing.removeNext() }
  }
}

/// A message of a block.
@safe struct PluginItem: BitwiseCopyable {
  // Safe because the bytes stay to the end of the block.
  var event: Event
  /// Of System Exclusive that does not lie in the event.
  var bytes: UnsafeRawPointer?
}
