// SPDX-License-Identifier: MIT
// Making the master section. Setup; nothing here runs on the audio thread.

import Realtime

extension MasterSection {
  /// Thread: setup.
  init(busCount: Int, gain: Decibels, hasLimiter: Bool, rate: SampleRate) {
    self.busCount = busCount
    self.hasLimiter = hasLimiter
    baseGain = Float(gain.amplitude)
    rampFrames = Int(rate.hertz / 100)
    level = LevelRamp(gain.amplitude)
    unsafe limiters = .allocate(capacity: busCount)
    unsafe limiters.initialize(repeating: Limiter(rate: rate), count: busCount)
  }
}
