// SPDX-License-Identifier: MIT
// A miniport whose other half is a plug-in in a sandbox. Audio thread; made in `Reflector+Setup.swift`.

import CRealtime
public import MIDI
public import Miniport
public import Realtime
import SandboxProtocol

/// The half of a sandboxed plug-in that is in the audio process: it hands over each block's messages, and takes the sound.
///
/// Synchronous, it waits for the sound of the same block, up to a share of the period: the one wait of the audio thread. Pipelined, it
/// takes the sound of the block before, and never waits. A sandbox that is late gets nothing more, and is not waited for, until it has
/// caught up; meanwhile its group fades out within a block, and messages wait here. What comes from the sandbox is copied, and then
/// checked.
@safe public struct Reflector: ~Copyable, Miniport {
  private let inPlace = InPlace()
  // Safe because the memory outlives this value, `samples` covers `outputCount` times the longest block, `last` all outputs,
  // `short` 8 bytes and `long` the longest message for its life.
  let base: UnsafeMutableRawPointer
  let layout: SandboxLayout
  let request: SharedWord
  let wanted: SharedWord
  let reply: SharedWord
  /// The block's sound, output by output.
  let samples: UnsafeMutablePointer<Float>
  /// The last sample of each output, where a fade begins.
  let last: UnsafeMutablePointer<Float>
  let short: UnsafeMutablePointer<UInt64>
  /// The bytes of a long message.
  let long: UnsafeMutableRawPointer
  let group: Int
  let isPipelined: Bool
  /// How long it waits, as a share of the period.
  let deadlineShare: Double
  let nanosecondsPerFrame: Double
  let values: SharedValues
  let statistics: Statistics
  let notes: ChannelNotes
  /// The other half is a synthesizer: it knows properties, and its level is its own matter.
  public let isSynthesizer: Bool
  /// Messages for the plug-in, and those that it sends out.
  var incoming: OutgoingQueue
  var outgoing: OutgoingQueue
  /// The number of the block that was asked for last.
  var number: UInt32 = 0
  /// That block is not done yet.
  var isWaiting = false
  /// Frames of the block that was asked for last.
  var askedFrames = 0
  /// When the present block began, on the clock of `rt_clock_nanoseconds`.
  var began: UInt64 = 0
  /// When it was asked for, and how long it has taken for that of late, in nanoseconds; 0 before the first.
  var (asked, usual): (UInt64, UInt64) = (0, 0)
  let isEffect: Bool
  /// The present block was asked for.
  var isAsked = false
  /// The block's sound is there.
  var hasSound = false
  var isFreewheeling = false
  var needsReplay = true
  /// For how long there has been no sound of it.
  private var lostFrames = 0
  /// The server's transport, and when it stood so, until the sandbox has been told.
  var transport: (position: TransportPosition, time: FrameTime)?
  var latency = 0
  var sound: GuestSound

  deinit {
    unsafe samples.deallocate()
    unsafe last.deallocate()
    unsafe short.deallocate()
    unsafe long.deallocate()
  }

  /// A block at a time: the sandbox has them whole.
  public var prefetch: Prefetch { @_noLocks @_noAllocation get { .oneBlock } }

  /// What the plug-in has said last, and the block that a pipelined one is behind.
  public var latencyFrames: Int {
    @_noLocks @_noAllocation get { latency &+ (isPipelined ? askedFrames : 0) }
  }

  /// Pairs of audio outputs.
  public var pairCount: Int { @_noLocks @_noAllocation get { (layout.outputCount &+ 1) / 2 } }

  /// The greatest sample of the last block, before its gain. Thread: audio.
  public var peak: Float { @_noLocks @_noAllocation get { sound.peak } }

  /// It has no buses of its own. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}

