// SPDX-License-Identifier: MIT
// Generators as the destinations of connections. Any thread but audio.

/// What a generator steers, as DLS says it.
public struct ModulatorTarget: Sendable {
  typealias Code = SoundFont.Code
  typealias Source = Connection.Source
  typealias Destination = Connection.Destination

  /// What follows the source in a connection; nothing where the generator is a value of its own.
  public private(set) var generator = Source.none
  /// What it moves.
  public let destination: UInt16
  /// The connection's unit in units of the generator.
  public private(set) var factor = 1.0

  /// The target of a modulator of generator `code`; nil where DLS has none. Thread: any but audio.
  public init?(_ code: UInt16) {
    if let (generator, destination) = Self.depths[code] {
      (self.generator, self.destination) = (generator, destination)
    } else if let destination = Self.values[code] {
      self.destination = destination
    } else {
      switch code {
      case Code.attenuation: (destination, factor) = (Destination.gain, -1)
      case Code.coarseTune: (destination, factor) = (Destination.pitch, 100)
      case Code.eg1Sustain: (destination, factor) = (Destination.eg1Sustain, -1000 / 960)
      case Code.eg2Sustain: (destination, factor) = (Destination.eg2Sustain, -1)
      default: return nil
      }
    }
  }

  /// How far an oscillator or envelope moves something.
  static let depths: [UInt16: (generator: UInt16, destination: UInt16)] = [
    Code.lfoToPitch: (Source.lfo, Destination.pitch), Code.vibratoToPitch: (Source.vibrato, Destination.pitch),
    Code.eg2ToPitch: (Source.eg2, Destination.pitch), Code.lfoToCutoff: (Source.lfo, Destination.filterCutoff),
    Code.eg2ToCutoff: (Source.eg2, Destination.filterCutoff), Code.lfoToVolume: (Source.lfo, Destination.gain),
  ]

  /// Values of the same unit on both sides.
  private static let values: [UInt16: UInt16] = [
    Code.filterCutoff: Destination.filterCutoff, Code.filterQ: Destination.filterQ, Code.pan: Destination.pan,
    Code.chorusSend: Destination.chorus, Code.reverbSend: Destination.reverb, Code.fineTune: Destination.pitch,
    Code.lfoDelay: Destination.lfoStartDelay, Code.lfoFrequency: Destination.lfoFrequency,
    Code.vibratoDelay: Destination.vibratoStartDelay, Code.vibratoFrequency: Destination.vibratoFrequency,
    Code.eg1Delay: Destination.eg1Delay, Code.eg1Attack: Destination.eg1Attack, Code.eg1Hold: Destination.eg1Hold,
    Code.eg1Decay: Destination.eg1Decay, Code.eg1Release: Destination.eg1Release,
    Code.eg2Delay: Destination.eg2Delay, Code.eg2Attack: Destination.eg2Attack, Code.eg2Hold: Destination.eg2Hold,
    Code.eg2Decay: Destination.eg2Decay, Code.eg2Release: Destination.eg2Release,
  ]
}
