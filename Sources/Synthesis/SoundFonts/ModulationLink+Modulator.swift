// SPDX-License-Identifier: MIT
// Sources of SoundFont modulators in the engine's codes (SoundFont 2.04, 8.2). Downloader thread.

import DLS

extension ModulationLink {
  /// The inputs and curves of a modulator; nil where it has a source or curve that the specification does not know.
  init?(_ modulator: SoundFont.Modulator) {
    let first = SoundFont.ModulatorSource(modulator.source)
    let second = SoundFont.ModulatorSource(modulator.amountSource)
    guard let source = first.inputCode, let control = second.inputCode else { return nil }
    self.init()
    self.source = source
    self.control = control
    transform = first.sourceTransform | second.controlTransform
    isAbsolute = modulator.transform == 2
  }

  /// Makes it lead to a generator, in whose unit `amount` is.
  mutating func aim(at target: ModulatorTarget, _ parameter: Parameter, amount: Int) {
    self.parameter = UInt8(parameter.index)
    scale = Double(amount) * (target.factor * parameter.unit)
    switch target.generator {
    case Connection.Source.lfo: kind = .depth(.lfo)
    case Connection.Source.vibrato: kind = .depth(.vibrato)
    case Connection.Source.eg2: kind = .depth(.eg2)
    default: kind = .value
    }
  }
}

extension ModulatorTarget {
  /// The engine's parameter.
  var parameter: Parameter? { Parameter(destination: destination) }
}

extension SoundFont.ModulatorSource {
  /// The engine's code: that of a connection, but for what DLS does not have; nil where there is none.
  fileprivate var inputCode: UInt16? {
    guard isKnown else { return nil }
    if isLink { return ModulationLink.Input.linked }
    let isBendRange = !isController && index == SoundFont.General.bendRange
    return isBendRange ? ModulationLink.Input.wheelSensitivity : connectionSource
  }
}
