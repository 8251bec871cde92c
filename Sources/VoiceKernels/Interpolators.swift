// SPDX-License-Identifier: MIT
// The three ways of reading a wave between its frames. Audio thread.

import VoiceState

/// A straight line between two neighbours.
enum LinearInterpolator {
  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64) -> Float {
    let here = Float(unsafe at[0])
    return here + fraction(positionQ32) * (Float(unsafe at[1]) - here)
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(_ wave: UnsafePointer<Int16>, _ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
    let (here, next, _, _) = unsafe neighbours(gather(wave, positionQ32, stepQ32, 0))
    return here + fractions(positionQ32, stepQ32) * (next - here)
  }
}

/// Catmull-Rom through four neighbours: exact at whole positions. It is evaluated as a polynomial in the fraction, with
/// no table whose rows would round it.
enum CubicInterpolator {
  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64) -> Float {
    let a = Float(unsafe at[-1])
    let b = Float(unsafe at[0])
    let c = Float(unsafe at[1])
    let d = Float(unsafe at[2])
    let x = fraction(positionQ32)
    let linear = (c - a) * 0.5
    let cubic = (d - a) * 0.5 + (b - c) * 1.5
    let square = c - b - linear - cubic
    return b + x * (linear + x * (square + x * cubic))
  }

  @inline(__always) @_noLocks @_noAllocation
  static func frames(_ wave: UnsafePointer<Int16>, _ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
    let (a, b, c, d) = unsafe neighbours(gather(wave, positionQ32, stepQ32, -1))
    let x = fractions(positionQ32, stepQ32)
    let linear = (c - a) * 0.5
    let cubic = (d - a) * 0.5 + (b - c) * 1.5
    let square = c - b - linear - cubic
    return b + x * (linear + x * (square + x * cubic))
  }
}

/// Eight points of a windowed sinc, the coefficients interpolated between rows of the table.
enum SincInterpolator {
  /// `table`: `KernelTables.sinc`.
  @inline(__always) @_noLocks @_noAllocation
  static func frame(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64, _ table: UnsafePointer<Lanes>) -> Float {
    let eight = unsafe UnsafeRawPointer(at - 3).loadUnaligned(as: SIMD8<Int16>.self)
    let samples = Lanes(SIMD8<Int32>(truncatingIfNeeded: eight))
    let row = Int(truncatingIfNeeded: (positionQ32 >> 23) & 511)
    let between = Float(Int32(truncatingIfNeeded: positionQ32 & 0x7F_FFFF)) * 0x1p-23
    let first = unsafe table[row]
    let product = samples * (first + (unsafe table[row + 1] - first) * between)
    let four = product.lowHalf + product.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
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
}
