// SPDX-License-Identifier: MIT
// The state of the reverb: delay lines and what leads into them. Audio thread; `ReverbState+Setup.swift` makes it.

import CRealtime

/// One number of each of sixteen delay lines.
public typealias Lines = SIMD16<Float>

/// A feedback delay network of sixteen lines, with a pre-delay and four allpasses before it.
///
/// It works on whole cells of `VoiceLayout.controlFrames` frames, which begin at lines of the control grid: no delay in it
/// is shorter than that, so that a cell can be read as a whole before it is written.
@safe @frozen public struct ReverbState: BitwiseCopyable {
  /// Lines of the network.
  @inlinable public static var lineCount: Int { @_noLocks @_noAllocation get { 16 } }

  // Safe because the engine that owns the memory outlives every copy of these pointers.
  /// Sixteen rings, `lineFrames` long, each followed by a copy of its first cell, so that no reading wraps around.
  public let lines: UnsafeMutablePointer<Float>
  /// Frames of a ring: a multiple of a cell.
  public let lineFrames: Int
  /// From one ring to the next.
  public let lineStride: Int
  /// Where the cell at hand is written.
  public var position = 0
  /// Frames of each line's delay; and those that it is on the way to.
  public var lengths = SIMD16<Int32>(repeating: 64)
  /// The same as `lengths` but while a change is under way.
  public var nextLengths = SIMD16<Int32>(repeating: 64)
  /// How far the change of lengths has come, 0…1, and what a frame adds.
  public var change: Float = 0
  /// See `change`.
  public var changeStep: Float = 0

  /// Sixteen rows of a cell: what the kernel works in.
  public let rows: UnsafeMutablePointer<Float>
  /// The absorption of each line, y = direct·x + memory, memory ← feed·x + pole·memory; the scale of the mixing matrix is
  /// in it. At the beginning of the cell.
  public var direct = Lines()
  /// See `direct`.
  public var feed = Lines()
  /// See `direct`.
  public var pole = Lines()
  /// Change per frame.
  public var directStep = Lines()
  /// Change per frame.
  public var feedStep = Lines()
  /// Change per frame.
  public var poleStep = Lines()
  /// See `direct`.
  public var memory = Lines()

  /// Eight slow rotations, each of a pair of lines, in turns, and their turns per cell.
  public var turns = SIMD8<Float>(0, 0.382, 0.764, 0.146, 0.528, 0.910, 0.292, 0.674)
  /// See `turns`.
  public var turnsPerCell = SIMD8<Float>()

  /// Gain of what comes in, at the beginning of the cell.
  public var inputGain: Float = 0
  /// Change per frame.
  public var inputGainStep: Float = 0
  /// Gain of what goes out.
  public var outputGain: Float = 0
  /// Change per frame.
  public var outputGainStep: Float = 0
  /// One-pole low-pass before all: how much of the last value stays; 0 for none.
  public var lowPass: Float = 0
  /// Change per frame.
  public var lowPassStep: Float = 0
  /// Its last value.
  public var lowPassMemory: Float = 0

  /// A ring as the lines are, for the pre-delay.
  public let preDelay: UnsafeMutablePointer<Float>
  /// Frames of it.
  public let preDelayFrames: Int
  /// Where the cell at hand is written.
  public var preDelayPosition = 0
  /// Frames of pre-delay, 0 or more; and those that it is on the way to.
  public var preDelayLength = 0
  /// See `preDelayLength`.
  public var nextPreDelayLength = 0

  /// Four rings behind one another.
  public let diffusion: UnsafeMutablePointer<Float>
  /// Frames of each, at least a cell.
  public let diffusionFrames: SIMD4<Int32>
  /// Where each is read and written next.
  public var diffusionPositions = SIMD4<Int32>()
  /// Gain of the allpasses, at the beginning of the cell.
  public var diffusionGain: Float = 0
  /// Change per frame.
  public var diffusionGainStep: Float = 0

  /// True while lengths, absorption or gains are under way from one setting to another.
  @inlinable public var isChanging: Bool { changeStep != 0 }
}

extension ReverbState {
  /// Silence into all lines, in place of a cell of reverb. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func silenceCell() {
    let cell = VoiceLayout.controlFrames
    for line in 0..<ReverbState.lineCount {
      let ring = unsafe lines + line &* lineStride
      unsafe rt_zero(ring + position, UInt64(cell &* MemoryLayout<Float>.stride))
      if position == 0 { unsafe rt_zero(ring + lineFrames, UInt64(cell &* MemoryLayout<Float>.stride)) }
    }
    position = position &+ cell == lineFrames ? 0 : position &+ cell
  }

  /// Silence into all that stands before the lines, and into the filters. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func silenceInput() {
    memory = Lines()
    lowPassMemory = 0
    let stride = MemoryLayout<Float>.stride
    unsafe rt_zero(preDelay, UInt64((preDelayFrames &+ VoiceLayout.controlFrames) &* stride))
    unsafe rt_zero(diffusion, UInt64(Int(diffusionFrames.wrappedSum()) &* stride))
    diffusionPositions = SIMD4()
    position = 0
    preDelayPosition = 0
  }
}
