// SPDX-License-Identifier: MIT
// Locked memory for samples. Downloader thread.

import Glibc

/// A stretch of memory for the samples of one bank, locked so that the audio thread never meets a page fault.
@safe final class SampleArena: @unchecked Sendable {
  // Safe because it is filled by one thread before it is published, and only read after.
  let frames: UnsafeMutablePointer<Int16>
  /// Bytes, whole pages.
  let byteCount: Int
  /// False where the system refused to lock that much (`ulimit -l`).
  let isLocked: Bool

  /// Zeroed memory for `frameCount` samples; nil when there is not that much.
  init?(frameCount: Int) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    byteCount = max(page, (frameCount * 2 + page - 1) / page * page)
    let memory = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
    isLocked = unsafe mlock(memory, byteCount) == 0
    unsafe frames = memory.bindMemory(to: Int16.self, capacity: byteCount / 2)
  }

  deinit { unsafe munmap(frames, byteCount) }
}
