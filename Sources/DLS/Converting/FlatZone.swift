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
  private(set) var modulators: [ModulatorList.Entry]

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
    let settings = ZoneSettings(instrument).with(inner).adding(ZoneSettings(preset).with(outer))
    values = (0..<Code.count).map { Double(settings.generators[$0]) }
    modulators = settings.modulators.entries
    fold()
  }

  /// The value of a generator.
  subscript(code: UInt16) -> Double { values[Int(code)] }

  /// The key that sounds in place of the played one; nil where the played one does.
  var fixedKey: Double? { self[Code.key] >= 0 ? self[Code.key] : nil }

  /// Modulators of a key or velocity that the zone fixes, or of nothing, are constants.
  private mutating func fold() {
    let velocity = self[Code.velocity] >= 0 ? self[Code.velocity] : nil
    var moving: [ModulatorList.Entry] = []
    for modulator in modulators {
      guard modulator.identity.destination < Code.count,
        let value = modulator.constant(key: fixedKey, velocity: velocity)
      else {
        moving.append(modulator)
        continue
      }
      if modulator.identity.destination == Code.attenuation {
        constantAttenuation += value
      } else {
        values[Int(modulator.identity.destination)] += value
      }
    }
    modulators = moving
  }
}
