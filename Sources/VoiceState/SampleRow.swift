// SPDX-License-Identifier: MIT
// Samples one after the other. Audio thread.

/// What is done to a row of samples, wherever it lies.
public enum SampleRow {
  /// The greatest magnitude. Eight at a time: a maximum of single numbers waits for each one before. Thread: audio.
  @_noLocks @_noAllocation
  public static func peak(of samples: UnsafePointer<Float>, count: Int) -> Float {
    var greatest = Lanes()
    var frame = 0
    while frame &+ 8 <= count {
      let x = unsafe UnsafeRawPointer(samples + frame).loadUnaligned(as: Lanes.self)
      let magnitude = x.replacing(with: -x, where: x .< Lanes())
      greatest.replace(with: magnitude, where: magnitude .> greatest)
      frame = frame &+ 8
    }
    var peak = greatest.max()
    while frame < count {
      peak = unsafe max(peak, samples[frame].magnitude)
      frame = frame &+ 1
    }
    return peak
  }

  /// Multiplies each by the same number. Thread: audio.
  @_noLocks @_noAllocation
  public static func scale(_ samples: UnsafeMutablePointer<Float>, by gain: Float, count: Int) {
    var frame = 0
    while frame < count {
      unsafe samples[frame] *= gain
      frame = frame &+ 1
    }
  }
}
