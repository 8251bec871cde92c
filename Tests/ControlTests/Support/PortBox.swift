// SPDX-License-Identifier: MIT
// A synthesizer's port behind a reference. The thread that renders. Without Foundation, which has a `Port` too.

import Miniport
import Realtime
import Synthesis

/// A port in the hands of one thread.
final class PortBox: @unchecked Sendable {
  // Safe because the stage's thread alone uses it.
  private var port: Port<Synthesizer>
  private var time = FrameTime.zero

  init(_ port: consuming Port<Synthesizer>) { self.port = port }

  func accept(_ bytes: [UInt8], at frame: Int64, group: UInt16) {
    unsafe bytes.withUnsafeBytes { unsafe port.accept(message: $0, time: FrameTime(frame), group: group) }
  }

  func render(frames: Int) -> [Float] {
    var left = [Float](repeating: 0, count: frames)
    var right = left
    unsafe left.withUnsafeMutableBufferPointer { left in
      unsafe right.withUnsafeMutableBufferPointer { right in
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return }
        let blocks = [unsafe StereoBlock(left: leftBase, right: rightBase, count: frames)]
        unsafe blocks.withUnsafeBufferPointer { unsafe port.render($0, from: time) }
      }
    }
    time = time + frames
    return left
  }
}