  /// Nothing is late in a freewheel, and the transport is told with the next block. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    switch circumstance {
    case .freewheel(let isOn): isFreewheeling = isOn
    case .transport(let position): transport = (position, time)
    case .overload, .relief: break
    }
  }

  /// Keeps a message for the block. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func put(_ event: Event) {
    if event.status == Event.propertyStatus {
      if isSynthesizer {
        notes.note(property: event)
      } else {
        guard case .parameter? = event.property() else { return }
        values.set(event.propertyValue, at: event.parameterIndex)
      }
    } else {
      notes.note(event)
    }
    unsafe short.pointee = event.packed.littleEndian
    let message = unsafe UnsafeRawBufferPointer(start: short, count: min(8, Int(event.length)))
    if unsafe !incoming.append(message, time: event.time, isEnd: event.endsNotes()) { statistics.countLoss(of: event) }
  }

  /// The same for System Exclusive. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    unsafe notes.noteExclusive(bytes)
    if unsafe !incoming.append(bytes, time: time, isEnd: false) { statistics.add(1, to: .systemExclusiveLost) }
  }

  /// By itself, on the first bus. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {
    guard buses.count > 0 else { return }
    let count = unsafe buses[0].count
    begin(frames: count, time: time)
    finish(frames: count, time: time, gain: 1)
    for bus in 0..<buses.count { unsafe buses[bus].clear() }
    for pair in 0..<pairCount { unsafe add(pair: pair, to: buses[0]) }
  }

  /// Asks for a block, so that the sandbox works while others render here. `input`: the sound that it is to change. `since`: when the time
  /// that it may take has begun, on the clock of `rt_clock_nanoseconds`; now where nothing is said. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func begin(frames count: Int, time: FrameTime, input: StereoBlock? = nil, since: UInt64? = nil) {
    began = since ?? rt_clock_nanoseconds()
    isAsked = false
    hasSound = false
    if isWaiting {
      // A server that runs faster than time begins before the last block is done.
      if isFreewheeling { _ = waitForReply(count) }
      guard reply.load() == number else { return }
      isWaiting = false
      // One that was late for its own block has come to nothing but its messages.
      take(frames: count, time: time, isHeard: isPipelined)
    }
    if needsReplay {
      needsReplay = false
      unsafe notes.replay(into: &incoming, scratch: short, time: time)
      unsafe notes.endSent(into: &outgoing, scratch: short, time: time)
    }
    ask(for: count, time: time, input: input)
  }

  /// Waits for the block where that is meant, and brings its sound to the gain that is wanted. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func finish(frames count: Int, time: FrameTime, gain wanted: Float) {
    if !isPipelined, isAsked, waitForReply(count) { take(frames: count, time: time, isHeard: true) }
    if hasSound {
      sound.begin(frames: count, gain: wanted)
    } else {
      // The first block of a pipelined one is late by nature.
      if number > 1 || !isPipelined { statistics.add(1, to: .sandboxesLate) }
      fadeOut(count)
      sound.beginLast()
    }
    endOutside(count, time: time)
    for output in 0..<layout.outputCount {
      unsafe sound.take(samples + output &* SandboxLayout.longestBlock, count, countingIn: statistics)
      // A fade has ended in silence.
      unsafe last[output] = hasSound ? samples[output &* SandboxLayout.longestBlock &+ count &- 1] : 0
    }
    values.set(sound.peak, at: layout.controlCount)
    values.set(sound.gain, at: layout.controlCount &+ 1)
  }

  /// Ends what it has begun outside, once, where it has been silent for half a second: nobody knows when it comes back. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func endOutside(_ count: Int, time: FrameTime) {
    let patience = Int(5e8 / nanosecondsPerFrame)
    let before = lostFrames
    lostFrames = hasSound ? 0 : lostFrames &+ count
    guard before < patience, lostFrames >= patience else { return }
    unsafe notes.endSent(into: &outgoing, scratch: short, time: time)
  }

  /// True where the sandbox has done the block that was asked for. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func waitForReply(_ count: Int) -> Bool {
    let patience = isFreewheeling ? 1_000_000_000 : patience(count)
    // Waking takes longer than a little patience.
    var turns = 0
    while turns < 200 {
      if reply.load() == number { break }
      rt_pause()
      turns &+= 1
    }
    while true {
      let seen = reply.load()
      if seen == number {
        isWaiting = false
        let took = rt_clock_nanoseconds() &- asked
        usual = max(took, usual &- usual / 64)
        return true
      }
      let passed = rt_clock_nanoseconds() &- began
      guard passed < patience else { return false }
      reply.sleep(while: seen, nanoseconds: patience &- passed)
    }
  }

  /// Nanoseconds from `began` on that it is waited for: its share of the period; of that no more than four times what it usually takes, and a
  /// tenth of the period, where others come behind it, who are not to be late because it hangs. Thread: audio.
  @_noLocks @_noAllocation
  private func patience(_ count: Int) -> UInt64 {
    let period = Double(count) * nanosecondsPerFrame
    let whole = UInt64(period * deadlineShare)
    guard isEffect, usual > 0 else { return whole }
    return min(whole, (asked &- began) &+ 4 &* usual &+ UInt64(period * 0.1))
  }

  /// Adds a pair of outputs of the block. Thread: audio, behind `finish`.
  @_noLocks @_noAllocation
  public func add(pair: Int, to block: StereoBlock) {
    guard 2 &* pair < layout.outputCount else { return }
    let left = unsafe samples + 2 &* pair &* SandboxLayout.longestBlock
    let isSingle = 2 &* pair &+ 1 >= layout.outputCount
    unsafe sound.add(left, isSingle ? left : left + SandboxLayout.longestBlock, to: block)
  }

  /// Puts what it has made of the block in the place of that: see `GuestSound`. Thread: audio, behind `finish`.
  @_noLocks @_noAllocation
  public mutating func replace(in block: StereoBlock, isDryKept: Bool) {
    guard layout.outputCount > 0 else { return }
    let right = unsafe layout.outputCount > 1 ? samples + SandboxLayout.longestBlock : samples
    unsafe sound.replace(samples, right, in: block, isDryKept: isDryKept)
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
    guard group == self.group else { return }
    if let next = outgoing.next() { unsafe notes.noteSent(next.bytes) }
    outgoing.removeNext()
  }
}
