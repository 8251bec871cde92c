// SPDX-License-Identifier: MIT
// Tuning, level and loop of a flat zone. Any thread but audio.

extension FlatZone {
  /// Cents that `wsmp` holds.
  private static let fineTuneRange = -1200.0...1200

  /// Parameters of the region that plays `wave`, and cents that they cannot hold.
  func sampleParameters(
    _ sample: SoundFont.Sample, _ wave: ConvertedWaves.Place
  ) -> (parameters: SampleParameters, tuning: Double) {
    var parameters = SampleParameters()
    let root = self[Code.rootKey] >= 0 ? self[Code.rootKey] : Double(sample.originalKey)
    var unityNote = root
    var cents = Double(sample.correctionCents) + 100 * self[Code.coarseTune] + self[Code.fineTune]
    if let fixedKey {
      cents += (fixedKey - root) * self[Code.scaleTuning]
    } else if !Self.fineTuneRange.contains(cents), self[Code.scaleTuning] == 100 {
      // Where each key is a semitone another root key says the same.
      let semitones = max(root - 127, min(root, (cents / 100).rounded()))
      unityNote -= semitones
      cents -= 100 * semitones
    }
    let fineTune = max(-1200, min(1200, cents.rounded()))
    parameters.unityNote = UInt8(unityNote)
    parameters.fineTune = Int16(fineTune)
    parameters.gain = Int32((max(-960, min(240, gainCentibels)) * 65_536).rounded())
    parameters.loop = loop(sample, wave)
    return (parameters, cents - fineTune)
  }

  /// What the wave is turned down by, as a gain.
  var gainCentibels: Double { -self[Code.attenuation] * Code.attenuationShare - constantAttenuation }

  /// A distance that comes in single points and in multiples of 32768.
  func offset(_ fine: UInt16, _ coarse: UInt16) -> Int { Int(self[fine]) + 32_768 * Int(self[coarse]) }

  private func loop(_ sample: SoundFont.Sample, _ wave: ConvertedWaves.Place) -> SampleParameters.Loop? {
    guard self[Code.sampleModes] == 1 || self[Code.sampleModes] == 3 else { return nil }
    let start = sample.loopStart + offset(Code.loopStartOffset, Code.loopStartCoarseOffset) - wave.start
    let end = sample.loopEnd + offset(Code.loopEndOffset, Code.loopEndCoarseOffset) - wave.start
    let inside = max(0, start)..<max(0, start, min(end, wave.frameCount))
    guard !inside.isEmpty else { return nil }
    return SampleParameters.Loop(
      kind: self[Code.sampleModes] == 3 ? .untilRelease : .forward, start: UInt32(inside.lowerBound),
      length: UInt32(inside.count))
  }
}

extension SampleParameters {
  /// Whether the zone asks for a gain beyond what a reader takes.
  func hasClampedGain(_ zone: FlatZone) -> Bool { (Double(gain) / 65_536 - zone.gainCentibels).magnitude > 0.01 }
}
