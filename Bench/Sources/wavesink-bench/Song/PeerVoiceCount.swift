// SPDX-License-Identifier: MIT
// Counts the voices that libfluidsynth's player begins.

import CFluidSynth

/// The voices that have begun: libfluidsynth counts only those that sound, but it numbers the notes.
@unsafe struct PeerVoiceCount {
  private static let voiceLimit = 256

  let synth: OpaquePointer
  private(set) var voiceCount = 0
  private var lastNote: UInt32?

  init(synth: OpaquePointer) { unsafe self.synth = synth }

  /// What the player calls with each message. `count`: one of these.
  static func hear(_ count: UnsafeMutableRawPointer?, _ message: OpaquePointer?) -> Int32 {
    guard let count = unsafe count?.assumingMemoryBound(to: PeerVoiceCount.self) else { return FLUID_FAILED }
    let result = unsafe fluid_synth_handle_midi_event(UnsafeMutableRawPointer(count.pointee.synth), message)
    if unsafe fluid_midi_event_get_type(message) & 0xF0 == 0x90 { unsafe count.pointee.countNewVoices() }
    return result
  }

  private mutating func countNewVoices() {
    var voices = unsafe [OpaquePointer?](repeating: nil, count: PeerVoiceCount.voiceLimit)
    unsafe fluid_synth_get_voicelist(synth, &voices, Int32(PeerVoiceCount.voiceLimit), -1)
    // The list ends with the first that is nil.
    let notes = unsafe voices.prefix { unsafe $0 != nil }.map { unsafe fluid_voice_get_id($0) }
    let isNew = { [lastNote = unsafe lastNote] (note: UInt32) in lastNote.map { note > $0 } ?? true }
    unsafe voiceCount += notes.count(where: isNew)
    unsafe lastNote = (notes + [lastNote].compactMap(\.self)).max()
  }
}
