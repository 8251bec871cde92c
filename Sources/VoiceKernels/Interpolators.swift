// SPDX-License-Identifier: MIT
// The three ways of reading a wave between its frames. Audio thread.
//
// Each has four functions: one frame or eight, of whole or of broken numbers. `at` is the frame before the position or at
// it; `wave` is frame 0.

import VoiceState

/// A straight line between two neighbours.
enum LinearInterpolator {
  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64) -> Float {
    let here = Float(unsafe at[0])
    return here + fraction(positionQ32) * (Float(unsafe at[1]) - here)
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Float>, _ positionQ32: UInt64) -> Float {
    let here = unsafe at[0]
    return here + fraction(positionQ32) * (unsafe at[1] - here)
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(_ wave: UnsafePointer<Int16>, _ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
    let (here, next, _, _) = unsafe neighbours(gather(wave, positionQ32, stepQ32, 0))
    return here + fractions(positionQ32, stepQ32) * (next - here)
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(_ wave: UnsafePointer<Float>, _ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
    let (here, next, _, _) = unsafe neighbours(gather(wave, positionQ32, stepQ32, 0))
    return here + fractions(positionQ32, stepQ32) * (next - here)
  }
}

/// Catmull-Rom through four neighbours: exact at whole positions. It is evaluated as a polynomial in the fraction, with
/// no table whose rows would round it.
enum CubicInterpolator {
  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64) -> Float {
    unsafe curve(Float(at[-1]), Float(at[0]), Float(at[1]), Float(at[2]), fraction(positionQ32))
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Float>, _ positionQ32: UInt64) -> Float {
    unsafe curve(at[-1], at[0], at[1], at[2], fraction(positionQ32))
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(_ wave: UnsafePointer<Int16>, _ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
    let (a, b, c, d) = unsafe neighbours(gather(wave, positionQ32, stepQ32, -1))
    return curve(a, b, c, d, fractions(positionQ32, stepQ32))
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(_ wave: UnsafePointer<Float>, _ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
    let (a, b, c, d) = unsafe neighbours(gather(wave, positionQ32, stepQ32, -1))
    return curve(a, b, c, d, fractions(positionQ32, stepQ32))
  }

  @inline(__always) @_noLocks @_noAllocation
  private static func curve(_ a: Float, _ b: Float, _ c: Float, _ d: Float, _ x: Float) -> Float {
    let linear = (c - a) * 0.5
    let cubic = (d - a) * 0.5 + (b - c) * 1.5
    let square = c - b - linear - cubic
    return b + x * (linear + x * (square + x * cubic))
  }

  @inline(__always) @_noLocks @_noAllocation
  private static func curve(_ a: Frames, _ b: Frames, _ c: Frames, _ d: Frames, _ x: Frames) -> Frames {
    let linear = (c - a) * 0.5
    let cubic = (d - a) * 0.5 + (b - c) * 1.5
    let square = c - b - linear - cubic
    return b + x * (linear + x * (square + x * cubic))
  }
}

/// Eight points of a windowed sinc, the coefficients interpolated between rows of the table, `KernelTables.sinc`.
enum SincInterpolator {
  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64, _ table: UnsafePointer<Lanes>) -> Float {
    let eight = unsafe UnsafeRawPointer(at - 3).loadUnaligned(as: SIMD8<Int16>.self)
    return unsafe weighted(Lanes(SIMD8<Int32>(truncatingIfNeeded: eight)), positionQ32, table)
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Float>, _ positionQ32: UInt64, _ table: UnsafePointer<Lanes>) -> Float {
    unsafe weighted(UnsafeRawPointer(at - 3).loadUnaligned(as: Lanes.self), positionQ32, table)
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(
    _ wave: UnsafePointer<Int16>, _ positionQ32: UInt64, _ stepQ32: UInt64, _ table: UnsafePointer<Lanes>
  ) -> Frames {
    var position = positionQ32
    var eight = Frames()
    for index in 0..<8 {
      eight[index] = unsafe frame(wave + Int(truncatingIfNeeded: position >> 32), position, table)
      position = position &+ stepQ32
    }
    return eight
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(
    _ wave: UnsafePointer<Float>, _ positionQ32: UInt64, _ stepQ32: UInt64, _ table: UnsafePointer<Lanes>
  ) -> Frames {
    var position = positionQ32
    var eight = Frames()
    for index in 0..<8 {
      eight[index] = unsafe frame(wave + Int(truncatingIfNeeded: position >> 32), position, table)
      position = position &+ stepQ32
    }
    return eight
  }

  /// `samples`: the frames −3…4 around the position.
  @inline(__always) @_noLocks @_noAllocation
  private static func weighted(_ samples: Lanes, _ positionQ32: UInt64, _ table: UnsafePointer<Lanes>) -> Float {
    let row = Int(truncatingIfNeeded: (positionQ32 >> 23) & 511)
    let between = Float(Int32(truncatingIfNeeded: positionQ32 & 0x7F_FFFF)) * 0x1p-23
    let first = unsafe table[row]
    let product = samples * (first + (unsafe table[row + 1] - first) * between)
    let four = product.lowHalf + product.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
