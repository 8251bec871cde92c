// SPDX-License-Identifier: MIT
// Keeps the output under full scale. Audio thread.

import Realtime

/// A peak limiter without delay: the gain falls at once to what a peak needs and comes back over 150 ms. Below its
/// threshold it changes no bit.
struct Limiter: BitwiseCopyable {
  /// −0.3 dBFS.
  private static var ceiling: Float { @_noLocks @_noAllocation get { 0.966 } }
  private let recovery: Float
  private var gain: Float = 1

  /// Thread: setup.
  init(rate: SampleRate) { recovery = 1 / (0.05 * Float(rate.hertz)) }

  /// One frame of both channels. Thread: audio.
  @_noLocks @_noAllocation
  mutating func limit(_ left: inout Float, _ right: inout Float) {
    let peak = max(left.magnitude, right.magnitude)
    if peak * gain > Limiter.ceiling { gain = Limiter.ceiling / peak }
    guard gain < 1 else { return }
    left *= gain
    right *= gain
    gain += (1 - gain) * recovery
    if gain > 0.9999 { gain = 1 }
  }
}
