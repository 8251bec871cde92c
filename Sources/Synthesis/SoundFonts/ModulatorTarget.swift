// SPDX-License-Identifier: MIT
// Where a SoundFont generator leads in the engine. Downloader thread.

import DLS

/// The engine's parameter for a generator, and what 1 of the generator is worth there.
struct ModulatorTarget {
  let parameter: Parameter
  let kind: ModulationLink.Kind
  let unit: Double

  private init(_ parameter: Parameter, _ unit: Double = 1, kind: ModulationLink.Kind = .value) {
    self.parameter = parameter
    self.kind = kind
    self.unit = unit
  }

  /// Nil for a generator that only decides which notes sound, or how the sample is read.
  init?(generator: UInt16) {
    typealias Code = SoundFont.Code
    switch generator {
    case Code.lfoToPitch: self.init(.pitch, kind: .depth(.lfo))
    case Code.vibratoToPitch: self.init(.pitch, kind: .depth(.vibrato))
    case Code.eg2ToPitch: self.init(.pitch, kind: .depth(.eg2))
    case Code.lfoToCutoff: self.init(.cutoff, kind: .depth(.lfo))
    case Code.eg2ToCutoff: self.init(.cutoff, kind: .depth(.eg2))
    case Code.lfoToVolume: self.init(.gain, 0.1, kind: .depth(.lfo))
    case Code.filterCutoff: self.init(.cutoff)
    case Code.filterQ: self.init(.resonance, 0.1)
    case Code.reverbSend: self.init(.reverb, 0.001)
    case Code.chorusSend: self.init(.chorus, 0.001)
    case Code.pan: self.init(.pan, 0.001)
    case Code.attenuation: self.init(.gain, -0.1)
    case Code.coarseTune: self.init(.pitch, 100)
    case Code.fineTune: self.init(.pitch)
    case Code.eg1Sustain: self.init(.eg1Sustain, -0.1 / 96)
    case Code.eg2Sustain: self.init(.eg2Sustain, -0.001)
    default:
      guard let parameter = ModulatorTarget.times[generator] else { return nil }
      self.init(parameter)
    }
  }

  /// Durations and frequencies, which are in the engine's own unit.
  private static let times: [UInt16: Parameter] = [
    SoundFont.Code.lfoDelay: .lfoDelay, SoundFont.Code.lfoFrequency: .lfoFrequency,
    SoundFont.Code.vibratoDelay: .vibratoDelay, SoundFont.Code.vibratoFrequency: .vibratoFrequency,
    SoundFont.Code.eg1Delay: .eg1Delay, SoundFont.Code.eg1Attack: .eg1Attack, SoundFont.Code.eg1Hold: .eg1Hold,
    SoundFont.Code.eg1Decay: .eg1Decay, SoundFont.Code.eg1Release: .eg1Release, SoundFont.Code.eg2Delay: .eg2Delay,
    SoundFont.Code.eg2Attack: .eg2Attack, SoundFont.Code.eg2Hold: .eg2Hold, SoundFont.Code.eg2Decay: .eg2Decay,
    SoundFont.Code.eg2Release: .eg2Release,
  ]
}
