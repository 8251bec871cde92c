// SPDX-License-Identifier: MIT
// One voice's wave, at any pitch, for each interpolation and form. Audio thread.
//
// Each is a function of its own: in one that holds several, the compiler stops inlining.

import VoiceState

@inline(never) @_noLocks @_noAllocation
func oscillateLinear(
  _ wave: UnsafePointer<Int16>, _ reader: UnsafeMutablePointer<WaveReader>,
  _ out: UnsafeMutablePointer<Float>, _ frames: Int
) {
  unsafe oscillate(reader, out, frames) { position, step, out, count in
    unsafe gather(
      position, step, out, count,
      single: {
        let at = unsafe wave + whole($0)
        return unsafe line(Float(at[0]), Float(at[1]), fraction($0))
      },
      eight: {
        let n = unsafe neighbours(wave, $0, $1, 0)
        return line(n.a, n.b, fractions($0, $1))
      })
  }
}

@inline(never) @_noLocks @_noAllocation
func oscillateLinear(
  _ wave: UnsafePointer<Float>, _ reader: UnsafeMutablePointer<WaveReader>,
  _ out: UnsafeMutablePointer<Float>, _ frames: Int
) {
  unsafe oscillate(reader, out, frames) { position, step, out, count in
    unsafe gather(
      position, step, out, count,
      single: {
        let at = unsafe wave + whole($0)
        return unsafe line(at[0], at[1], fraction($0))
      },
      eight: {
        let n = unsafe neighbours(wave, $0, $1, 0)
        return line(n.a, n.b, fractions($0, $1))
      })
  }
}

@inline(never) @_noLocks @_noAllocation
func oscillateCubic(
  _ wave: UnsafePointer<Int16>, _ reader: UnsafeMutablePointer<WaveReader>,
  _ out: UnsafeMutablePointer<Float>, _ frames: Int
) {
  unsafe oscillate(reader, out, frames) { position, step, out, count in
    if Windows.suit(step) { return unsafe cubic(Windows(position, step), wave, reader.pointee.endQ32, out, count) }
    unsafe gather(
      position, step, out, count,
      single: {
        let at = unsafe wave + whole($0)
        return unsafe cubic(Float(at[-1]), Float(at[0]), Float(at[1]), Float(at[2]), fraction($0))
      },
      eight: { unsafe cubic(neighbours(wave, $0, $1, -1), fractions($0, $1)) })
  }
}

@inline(never) @_noLocks @_noAllocation
func oscillateCubic(
  _ wave: UnsafePointer<Float>, _ reader: UnsafeMutablePointer<WaveReader>,
  _ out: UnsafeMutablePointer<Float>, _ frames: Int
) {
  unsafe oscillate(reader, out, frames) { position, step, out, count in
    unsafe gather(
      position, step, out, count,
      single: {
        let at = unsafe wave + whole($0)
        return unsafe cubic(at[-1], at[0], at[1], at[2], fraction($0))
      },
      eight: { unsafe cubic(neighbours(wave, $0, $1, -1), fractions($0, $1)) })
  }
}

@inline(never) @_noLocks @_noAllocation
func oscillateSinc(
  _ wave: UnsafePointer<Int16>, _ table: UnsafePointer<SincRow>, _ reader: UnsafeMutablePointer<WaveReader>,
  _ out: UnsafeMutablePointer<Float>, _ frames: Int
) {
  unsafe oscillate(reader, out, frames) { position, step, out, count in
    unsafe gather(
      position, step, out, count,
      single: { unsafe sinc(row(wave + (whole($0) &- 3)), $0, table) },
      eight: { unsafe sinc($0, $1, table) { unsafe row(wave + (whole($0) &- 3)) } })
  }
}

@inline(never) @_noLocks @_noAllocation
func oscillateSinc(
  _ wave: UnsafePointer<Float>, _ table: UnsafePointer<SincRow>, _ reader: UnsafeMutablePointer<WaveReader>,
  _ out: UnsafeMutablePointer<Float>, _ frames: Int
) {
  unsafe oscillate(reader, out, frames) { position, step, out, count in
    unsafe gather(
      position, step, out, count,
      single: { unsafe sinc(row(wave + (whole($0) &- 3)), $0, table) },
      eight: { unsafe sinc($0, $1, table) { unsafe row(wave + (whole($0) &- 3)) } })
  }
}
