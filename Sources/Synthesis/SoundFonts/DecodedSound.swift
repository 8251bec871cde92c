// SPDX-License-Identifier: MIT
// A decoded sample that waits for its place. Downloader thread and its workers.

import DLS
import Glibc

/// Decoded frames in memory of their own, which the system has back at once when they are in their place: from the
/// heap, a bank of thousand samples would take twice its size.
@safe final class DecodedSound: @unchecked Sendable {
  // Safe because it is filled when it is made, and only read after.
  private let memory: UnsafeMutableRawPointer
  private let byteCount: Int
  /// Whether a frame is a `Float`; otherwise an `Int16`.
  let isFloat: Bool
  /// Frames.
  let count: Int

  /// A copy of `samples`; nil when there is no memory for it.
  init?(_ samples: WaveSamples) {
    count = samples.count
    if case .float = samples { isFloat = true } else { isFloat = false }
    byteCount = max(1, count * (isFloat ? MemoryLayout<Float>.stride : MemoryLayout<Int16>.stride))
    let memory = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
    unsafe self.memory = memory
    let target = unsafe UnsafeMutableRawBufferPointer(start: memory, count: byteCount)
    switch samples {
    case .sixteen(let frames): unsafe frames.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
    case .float(let frames): unsafe frames.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
    }
  }

  deinit { unsafe munmap(memory, byteCount) }

  /// Fills `frames` from the frame numbered `first` on; its type is that of `isFloat`.
  func copy<Sample: WaveSample>(from first: Int, to frames: UnsafeMutableBufferPointer<Sample>) {
    let stride = MemoryLayout<Sample>.stride
    precondition(first >= 0 && (first + frames.count) * stride <= byteCount, "a stretch of the sound")
    guard let target = frames.baseAddress else { return }
    unsafe UnsafeMutableRawPointer(target).copyMemory(from: memory + first * stride, byteCount: frames.count * stride)
  }
}
