// SPDX-License-Identifier: MIT
// How the modulators of several zones become one list (SoundFont 2.04, section 9.5). Any thread but audio.

/// Lists of modulators.
enum ModulatorList {
  typealias Code = SoundFont.Code

  /// No modulators.
  static let none: [SoundFont.Modulator] = []

  /// What each instrument begins with (section 8.4), as the synthesizer has it: pan reaches the sides, and no further.
  static let standard = [
    modulator(0x0502, Code.attenuation, 960), modulator(0x0102, Code.filterCutoff, -2400),
    modulator(0x000D, Code.vibratoToPitch, 50), modulator(0x0081, Code.vibratoToPitch, 50),
    modulator(0x0587, Code.attenuation, 960), modulator(0x028A, Code.pan, 508),
    modulator(0x058B, Code.attenuation, 960), modulator(0x00DB, Code.reverbSend, 200),
    modulator(0x00DD, Code.chorusSend, 200), modulator(0x020E, Code.fineTune, 12_700, by: 0x0010),
  ]

  private static func modulator(
    _ source: UInt16, _ destination: UInt16, _ amount: Int16, by amountSource: UInt16 = 0
  ) -> SoundFont.Modulator {
    SoundFont.Modulator(
      source: source, destination: destination, amount: amount, amountSource: amountSource, transform: 0)
  }
}

extension [SoundFont.Modulator] {
  /// These, each replaced by its like in `zone`, and what else is there.
  func overlaid(with zone: [SoundFont.Modulator]) -> [SoundFont.Modulator] {
    var result = self
    for modulator in zone {
      // Versions 2.01 and 2.04 write the default from velocity to the filter differently: either replaces it.
      if modulator.isVelocityToCutoff { result.removeAll { $0.isVelocityToCutoff } }
      if let index = result.firstIndex(where: { $0.isLike(modulator) }) {
        result[index] = modulator
      } else {
        result.append(modulator)
      }
    }
    return result
  }

  /// These and those of a preset, which add to their like.
  func adding(_ preset: [SoundFont.Modulator]) -> [SoundFont.Modulator] {
    var result = self
    for modulator in preset {
      if let index = result.firstIndex(where: { $0.isLike(modulator) }) {
        result[index].amount = Int16(clamping: Int(result[index].amount) + Int(modulator.amount))
      } else {
        result.append(modulator)
      }
    }
    return result
  }
}

extension SoundFont.Modulator {
  /// Whether one of the two replaces the other: they follow and steer the same (9.5.1). One that is linked to another is like no other.
  fileprivate func isLike(_ other: SoundFont.Modulator) -> Bool {
    source == other.source && destination == other.destination && amountSource == other.amountSource
      && transform == other.transform && !isLinked && !other.isLinked
  }

  fileprivate var isVelocityToCutoff: Bool {
    source == 0x0102 && destination == SoundFont.Code.filterCutoff && [0x0000, 0x0C02, 0x0D02].contains(amountSource)
  }
}
