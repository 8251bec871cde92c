// SPDX-License-Identifier: MIT
// Sines that modulate the phase of other sines. Off-line.

/// A carrier with one modulator; both take whole periods per loop, so the result does too.
struct FrequencyModulation {
  /// Carrier frequency over the fundamental.
  var carrier = 1.0
  /// Modulator frequency over the fundamental.
  var modulator = 1.0
  /// Modulation index at the start and in the loop, in radians, and the time constant between them in seconds.
  var index = 2.0
  var settledIndex = 0.3
  var indexDecay = 0.2
  /// Linear level at the start, in the loop, and the time constant between them in seconds.
  var level = 1.0
  var settledLevel = 1.0
  var levelDecay = 0.2

  /// Renders one pair: `settle` seconds of evolving sound, then the loop.
  func tone(key: Int, plan: LoopPlan, settle: Double) -> Tone {
    let start = Int(settle * Double(plan.rate))
    let end = Double(start) / Double(plan.rate)
    let carrierBins = plan.bins(ratio: carrier)
    let modulatorBins = plan.bins(ratio: modulator)
    let indexEnvelope = Partial(ratio: 1, amplitude: 1, decay: indexDecay, sustain: settledIndex / max(index, 1e-9))
    let levelEnvelope = Partial(ratio: 1, amplitude: 1, decay: levelDecay, sustain: settledLevel / max(level, 1e-9))
    let samples = (0..<start + plan.length + Tone.guardFrames).map { frame in
      let time = min(Double(frame) / Double(plan.rate), end)
      let position = Double(frame % plan.length) / Double(plan.length)
      let depth = index * indexEnvelope.level(at: time, settle: end) / (2 * Exact.pi)
      let phase = Double(carrierBins) * position + depth * Exact.sine(turns: Double(modulatorBins) * position)
      return level * levelEnvelope.level(at: time, settle: end) * Exact.sine(turns: phase)
    }
    return Tone(rate: plan.rate, key: key, samples: samples, loop: start..<start + plan.length)
  }
}
