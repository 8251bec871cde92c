// SPDX-License-Identifier: MIT
// What a connection can change in a voice. Any thread.

import DLS

/// A destination of DLS connections, numbered without gaps, so that a voice keeps an array of them.
enum Parameter: CaseIterable, BitwiseCopyable, Sendable {
  /// Sums that live connections move while the note sounds.
  case pitch, gain, pan, cutoff, resonance, reverb, chorus
  /// Fixed when the note begins.
  case lfoFrequency, lfoDelay, vibratoFrequency, vibratoDelay
  case eg1Delay, eg1Attack, eg1Hold, eg1Decay, eg1Sustain, eg1Release, eg1Shutdown
  case eg2Delay, eg2Attack, eg2Hold, eg2Decay, eg2Sustain, eg2Release

  /// The position in an array of parameters (which has `24` elements: a literal, as the language asks).
  var index: Int {
    // Safe because an enumeration of fewer than 256 cases without payload is one byte: the case's position.
    @_noLocks @_noAllocation get { Int(unsafe unsafeBitCast(self, to: UInt8.self)) }
  }

  /// True for a destination that follows its sources while the note sounds.
  var isLive: Bool { index <= Parameter.chorus.index }

  /// True where the kernels have a lane for the depth of each generator.
  var hasDepths: Bool { self == .pitch || self == .gain || self == .cutoff }

  /// The parameter of a destination code; nil for one that the engine does not have (reserved codes occur in real
  /// files and are ignored). Thread: setup.
  init?(destination: UInt16) {
    typealias Code = Connection.Destination
    switch destination {
    case Code.pitch: self = .pitch
    case Code.gain: self = .gain
    case Code.pan: self = .pan
    case Code.filterCutoff: self = .cutoff
    case Code.filterQ: self = .resonance
    case Code.reverb: self = .reverb
    case Code.chorus: self = .chorus
    case Code.lfoFrequency: self = .lfoFrequency
    case Code.lfoStartDelay: self = .lfoDelay
    case Code.vibratoFrequency: self = .vibratoFrequency
    case Code.vibratoStartDelay: self = .vibratoDelay
    case Code.eg1Delay: self = .eg1Delay
    case Code.eg1Attack: self = .eg1Attack
    case Code.eg1Hold: self = .eg1Hold
    case Code.eg1Decay: self = .eg1Decay
    case Code.eg1Sustain: self = .eg1Sustain
    case Code.eg1Release: self = .eg1Release
    case Code.eg1Shutdown: self = .eg1Shutdown
    case Code.eg2Delay: self = .eg2Delay
    case Code.eg2Attack: self = .eg2Attack
    case Code.eg2Hold: self = .eg2Hold
    case Code.eg2Decay: self = .eg2Decay
    case Code.eg2Sustain: self = .eg2Sustain
    case Code.eg2Release: self = .eg2Release
    default: return nil
    }
  }

  /// True for a duration: its static value of 0x80000000 means exactly no time (DLS 2.2, units).
  var isTime: Bool {
    switch self {
    case .lfoDelay, .vibratoDelay, .eg1Delay, .eg1Attack, .eg1Hold, .eg1Decay, .eg1Release, .eg1Shutdown, .eg2Delay,
      .eg2Attack, .eg2Hold, .eg2Decay, .eg2Release:
      true
    default: false
    }
  }

  /// What 1.0 of a scale (65536 in the file) is worth in the engine's unit: cents and time cents as they are, gain and
  /// resonance in dB, the rest as fractions of 1.
  var unit: Double {
    switch self {
    case .gain, .resonance: 0.1
    case .pan, .reverb, .chorus, .eg1Sustain, .eg2Sustain: 0.001
    default: 1
    }
  }
}
