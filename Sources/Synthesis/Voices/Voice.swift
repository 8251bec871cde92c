// SPDX-License-Identifier: MIT
// One sounding note beside its lane: what the kernels do not need. Audio thread.

import Realtime

/// One sounding note, from its attack to silence. Its audio-rate state is a lane of a `VoiceGroup`.
@safe struct Voice: BitwiseCopyable {
  /// Where EG1 stands. `fade` is a short straight line to silence for a voice that must go.
  enum Stage {
    case idle, delay, attack, hold, decay, sustain, release, fade
  }

  var stage = Stage.idle
  var eg2Stage = Stage.idle
  /// Index of the channel over all groups.
  var channel: Int32 = 0
  var note = NoteInput(key: 0, playedKey: 0, velocity: 0)
  /// The key has not been released; and it has been, but the pedal holds the note.
  var isKeyDown = false
  var isHeldByPedal = false
  /// Sostenuto went down while the key was.
  var isHeldBySostenuto = false
  /// `Event.source` of the note-on: a source that falls silent takes its own notes along.
  var source: UInt16 = 0
  /// Drum settings, tuning, portamento, soft pedal.
  var offsets = NoteOffsets()
  /// Counts note-ons: voices of one note have the same.
  var noteNumber: UInt64 = 0
  /// Not 0: one of the voices of its note with the same number, which begin together, end together, and are lanes of one
  /// `VoiceGroup`.
  var phaseGroup: UInt16 = 0
  /// Neighbours in the channel's chain; −1 at its ends.
  var next: Int32 = -1
  var previous: Int32 = -1
  // Safe because a bank's memory outlives every voice that plays from it.
  var region: UnsafePointer<CompiledRegion>?
  /// Where this voice is counted as one that plays from its bank.
  var uses: UseCount?
  /// What the reader reads: the region's wave or a level of it.
  var wave: UnsafePointer<PreparedWave>?

  /// dB of velocity and of static gain.
  var noteDecibels: Double = 0
  /// dB of the filter's Q, without what live links add.
  var resonanceDecibels: Double = 0
  /// Frames of each stage, whole numbers; slopes per frame.
  var attackFrames: Float = 0
  var holdFrames: Float = 0
  var decayDecibelsPerFrame: Float = 0
  var sustainDecibels: Float = 0
  var releaseDecibelsPerFrame: Float = 0
  var shutdownDecibelsPerFrame: Float = 0
  var eg2AttackFrames: Float = 0
  var eg2HoldFrames: Float = 0
  var eg2DecayPerFrame: Float = 0
  var eg2Sustain: Float = 0
  var eg2ReleasePerFrame: Float = 0
  /// Turns per frame, once the start delay is over.
  var lfoIncrement: Float = 0
  var vibratoIncrement: Float = 0

  /// No voice.
  @_noLocks @_noAllocation
  init() {}

  /// True for a slot without a voice.
  var isIdle: Bool { @_noLocks @_noAllocation get { if case .idle = stage { true } else { false } } }
  /// True in the last milliseconds of a voice that must go.
  var isFading: Bool { @_noLocks @_noAllocation get { if case .fade = stage { true } else { false } } }
  /// True in EG1's release.
  var isReleasing: Bool { @_noLocks @_noAllocation get { if case .release = stage { true } else { false } } }
  /// True once EG2 falls to 0.
  var isEG2Released: Bool { @_noLocks @_noAllocation get { if case .release = eg2Stage { true } else { false } } }
  /// True while the voice counts against the limit: a fading one does not.
  var isSounding: Bool { @_noLocks @_noAllocation get { !isIdle && !isFading } }
  /// True once the voice has been told to end.
  var isReleased: Bool { @_noLocks @_noAllocation get { isReleasing || isFading } }
}
