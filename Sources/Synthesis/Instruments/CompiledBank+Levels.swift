// SPDX-License-Identifier: MIT
// Which waves of a bank get levels. Downloader thread.

import Realtime

extension CompiledBank {
  /// What levels may take: a share of the bank's samples, or so much that a small bank has all of them. A large bank has
  /// more than a song can use; most of its long waves are played near the key that they were recorded at, and the
  /// cheapest waves come first.
  private static let leastLevelByteCount = 4 << 20
  private static let levelShare = 32
  /// How far a pitch wheel reaches by default.
  private static let bendCents = 200.0

  /// Adds levels to those waves that can be read at more than √2 of their rate. `layouts`: of the waves. `rate`: the
  /// engine's; nil where nothing reads levels.
  func withLevels(
    _ waves: [PreparedWave], _ layouts: [WaveLayout], rate: SampleRate?
  ) throws(BankFault) -> [PreparedWave] {
    guard let rate else { return waves }
    let steps = greatestSteps(waveCount: waves.count, rate: rate)
    let orders = layouts.indices.compactMap { wave -> WaveLevels.Order? in
      let count = WaveLevels.level(ofStep: steps[wave], most: WaveLevels.limit)
      return count > 0 ? WaveLevels.Order(wave: wave, layouts[wave], count: count) : nil
    }.sorted { ($0.byteCount, $0.wave) < ($1.byteCount, $1.wave) }
    var left = max(Self.leastLevelByteCount, arena.byteCount / Self.levelShare)
    let affordable = orders.prefix { order in
      left -= order.byteCount
      return left >= 0
    }
    return try WaveLevels.added(to: waves, Array(affordable), in: arena)
  }

  /// The most frames of each wave that pass in a frame of the output, with the wheel all the way up.
  private func greatestSteps(waveCount: Int, rate: SampleRate) -> [Double] {
    var steps = [Double](repeating: 0, count: waveCount)
    forEachRegion { region, wave in
      let keys = region.fixedKey >= 0 ? [Int(region.fixedKey)] : [Int(region.range.keyLow), Int(region.range.keyHigh)]
      for key in keys {
        let cents = region.cents(ofKey: Double(key)) + Self.bendCents
        let step = Double(region.waveRate) / Double(rate.hertz) * RealtimeMath.exp2(cents / 1200)
        steps[wave] = max(steps[wave], step)
      }
    }
    return steps
  }
}
