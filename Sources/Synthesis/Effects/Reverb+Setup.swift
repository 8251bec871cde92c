// SPDX-License-Identifier: MIT
// Making the reverb. Setup; nothing here runs on the audio thread.

import Realtime

extension Reverb {
  /// Thread: setup.
  init(rate: SampleRate) {
    let plan = ReverbPlan(rate: Double(rate.hertz))
    let state = plan.makeState()
    self.init(plan, state)
  }
}
