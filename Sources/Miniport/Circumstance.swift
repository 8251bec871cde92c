// SPDX-License-Identifier: MIT
// How the server and the processor go along with what is asked of them. Audio thread.

/// What a miniport may have to adapt to while it plays.
public enum Circumstance: Equatable, BitwiseCopyable, Sendable {
  /// The server begins to run faster than time, or ends it: as long as that lasts, nothing is left out for being late.
  case freewheel(Bool)
  /// The work does not fit in its periods: no more than about this part of what sounds does, above 0 and below 1.
  case overload(Double)
  /// There has been room for more for a second.
  case relief
  /// The server's transport stands so at this moment, and moves on from there by itself: it has begun, stopped or jumped, or its tempo or
  /// meter is another one.
  case transport(TransportPosition)
}
