// SPDX-License-Identifier: MIT
// One block of sample memory. Downloader thread and its workers.

internal import Glibc
internal import Synchronization

/// Pages for the waves that came with one bank. They go when nobody has the block any more: its bank, and every bank that
/// shares a wave of it.
@safe final class SampleBlock: @unchecked Sendable {
  // Safe because the pages are this block's alone; they are filled before a bank is published, and only read after.
  private let owner: SampleMemory
  private let memory: UnsafeMutableRawPointer
  private let state: Mutex<State>

  private struct State {
    var byteCount: Int
    var used = 0
    var isLocked = false
  }

  private static let alignment = 64

  init(of owner: SampleMemory, memory: UnsafeMutableRawPointer, byteCount: Int) {
    self.owner = owner
    unsafe self.memory = unsafe memory
    state = Mutex(State(byteCount: byteCount))
  }

  deinit {
    state.withLock {
      unsafe owner.takeBack(
        from: memory, byteCount: $0.byteCount, charged: $0.used, locked: $0.isLocked ? $0.byteCount : 0)
    }
  }

  /// Bytes that so many take up: whole vectors.
  static func aligned(_ byteCount: Int) -> Int { (max(byteCount, 1) + alignment - 1) / alignment * alignment }

  /// Bytes in use.
  var used: Int { state.withLock { $0.used } }
  /// False where the system refused to lock it, or nobody has asked for it yet.
  var isLocked: Bool { state.withLock { $0.isLocked } }

  /// How a wish for memory ends.
  @safe enum Room {
    // Safe because the memory is the block's, which who asked keeps.
    case memory(UnsafeMutableRawPointer)
    /// The block is full.
    case full
    /// All blocks together have as much as is allowed.
    case overLimit
  }

  /// Zeroed memory for so many bytes, aligned for vectors. Thread: worker.
  func take(_ byteCount: Int) -> Room {
    let wanted = SampleBlock.aligned(byteCount)
    return state.withLock { state in
      guard state.byteCount - state.used >= wanted else { return .full }
      guard owner.charge(wanted) else { return .overLimit }
      defer { state.used += wanted }
      return unsafe .memory(memory + state.used)
    }
  }

  /// Gives back the pages that nothing has been put into, and locks the others, if the system allows it; every one of them is
  /// present then in any case. Thread: worker.
  func settle() {
    let page = sysconf(Int32(_SC_PAGESIZE))
    state.withLock { state in
      guard !state.isLocked else { return }
      let kept = (state.used + page - 1) / page * page
      if kept < state.byteCount, kept > 0 {
        unsafe owner.takeBack(from: memory + kept, byteCount: state.byteCount - kept, charged: 0, locked: 0)
        state.byteCount = kept
      }
      guard state.used > 0 else { return }
      state.isLocked = unsafe mlock(memory, state.byteCount) == 0
      if state.isLocked {
        owner.addLocked(state.byteCount)
      } else {
        unsafe madvise(memory, state.byteCount, MADV_POPULATE_WRITE)
      }
    }
  }
}
