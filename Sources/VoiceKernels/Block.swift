// SPDX-License-Identifier: MIT
// Eight rows of eight frames, in registers. Audio thread.

import VoiceState

/// Eight frames of eight voices or delay lines, row by row or column by column.
struct Block {
  var a: Lanes, b: Lanes, c: Lanes, d: Lanes, e: Lanes, f: Lanes, g: Lanes, h: Lanes

  @inline(__always) @_noLocks @_noAllocation
  init(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes, _ e: Lanes, _ f: Lanes, _ g: Lanes, _ h: Lanes) {
    (self.a, self.b, self.c, self.d, self.e, self.f, self.g, self.h) = (a, b, c, d, e, f, g, h)
  }

  /// Eight frames of each of eight rows, `rowFrames` apart.
  @inline(__always) @_noLocks @_noAllocation
  init(_ first: UnsafePointer<Float>, rowFrames: Int) {
    func row(_ lane: Int) -> Lanes { unsafe frames(at: first + lane &* rowFrames) }
    self.init(row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7))
  }

  /// Eight frames of each row, `rowFrames` apart.
  @inline(__always) @_noLocks @_noAllocation
  func store(_ first: UnsafeMutablePointer<Float>, rowFrames: Int) {
    func put(_ lane: Int, _ lanes: Lanes) { unsafe store8(lanes, at: first + lane &* rowFrames) }
    put(0, a)
    put(1, b)
    put(2, c)
    put(3, d)
    put(4, e)
    put(5, f)
    put(6, g)
    put(7, h)
  }

  /// Rows and columns exchanged: an element's place has three bits of each, and dealing the even ones before the odd ones
  /// turns the six bits by one place; three times turns them by half.
  @inline(__always) @_noLocks @_noAllocation
  func transposed() -> Block { dealt().dealt().dealt() }

  @inline(__always) @_noLocks @_noAllocation
  private func dealt() -> Block {
    let (ab, cd) = (SIMD16(lowHalf: a, highHalf: b), SIMD16(lowHalf: c, highHalf: d))
    let (ef, gh) = (SIMD16(lowHalf: e, highHalf: f), SIMD16(lowHalf: g, highHalf: h))
    return Block(
      ab.evenHalf, cd.evenHalf, ef.evenHalf, gh.evenHalf, ab.oddHalf, cd.oddHalf, ef.oddHalf, gh.oddHalf)
  }
}

/// Eight frames that lie side by side.
@inline(__always) @_noLocks @_noAllocation
func frames(at memory: UnsafePointer<Float>) -> Frames {
  unsafe UnsafeRawPointer(memory).loadUnaligned(as: Frames.self)
}

/// Writes eight frames side by side.
@inline(__always) @_noLocks @_noAllocation
func store8(_ frames: Frames, at memory: UnsafeMutablePointer<Float>) {
  unsafe UnsafeMutableRawPointer(memory).storeBytes(of: frames, as: Frames.self)
}
