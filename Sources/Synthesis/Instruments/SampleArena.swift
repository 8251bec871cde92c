// SPDX-License-Identifier: MIT
// Locked memory for samples. Downloader thread and its workers.

import Glibc
import Synchronization

/// Memory for the samples of one bank, locked before it plays, so that the audio thread never meets a page fault. Pages
/// are made where samples are written to, by the thread that writes them, and in the largest unit that the system has.
@safe final class SampleArena: @unchecked Sendable {
  // Safe because blocks are only added, under the lock, and go with the arena; what lies in them is filled before the
  // bank is published, and only read after.
  @safe private struct Block: @unchecked Sendable {
    let memory: UnsafeMutableRawPointer
    let byteCount: Int
    var isLocked = false
    var used = 0
  }

  private let blocks = Mutex<[Block]>([])

  /// Where this is the unit of memory, far fewer pages have to be made and locked.
  private static let hugePage = 2 << 20
  private static let alignment = 64

  /// Bytes that the system was asked for.
  var byteCount: Int { blocks.withLock { $0.reduce(0) { $0 + $1.byteCount } } }
  /// False where the system refused to lock some of them (`ulimit -l`), or nobody has asked for it yet.
  var isLocked: Bool { blocks.withLock { $0.allSatisfy(\.isLocked) } }

  /// Makes room for waves of so many bytes each: they take no more memory than that. Thread: worker.
  func reserve(_ byteCounts: [Int]) throws(BankFault) {
    let total = byteCounts.reduce(0) { $0 + Self.aligned($1) }
    guard let block = Self.block(of: total) else { throw .noMemory(byteCount: total) }
    blocks.withLock { $0.append(block) }
  }

  /// Zeroed memory for so many bytes, aligned for vectors; nil when there is not that much. Thread: worker.
  func allocate(byteCount: Int) -> UnsafeMutableRawPointer? {
    let wanted = Self.aligned(byteCount)
    return unsafe blocks.withLock { blocks in
      if blocks.last.map({ $0.byteCount - $0.used < wanted }) ?? true {
        guard let block = Self.block(of: wanted) else { return nil }
        blocks.append(block)
      }
      let last = blocks.count - 1
      defer { blocks[last].used += wanted }
      return unsafe blocks[last].memory + blocks[last].used
    }
  }

  /// Locks all of it, if the system allows it; every page is present then in any case. Thread: worker.
  func lock() {
    blocks.withLock { blocks in
      for index in blocks.indices where !blocks[index].isLocked {
        let (memory, byteCount) = unsafe (blocks[index].memory, blocks[index].byteCount)
        blocks[index].isLocked = unsafe mlock(memory, byteCount) == 0
        if !blocks[index].isLocked { unsafe madvise(memory, byteCount, MADV_POPULATE_WRITE) }
      }
    }
  }

  private static func aligned(_ byteCount: Int) -> Int { (max(byteCount, 1) + alignment - 1) / alignment * alignment }

  /// Whole pages, none of them present.
  private static func block(of byteCount: Int) -> Block? {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let size = max(1, (byteCount + page - 1) / page) * page
    let memory = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
    if size >= hugePage { unsafe madvise(memory, size, MADV_HUGEPAGE) }
    return unsafe Block(memory: memory, byteCount: size)
  }

  deinit {
    blocks.withLock { for block in $0 { unsafe munmap(block.memory, block.byteCount) } }
  }
}
