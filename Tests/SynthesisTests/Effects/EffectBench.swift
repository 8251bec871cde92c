// SPDX-License-Identifier: MIT
// Effects driven by hand, cell by cell. The test's own thread.

import Realtime
import VoiceState

@testable import Synthesis

/// What an effect makes of what is sent to it, without voices around it.
enum EffectBench {
  static let kernels = Kernels(set: .best, interpolation: .cubic)

  /// The answer of the reverb to `input`, which may be shorter than the answer; its first frame is that in which the cell of
  /// the first input is taken in.
  static func reverb(
    _ input: [Float], frames: Int, rate: UInt32 = 48_000, kernels: Kernels = kernels,
    _ change: (inout EffectSettings) -> Void = { _ in }
  ) -> Stereo {
    var settings = EffectSettings()
    change(&settings)
    var reverb = Reverb(rate: SampleRate(hertz: rate))
    return unsafe run(input, frames: frames) { cell, left, right, isFed in
      unsafe reverb.render(cell, left, right, isFed: isFed, settings: settings, kernels: kernels)
    }
  }

  /// The answer of the chorus; `settings` are asked for in each cell, by its first frame.
  static func chorus(
    _ input: [Float], frames: Int, rate: UInt32 = 48_000, settings: (Int) -> EffectSettings
  ) -> Stereo {
    var chorus = Chorus(rate: SampleRate(hertz: rate))
    let reverb = UnsafeMutablePointer<Float>.allocate(capacity: VoiceLayout.controlFrames)
    unsafe reverb.initialize(repeating: 0, count: VoiceLayout.controlFrames)
    defer { unsafe reverb.deallocate() }
    var frame = 0
    return unsafe run(input, frames: frames) { cell, left, right, isFed in
      _ = unsafe chorus.render(
        cell, left, right, reverb, isFed: isFed, settings: settings(frame), kernels: kernels)
      frame += VoiceLayout.controlFrames
    }
  }

  /// Cells through an effect.
  static func run(
    _ input: [Float], frames: Int,
    _ render: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, Bool) -> Void
  ) -> Stereo {
    let count = VoiceLayout.controlFrames
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 3 * count)
    defer { unsafe memory.deallocate() }
    var out = Stereo()
    var done = 0
    while done < frames {
      unsafe memory.initialize(repeating: 0, count: 3 * count)
      for frame in 0..<count where done + frame < input.count { unsafe memory[frame] = input[done + frame] }
      unsafe render(memory, memory + count, memory + 2 * count, done < input.count)
      unsafe out.left += UnsafeBufferPointer(start: memory + count, count: count)
      unsafe out.right += UnsafeBufferPointer(start: memory + 2 * count, count: count)
      done += count
    }
    return out
  }

  /// White noise of ±`amplitude`.
  static func noise(_ count: Int, amplitude: Float = 0.5, seed: UInt32 = 1) -> [Float] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(Int32(bitPattern: state)) * 0x1p-31 * amplitude
    }
  }
}
