// SPDX-License-Identifier: MIT
// What comes in by JACK, put together. Control thread.

import Miniport
import Realtime

/// Messages of the pieces that the audio thread writes one by one: a message may be there in part.
struct CaptureReader: ~Copyable {
  private let pieces: RingConsumer<CapturedPiece>
  /// Of the message whose last piece has not been read.
  private var bytes: [UInt8] = []

  /// A whole message.
  struct Message: Equatable {
    /// Of the input, from 1.
    let group: UInt16
    /// In frames of the host timeline.
    let time: FrameTime
    let bytes: [UInt8]
  }

  init(_ pieces: consuming RingConsumer<CapturedPiece>) { self.pieces = pieces }

  /// The next message; nil where none is there as a whole.
  mutating func next() -> Message? {
    while let piece = pieces.pop() {
      bytes += piece.bytes
      guard piece.isLast else { continue }
      defer { bytes = [] }
      return Message(group: piece.group, time: piece.time, bytes: bytes)
    }
    return nil
  }
}
