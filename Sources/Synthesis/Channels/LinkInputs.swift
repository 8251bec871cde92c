// SPDX-License-Identifier: MIT
// What links of a voice can ask for beside its channel. Audio thread.

/// The parts of a note that connections can ask for.
struct NoteInput: BitwiseCopyable {
  /// 0…127, after coarse tuning and what else shifts the key; between two keys where a file asks for it.
  var key: Double
  /// The key as it was played: poly pressure comes by it.
  var playedKey: UInt8
  var velocity: UInt8

  @_noLocks @_noAllocation
  init(key: Double, playedKey: UInt8, velocity: UInt8) {
    self.key = key
    self.playedKey = playedKey
    self.velocity = velocity
  }
}

/// The inputs of a link that the channel does not know.
struct LinkInputs: BitwiseCopyable {
  var note: NoteInput
  /// −1…1.
  var lfo = 0.0
  var vibrato = 0.0
  /// 0…1; EG1 as its normalised level: 1 at 0 dB, 0 at −96 dB.
  var eg1 = 0.0
  var eg2 = 0.0
  /// The sum of the links that feed the one at hand.
  var linked = 0.0

  @_noLocks @_noAllocation
  init(_ note: NoteInput) { self.note = note }
}
