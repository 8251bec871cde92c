// SPDX-License-Identifier: MIT
// Makes onset detectors. Setup.

import Glibc
import Realtime

extension OnsetDetector {
  /// `gapFrames`: the shortest distance of two notes. Thread: setup.
  init(_ method: OnsetMethod, rate: SampleRate, gapFrames: Int) {
    threshold = Float(Decibels(method.thresholdDecibels).amplitude)
    // 5 ms: half a cycle of the lowest bass.
    lagFrames = rate.hertz / 200
    switch method {
    case .impulse:
      floor = threshold
      rise = 0
      decay = 0
      holdFrames = UInt32(min(32, gapFrames / 2))
    case .rise:
      floor = Float(Decibels(-90).amplitude)
      rise = 2
      // 60 dB from one note to the next.
      decay = Float(pow(0.5, 1 / Double(max(1, gapFrames / 10))))
      holdFrames = UInt32(gapFrames / 2)
    }
  }

  /// For the sender's own impulse: a single sample. Thread: setup.
  static var direct: OnsetDetector {
    OnsetDetector(threshold: 0.5, floor: 0.5, rise: 0, decay: 0, lagFrames: 1, holdFrames: 1)
  }
}
