// SPDX-License-Identifier: MIT
// Locked memory for samples. Downloader thread and its workers.

import Glibc
import Synchronization

/// Memory for the samples of one bank, locked so that the audio thread never meets a page fault. It grows block by
/// block, because how long compressed samples are is known only when they are decoded.
@safe final class SampleArena: @unchecked Sendable {
  // Safe because blocks are only added, under the lock, and go with the arena; what lies in them is filled before the
  // bank is published, and only read after.
  @safe private struct Block {
    let memory: UnsafeMutableRawPointer
    let byteCount: Int
    let isLocked: Bool
    var used = 0
  }

  private let blocks = Mutex<[Block]>([])

  /// Bytes of the smallest block: many short waves share one.
  private static let smallestBlock = 1 << 20
  /// Where this is the unit of memory, far fewer pages have to be made and locked.
  private static let hugePage = 2 << 20
  private static let alignment = 64

  /// Bytes that the system was asked for.
  var byteCount: Int { blocks.withLock { $0.reduce(0) { $0 + $1.byteCount } } }
  /// False where the system refused to lock some of them (`ulimit -l`).
  var isLocked: Bool { blocks.withLock { $0.allSatisfy(\.isLocked) } }

  /// Zeroed memory for so many bytes, aligned for vectors; nil when there is not that much. Thread: worker.
  func allocate(byteCount: Int) -> UnsafeMutableRawPointer? {
    let wanted = (max(byteCount, 1) + Self.alignment - 1) / Self.alignment * Self.alignment
    return unsafe blocks.withLock { blocks in
      if let last = blocks.last, last.byteCount - last.used >= wanted {
        blocks[blocks.count - 1].used += wanted
        return unsafe last.memory + last.used
      }
      guard var block = Self.block(of: max(wanted, Self.smallestBlock)) else { return nil }
      block.used = wanted
      blocks.append(block)
      return unsafe block.memory
    }
  }

  /// Whole pages, present and locked if the system allows it.
  private static func block(of byteCount: Int) -> Block? {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let size = (byteCount + page - 1) / page * page
    let memory = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
    if size >= hugePage { unsafe madvise(memory, size, MADV_HUGEPAGE) }
    let isLocked = unsafe mlock(memory, size) == 0
    if !isLocked { unsafe madvise(memory, size, MADV_POPULATE_WRITE) }
    return unsafe Block(memory: memory, byteCount: size, isLocked: isLocked)
  }

  deinit {
    blocks.withLock { for block in $0 { unsafe munmap(block.memory, block.byteCount) } }
  }
}
