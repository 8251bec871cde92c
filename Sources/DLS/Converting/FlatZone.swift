// SPDX-License-Identifier: MIT
// An instrument's zone as a preset plays it: SoundFonts have two levels, DLS has one. Any thread but audio.

/// The sum of a preset zone and an instrument zone (SoundFont 2.04, section 9.4).
struct FlatZone {
  typealias Code = SoundFont.Code

  /// Keys of both zones.
  let keys: ClosedRange<UInt8>
  /// Velocities of both zones.
  let velocities: ClosedRange<UInt8>
  /// Index into the bank's samples.
  let sample: Int
  /// By generator number, in the generator's unit.
  private(set) var values: [Double]
  /// Gain of modulators that turned out to be constant, in centibels: they count in full, unlike the generator.
  private(set) var constantAttenuation = 0.0
  /// What follows a source while a note sounds.
  private(set) var modulators: [SoundFont.Modulator]

  /// The zone `inner` of `instrument` within the zone `outer` of `preset`; nil where no note plays both.
  init?(
    _ outer: SoundFont.Zone, of preset: SoundFont.Preset, _ inner: SoundFont.Zone, of instrument: SoundFont.Instrument
  ) {
    guard outer.keys.overlaps(inner.keys), outer.velocities.overlaps(inner.velocities) else { return nil }
    keys = outer.keys.clamped(to: inner.keys)
    velocities = outer.velocities.clamped(to: inner.velocities)
    // No note has velocity 0.
    guard velocities.upperBound > 0 else { return nil }
    sample = inner.target
    values = Code.standardValues
    for generator in (instrument.global?.generators ?? []) + inner.generators where generator.code < Code.count {
      values[Int(generator.code)] = Double(generator.amount)
    }
    modulators = ModulatorList.standard
      .overlaid(with: instrument.global?.modulators ?? []).overlaid(with: inner.modulators)
    add(preset, outer)
    for code in 0..<Code.count { values[Int(code)] = Code.clamped(values[Int(code)], code) }
    fold()
  }

  /// The value of a generator.
  subscript(code: UInt16) -> Double { values[Int(code)] }

  /// The key that sounds in place of the played one; nil where the played one does.
  var fixedKey: Double? { self[Code.key] >= 0 ? self[Code.key] : nil }

  /// A preset zone adds to what the instrument says.
  private mutating func add(_ preset: SoundFont.Preset, _ zone: SoundFont.Zone) {
    var offsets: [UInt16: Double] = [:]
    for generator in (preset.global?.generators ?? []) + zone.generators {
      offsets[generator.code] = Double(generator.amount)
    }
    for (code, offset) in offsets where code < Code.count && !Code.isForInstruments(code) {
      values[Int(code)] += offset
    }
    let outer = ModulatorList.none.overlaid(with: preset.global?.modulators ?? []).overlaid(with: zone.modulators)
    modulators = modulators.adding(outer)
  }

  /// Modulators of a key or velocity that the zone fixes, or of nothing, are constants.
  private mutating func fold() {
    let velocity = self[Code.velocity] >= 0 ? self[Code.velocity] : nil
    var moving: [SoundFont.Modulator] = []
    for modulator in modulators {
      guard modulator.destination < Code.count,
        let value = modulator.constant(key: fixedKey, velocity: velocity)
      else {
        moving.append(modulator)
        continue
      }
      if modulator.destination == Code.attenuation {
        constantAttenuation += value
      } else {
        values[Int(modulator.destination)] += value
      }
    }
    modulators = moving
  }
}
