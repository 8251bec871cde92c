// SPDX-License-Identifier: MIT
// What the client counts. Any thread.

internal import Synchronization

extension Statistics {
  /// Something that happens and is counted from the start of the client.
  @frozen public enum Counter: Int, CaseIterable, Sendable {
    /// Events that reached a port, from whatever source.
    case eventsReceived
    /// Events that came after their time and sounded at the next frame instead.
    case eventsLate
    /// Messages dropped because a queue was full, all but System Exclusive.
    case eventsLost
    /// Messages dropped because they are not whole MIDI messages, System Exclusive that was cut off among them.
    case eventsMalformed
    /// Note-offs, and what else ends notes, among `eventsLost`: even the places that are kept for them were full. Where a
    /// sequencer was full its port ended all notes of the channel in their place; where the way into a port was full
    /// their sender was told, to send them again.
    case noteOffsLost
    /// System Exclusive messages dropped: a queue was full, there was no free slot, or the message was too long for one.
    case systemExclusiveLost
    /// Voices that began to sound.
    case voicesStarted
    /// Voices ended early to make room for others.
    case voicesStolen
    /// Voices that found no room: all others belonged to channels of higher priority.
    case voicesRefused
    /// Voices ended early because the processor could not keep up.
    case voicesShed
    /// Note-ons for which the instrument has no region.
    case notesWithoutRegion
    /// Times at which the sound was not a number: all notes and effects were ended, and it went on.
    case soundsCured
    /// Periods that the server reported as not delivered in time.
    case xruns
    /// Process callbacks that took longer than a period.
    case cyclesLate
    /// Times at which the server's counter had moved on by more than the last cycle: the client was not run in between.
    case cyclesMissed
    /// System Exclusive messages that came whole and mean nothing here, or whose checksum is wrong.
    case systemExclusiveUnknown
    /// Messages to a channel group that is not there.
    case groupsUnknown
    /// Data entries for registered and unregistered parameters that mean nothing here.
    case parametersUnknown
    /// Stretches of sound, each up to an event or the end of a period, that are silent, in whole or in part, because a render
    /// worker was not ready in time.
    case workersLate
    /// Control messages that came.
    case controlMessages
    /// Control messages, and packets that are none, which were answered with an error.
    case controlMessagesRefused
    /// Note-ons that were left out because they were due while nothing ran: a stall, or a machine that slept.
    case notesStale
    /// Messages that came in and could not be read back: nobody took those before in time.
    case capturesLost
    /// Clients of the control server that fell silent, and whose notes were ended.
    case clientsVanished
    /// Messages that have left by MIDI outputs.
    case messagesSent
    /// Messages that a MIDI output had no room for in a cycle, and that were kept for the next one: once for each such cycle.
    case messagesHeld
    /// Blocks that a plug-in did not get, because it was promised another length: the period has changed.
    case blocksRefused
    /// Blocks of a sandboxed plug-in that were not there in time: they are silent.
    case sandboxesLate
    /// Times that a sandbox has ended, or hung.
    case sandboxesRestarted
  }

  /// Counts `amount` more. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func add(_ amount: UInt64 = 1, to counter: Counter) {
    unsafe storage.pointee.counters[counter.rawValue].wrappingAdd(amount, ordering: .relaxed)
  }

  /// What was counted so far. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func value(of counter: Counter) -> UInt64 {
    unsafe storage.pointee.counters[counter.rawValue].load(ordering: .relaxed)
  }
}
