// SPDX-License-Identifier: MIT
// The ports as the audio thread sees them. Audio thread; made in `JackPortTable+Setup.swift`.

public import Miniport

/// Which ports a cycle reads and writes.
@safe @usableFromInline struct JackPortTable: BitwiseCopyable {
  /// What the ports are for.
  @usableFromInline let layout: PortLayout
  // Safe because each pointer is allocated for its count, and freed when the audio thread has another table.
  /// One for each group.
  let midiInputs: UnsafeMutablePointer<OpaquePointer>
  /// Left and right of each bus in turn.
  let audioOutputs: UnsafeMutablePointer<OpaquePointer>
  /// One for each group that has a MIDI output, and which groups these are.
  let midiOutputs: UnsafeMutablePointer<OpaquePointer>
  let midiOutputGroups: UnsafeMutablePointer<Int>
  let midiOutputCount: Int
  /// Outputs that are about to play, or have just played: silence is written to them.
  let silentOutputs: UnsafeMutablePointer<OpaquePointer>
  let silentCount: Int
  /// The same of MIDI outputs.
  let silentMIDIOutputs: UnsafeMutablePointer<OpaquePointer>
  let silentMIDICount: Int
}
