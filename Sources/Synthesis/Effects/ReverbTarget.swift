// SPDX-License-Identifier: MIT
// A setting of the reverb as numbers for its network. Audio thread.

import VoiceState

/// Where the network is, or where it is going.
struct ReverbTarget: BitwiseCopyable {
  var lengths = SIMD16<Int32>(repeating: 64)
  var preDelayLength = 0
  var direct = Lines()
  var feed = Lines()
  var pole = Lines()
  var diffusionGain: Float = 0
  var inputGain: Float = 0
  var outputGain: Float = 0
  var lowPass: Float = 0

  @_noLocks @_noAllocation
  init() {}

  /// Puts the network between two settings: `progress` 0…1 at the beginning of the cell, `step` what a frame adds.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func place(_ state: inout ReverbState, to next: ReverbTarget, progress: Float, step: Float) {
    state.lengths = lengths
    state.nextLengths = next.lengths
    state.preDelayLength = preDelayLength
    state.nextPreDelayLength = next.preDelayLength
    state.change = progress
    state.changeStep = step
    let (direct, feed, pole) = (next.direct - self.direct, next.feed - self.feed, next.pole - self.pole)
    state.direct = self.direct + direct * progress
    state.feed = self.feed + feed * progress
    state.pole = self.pole + pole * progress
    state.directStep = direct * step
    state.feedStep = feed * step
    state.poleStep = pole * step
    state.diffusionGain = diffusionGain + (next.diffusionGain - diffusionGain) * progress
    state.diffusionGainStep = (next.diffusionGain - diffusionGain) * step
    state.inputGain = inputGain + (next.inputGain - inputGain) * progress
    state.inputGainStep = (next.inputGain - inputGain) * step
    state.outputGain = outputGain + (next.outputGain - outputGain) * progress
    state.outputGainStep = (next.outputGain - outputGain) * step
    state.lowPass = lowPass + (next.lowPass - lowPass) * progress
    state.lowPassStep = (next.lowPass - lowPass) * step
  }
}
