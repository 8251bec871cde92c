// SPDX-License-Identifier: MIT
// A place where sound goes through effects. Audio thread; `SlotBoard` makes it.

import Miniport
import Realtime

/// Effects in series, a level, and sends: of a group, of a bus that groups send to, or of what leaves by the first outputs.
@safe struct RackStrip: BitwiseCopyable {
  /// Whose sound goes through it.
  enum Kind: BitwiseCopyable {
    case group
    case bus
    case master
  }

  /// A part of what comes out goes to a bus.
  @safe struct Send: BitwiseCopyable {
    // Safe because the board keeps it until the audio thread has a table without it.
    let slope: UnsafeMutablePointer<GainSlope>
    /// The place of the bus among the strips.
    let strip: Int
    /// What it gets to.
    let level: Float

    /// Thread: audio.
    @_noLocks @_noAllocation
    func isHeard() -> Bool { unsafe level > 0 || !slope.pointee.isSilent() }
  }

  let kind: Kind
  /// From 1; 0 where it is no group's.
  let group: Int
  /// A bus none of whose effects has begun.
  let isMute: Bool
  /// The places of its effects among the slots, in their order.
  let (firstEffect, endOfEffects): (Int, Int)
  /// Those of its sends.
  let (firstSend, endOfSends): (Int, Int)
  /// What its level gets to.
  let level: Float
  // Safe because `signal` covers two of the longest blocks, and the board keeps both until the audio thread has a table without it.
  let slope: UnsafeMutablePointer<GainSlope>
  let signal: UnsafeMutablePointer<Float>

  /// Whether what an effect has lost is silent, and not what it was to be made of: nobody wants to hear that from a bus. Thread: audio.
  @_noLocks @_noAllocation
  func isSilencedByLoss() -> Bool {
    switch kind {
    case .bus: true
    case .group, .master: false
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func isOfGroup() -> Bool {
    switch kind {
    case .group: true
    case .bus, .master: false
    }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func isMaster() -> Bool {
    switch kind {
    case .master: true
    case .bus, .group: false
    }
  }

  /// Its own memory as a block. Thread: audio.
  @_noLocks @_noAllocation
  func block(frames: Int) -> StereoBlock {
    unsafe StereoBlock(left: signal, right: signal + StereoBlock.longestCount, count: frames)
  }
}
