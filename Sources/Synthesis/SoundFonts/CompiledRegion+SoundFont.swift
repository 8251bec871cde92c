// SPDX-License-Identifier: MIT
// The generators of a SoundFont that differ from region to region, in the engine's terms. Downloader thread.

import DLS

extension CompiledRegion {
  /// A region of SoundFont 2.04 over all keys.
  init(
    _ articulation: CompiledBank.StoredArticulation, _ sums: GeneratorSums, _ sample: SoundFont.Sample, _ use: SampleUse
  ) {
    unsafe self.init(articulation.articulation)
    typealias Code = SoundFont.Code
    waveRate = use.rate
    let root = sums[Code.rootKey]
    // Keys over 127 occur; 60 is what the specification asks for then.
    unityNote = root >= 0 ? UInt8(root) : sample.originalKey <= 127 ? sample.originalKey : 60
    fineTuneCents = Int16(sample.correctionCents)
    keyGroup = UInt16(sums[Code.exclusiveClass])
    fixedKey = Int8(sums[Code.key])
    fixedVelocity = Int8(sums[Code.velocity])
    pitchCents = Double(100 * sums[Code.coarseTune] + sums[Code.fineTune])
    gainDecibels = -0.1 * Code.attenuationShare * Double(sums[Code.attenuation])
    pan = 0.001 * Double(sums[Code.pan])
  }
}
