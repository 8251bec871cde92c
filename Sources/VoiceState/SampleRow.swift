// SPDX-License-Identifier: MIT
// Samples one after the other. Audio thread.

/// What is done to a row of samples, wherever it lies.
public enum SampleRow {
  /// The greatest magnitude, and not a finite number where one of the samples is none. Eight at a time: a maximum of single
  /// numbers waits for each one before. Thread: audio.
  ///
  /// Without their signs the bits of numbers are in the order of these, with what is infinite and what is no number above.
  @_noLocks @_noAllocation
  public static func peak(of samples: UnsafePointer<Float>, count: Int) -> Float {
    let magnitude: Int32 = 0x7FFF_FFFF
    var lanes = SIMD8<Int32>()
    var frame = 0
    while frame &+ 8 <= count {
      let bits = unsafe UnsafeRawPointer(samples + frame).loadUnaligned(as: SIMD8<Int32>.self) & magnitude
      lanes.replace(with: bits, where: bits .> lanes)
      frame = frame &+ 8
    }
    var greatest = lanes.max()
    while frame < count {
      greatest = unsafe max(greatest, Int32(bitPattern: samples[frame].bitPattern) & magnitude)
      frame = frame &+ 1
    }
    return Float(bitPattern: UInt32(bitPattern: greatest))
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
