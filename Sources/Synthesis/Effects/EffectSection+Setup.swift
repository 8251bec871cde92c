// SPDX-License-Identifier: MIT
// Making the effects. Setup; nothing here runs on the audio thread.

import Realtime
import VoiceState

extension EffectSection {
  /// Thread: setup.
  init(rate: SampleRate, kernels: Kernels) {
    let count = 4 * VoiceLayout.controlFrames
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: count)
    unsafe memory.initialize(repeating: 0, count: count)
    unsafe self.init(memory: memory, rate: rate, kernels: kernels)
  }
}
