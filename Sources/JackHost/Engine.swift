// SPDX-License-Identifier: MIT
// The wave sink: what runs on the audio thread. Setup is in `Engine+Setup.swift`.

import CRealtime
public import Miniport
public import Realtime

/// Everything that the process callback touches.
///
/// Activation consumes it: from then on only the callback has its address, and the closing of the client, which frees it
/// after the last callback.
@safe public struct Engine<M: Miniport & ~Copyable>: ~Copyable {
  @usableFromInline var port: Port<M>
  // Behind a pointer for the reason that `Port.queue` gives. Safe because the engine alone has it.
  @usableFromInline let cycle: UnsafeMutablePointer<JackCycle>

  deinit {
    unsafe cycle.deinitialize(count: 1)
    unsafe cycle.deallocate()
  }

  /// Fills one period: takes in the messages of all groups, renders, measures. Thread: audio.
  ///
  /// An event at frame f of the cycle sounds at frame f of its output and as much later as the port says, always: the
  /// latency is constant, and 0 but for what a limiter looks ahead.
  @inlinable public mutating func process(frames: UInt32) {
    unsafe cycle.pointee.begin(frames: frames)
    if unsafe cycle.pointee.hasNewLayout {
      unsafe port.setLayout(cycle.pointee.ports.layout, time: cycle.pointee.start)
    }
    if let circumstance = unsafe cycle.pointee.circumstance {
      unsafe port.adapt(to: circumstance, time: cycle.pointee.start)
    }
    if let position = unsafe cycle.pointee.newTransport {
      port.adapt(to: .transport(position), time: unsafe cycle.pointee.start)
    }
    if unsafe cycle.pointee.endsStall { resume() }
    var group = 1
    while unsafe group <= cycle.pointee.ports.layout.groupCount {
      takeMessages(ofGroup: group)
      group += 1
    }
    var first = 0
    while unsafe first < cycle.pointee.frameCount {
      let buses = unsafe cycle.pointee.outputs(from: first)
      unsafe port.render(buses, from: cycle.pointee.start + first)
      first += unsafe buses[0].count
    }
    var output = 0
    while unsafe output < cycle.pointee.midiOutputCount {
      sendMessages(ofOutput: output)
      output += 1
    }
    unsafe cycle.pointee.tell(latencyFrames: port.latencyFrames)
    unsafe cycle.pointee.end()
  }

  /// Writes what has come for a MIDI output, in its order; what does not fit stays for the next cycle. Thread: audio.
  @inlinable mutating func sendMessages(ofOutput output: Int) {
    guard let buffer = unsafe cycle.pointee.midiOutputBuffer(output) else { return }
    let group = unsafe cycle.pointee.group(ofMIDIOutput: output)
    let end = unsafe cycle.pointee.start + cycle.pointee.frameCount
    while let message = port.outgoing(ofGroup: group, before: end) {
      guard unsafe cycle.pointee.write(message, to: buffer) else { return }
      port.removeOutgoing(ofGroup: group)
    }
  }

  /// Goes on after a stall: notes that were due meanwhile do not come in a burst, and where cycles were missed, and with them
  /// perhaps the ends of notes, none hangs. Thread: audio.
  @inlinable mutating func resume() {
    unsafe port.leaveOutNotes(dueBefore: cycle.pointee.start)
    if unsafe cycle.pointee.hasMissedCycles { unsafe port.releaseAllNotes(at: cycle.pointee.start) }
  }

  /// Hands the messages of one MIDI input to the port, whose sequencer merges the groups by time: of two messages at
  /// the same frame, the one of the lower group comes first. Thread: audio.
  @inlinable mutating func takeMessages(ofGroup group: Int) {
    guard let buffer = unsafe cycle.pointee.midiBuffer(ofGroup: group) else { return }
    let count = unsafe cycle.pointee.messageCount(in: buffer)
    var index: UInt32 = 0
    while index < count {
      index += 1
      let message = unsafe cycle.pointee.message(index - 1, in: buffer)
      if unsafe cycle.pointee.leavesOut(message) { continue }
      unsafe port.accept(message: message.bytes, time: message.time, group: UInt16(truncatingIfNeeded: group))
    }
  }
}

/// JACK's process callback; `context` is the engine. The compiler proves that nothing under it locks or allocates.
///
/// A C function cannot be generic: another kind of miniport needs another one like this, in this file (a debug build
/// proves generic code file by file) or in any other module.
@c @_noLocks @_noAllocation
func hostedProcessCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  rt_sanitizer_enter()
  if let engine = unsafe context?.assumingMemoryBound(to: Engine<HostedMiniport>.self) {
    unsafe engine.pointee.process(frames: frames)
  }
  rt_sanitizer_exit()
  return 0
}
