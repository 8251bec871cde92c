// SPDX-License-Identifier: MIT
// Making the chorus. Setup; nothing here runs on the audio thread.

import Realtime
import VoiceState

extension Chorus {
  /// Thread: setup.
  init(rate: SampleRate) {
    let plan = ChorusPlan(rate: Double(rate.hertz))
    self.init(plan, ChorusState(longest: Int(plan.longestDelay) + 8))
  }
}
