// SPDX-License-Identifier: MIT
// Making the master section. Setup; nothing here runs on the audio thread.

import Realtime

extension MasterSection {
  /// The limiter looks 1.5 ms ahead.
  static func delayFrames(_ rate: SampleRate) -> Int { max(1, Int(rate.hertz) * 3 / 2000) }

  /// Thread: setup.
  init(busCount: Int, busLimit: Int, gain: Decibels, hasLimiter: Bool, rate: SampleRate) {
    self.busCount = busCount
    self.hasLimiter = hasLimiter
    baseGain = Float(gain.amplitude)
    rampFrames = Int(rate.hertz / 100)
    level = LevelRamp(gain.amplitude)
    let delayFrames = MasterSection.delayFrames(rate)
    let limiterCount = hasLimiter ? busLimit : 0
    unsafe samples = .allocate(capacity: 2 * delayFrames * limiterCount)
    unsafe samples.initialize(repeating: 0, count: 2 * delayFrames * limiterCount)
    unsafe gains = .allocate(capacity: 3 * (delayFrames + 1) * limiterCount)
    unsafe gains.initialize(repeating: 1 << 30, count: 3 * (delayFrames + 1) * limiterCount)
    unsafe limiters = .allocate(capacity: limiterCount)
    for bus in 0..<limiterCount {
      let limiter = unsafe Limiter(
        delayFrames: delayFrames, rate: rate, memory: samples + 2 * delayFrames * bus,
        gains: gains + 3 * (delayFrames + 1) * bus)
      unsafe (limiters + bus).initialize(to: limiter)
    }
  }
}
