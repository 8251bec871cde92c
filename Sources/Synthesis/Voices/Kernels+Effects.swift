// SPDX-License-Identifier: MIT
// The kernels of the effects, in the build that was chosen. Audio thread.

import VoiceKernels
import VoiceState

#if arch(x86_64)
  import VoiceKernelsAVX2
#endif

extension Kernels {
  /// Thread: audio. See `renderReverb`.
  @_noLocks @_noAllocation
  func reverb(
    _ state: inout ReverbState, _ input: UnsafeMutablePointer<Float>, _ left: UnsafeMutablePointer<Float>,
    _ right: UnsafeMutablePointer<Float>
  ) -> Float {
    switch set {
    case .baseline: unsafe VoiceKernels.renderReverb(&state, input, left, right)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.renderReverb(&state, input, left, right)
    #endif
    }
  }

  /// Thread: audio. See `renderChorus`.
  @_noLocks @_noAllocation
  func chorus(
    _ state: inout ChorusState, _ input: UnsafeMutablePointer<Float>, _ left: UnsafeMutablePointer<Float>,
    _ right: UnsafeMutablePointer<Float>, _ reverb: UnsafeMutablePointer<Float>
  ) -> Float {
    switch set {
    case .baseline: unsafe VoiceKernels.renderChorus(&state, input, left, right, reverb)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.renderChorus(&state, input, left, right, reverb)
    #endif
    }
  }

  /// Thread: audio. See `renderEcho`.
  @_noLocks @_noAllocation
  func echo(
    _ state: inout EchoState, _ input: UnsafePointer<Float>, _ left: UnsafeMutablePointer<Float>,
    _ right: UnsafeMutablePointer<Float>
  ) -> Float {
    switch set {
    case .baseline: unsafe VoiceKernels.renderEcho(&state, input, left, right)
    #if arch(x86_64)
      case .avx2: unsafe VoiceKernelsAVX2.renderEcho(&state, input, left, right)
    #endif
    }
  }
}
