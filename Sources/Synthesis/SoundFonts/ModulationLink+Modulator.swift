// SPDX-License-Identifier: MIT
// Sources of SoundFont modulators in the engine's codes (SoundFont 2.04, 8.2). Downloader thread.

import DLS

extension ModulationLink {
  /// The inputs and curves of a modulator; nil where it has a source or curve that the specification does not know.
  init?(_ identity: ModulatorList.Identity) {
    let first = SoundFont.ModulatorSource(identity.source)
    let second = SoundFont.ModulatorSource(identity.amountSource)
    guard let source = first.inputCode, let control = second.inputCode else { return nil }
    self.init()
    self.source = source
    self.control = control
    transform = first.curveBits << 10 | second.curveBits << 4
    isAbsolute = identity.transform == 2
  }
}

extension SoundFont.ModulatorSource {
  /// The engine's code; nil where there is none.
  fileprivate var inputCode: UInt16? {
    guard isKnown else { return nil }
    if isController { return Connection.Source.cc0 + index }
    switch index {
    case SoundFont.General.velocity: return Connection.Source.keyOnVelocity
    case SoundFont.General.key: return Connection.Source.keyNumber
    case SoundFont.General.polyPressure: return Connection.Source.polyPressure
    case SoundFont.General.channelPressure: return Connection.Source.channelPressure
    case SoundFont.General.pitchWheel: return Connection.Source.pitchWheel
    case SoundFont.General.bendRange: return ModulationLink.Input.wheelSensitivity
    case SoundFont.General.link: return ModulationLink.Input.linked
    default: return Connection.Source.none
    }
  }

  /// Curve, polarity and direction as in one half of `usTransform`.
  fileprivate var curveBits: UInt16 {
    (curve?.rawValue ?? 0) | (isBipolar ? 0x10 : 0) | (isDescending ? 0x20 : 0)
  }
}
