// SPDX-License-Identifier: MIT
// All memory for samples, with a limit. Any thread but audio.

internal import Glibc
internal import Synchronization

/// The one arena that the samples of all banks lie in: a stretch of addresses, of which a bank has a block. So much of it
/// may be used as the limit says.
@safe public final class SampleMemory: @unchecked Sendable {
  // Safe because what changes is under the lock, and a block's pages belong to that block alone.
  private let start: UnsafeMutableRawPointer?
  private let span: Int
  private let state: Mutex<State>
  /// Bytes that samples may take.
  public let limit: Int
  /// Waves that other banks may share.
  let waves = SharedWaves()

  private struct State {
    /// Free stretches in the order of their addresses, as offsets; no two touch.
    var gaps: [Range<Int>]
    var used = 0
    var locked = 0
  }

  /// Where this is the unit of memory, far fewer pages have to be made and locked.
  private static let hugePage = 2 << 20
  /// Addresses cost nothing: with so many for each byte that may be used there is always a gap for a block.
  private static let addressesPerByte = 4

  /// Three quarters of the machine's memory. Thread: any.
  public static var usualLimit: Int {
    let pageCount = max(1 << 16, sysconf(Int32(_SC_PHYS_PAGES)))
    return pageCount / 4 * 3 * page
  }

  /// Bytes of addresses that it takes. Thread: any.
  public static func span(ofLimit limit: Int) -> Int { max(1 << 30, min(limit, 1 << 40) * addressesPerByte) }

  private static var page: Int { sysconf(Int32(_SC_PAGESIZE)) }

  /// `limit`: bytes that all samples together may take. Thread: setup.
  public init(limit: Int = SampleMemory.usualLimit) {
    self.limit = max(0, limit)
    let wanted = SampleMemory.span(ofLimit: self.limit)
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let memory = unsafe mmap(nil, wanted, PROT_NONE, flags, -1, 0)
    let isMapped = unsafe memory != nil && memory != MAP_FAILED
    unsafe start = isMapped ? memory : nil
    span = isMapped ? wanted : 0
    state = Mutex(State(gaps: isMapped ? [0..<wanted] : []))
  }

  deinit { if let start = unsafe start { unsafe munmap(start, span) } }

  /// What samples take, what of it is locked, and what they may take, in bytes.
  public struct Usage: Sendable, Equatable {
    /// Bytes in use.
    public let used: Int
    /// Bytes that the system has locked in memory.
    public let locked: Int
    /// Bytes that may be used.
    public let allowed: Int
  }

  /// What is in use now. Thread: any but audio.
  public var usage: Usage { state.withLock { Usage(used: $0.used, locked: $0.locked, allowed: limit) } }

  /// Whole pages, none of them present and none of them counted; nil when there are no addresses left. Thread: worker.
  func block(of byteCount: Int) -> SampleBlock? {
    guard let start = unsafe start else { return nil }
    let page = SampleMemory.page
    let size = max(1, (byteCount + page - 1) / page) * page
    let unit = size >= SampleMemory.hugePage ? SampleMemory.hugePage : page
    let offset = state.withLock { SampleMemory.takeGap(size, unit: unit, base: UInt(bitPattern: start), &$0.gaps) }
    guard let offset else { return nil }
    let memory = unsafe start + offset
    guard unsafe mprotect(memory, size, PROT_READ | PROT_WRITE) == 0 else {
      giveBack(offset..<offset + size)
      return nil
    }
    if unit > page { unsafe madvise(memory, size, MADV_HUGEPAGE) }
    return unsafe SampleBlock(of: self, memory: memory, byteCount: size)
  }

  /// The first gap that a block fits into, at an address of whole units.
  private static func takeGap(_ size: Int, unit: Int, base: UInt, _ gaps: inout [Range<Int>]) -> Int? {
    for (index, gap) in gaps.enumerated() {
      let address = base + UInt(gap.lowerBound)
      let first = gap.lowerBound + Int((UInt(unit) - address % UInt(unit)) % UInt(unit))
      guard first + size <= gap.upperBound else { continue }
      gaps.replaceSubrange(
        index...index, with: [gap.lowerBound..<first, first + size..<gap.upperBound].filter { !$0.isEmpty })
      return first
    }
    return nil
  }

  /// Counts bytes as used, if that many are allowed. Thread: worker.
  func charge(_ byteCount: Int) -> Bool {
    state.withLock { state in
      guard state.used + byteCount <= limit else { return false }
      state.used += byteCount
      return true
    }
  }

  /// Counts bytes as locked, or fewer. Thread: worker.
  func addLocked(_ byteCount: Int) { state.withLock { $0.locked += byteCount } }

  /// Takes pages back: they are gone, and so is what they were counted as. Thread: any but audio.
  func takeBack(from memory: UnsafeMutableRawPointer, byteCount: Int, charged: Int, locked: Int) {
    guard let start = unsafe start else { return }
    // A new mapping in the place of the old one: pages, locks and rights go in one step.
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED
    unsafe _ = mmap(memory, byteCount, PROT_NONE, flags, -1, 0)
    state.withLock { state in
      state.used -= charged
      state.locked -= locked
    }
    let offset = unsafe memory - start
    giveBack(offset..<offset + byteCount)
  }

  private func giveBack(_ stretch: Range<Int>) {
    state.withLock { state in
      var stretch = stretch
      let next = state.gaps.firstIndex { $0.lowerBound >= stretch.upperBound } ?? state.gaps.count
      var replaced = next..<next
      if next < state.gaps.count, state.gaps[next].lowerBound == stretch.upperBound {
        stretch = stretch.lowerBound..<state.gaps[next].upperBound
        replaced = replaced.lowerBound..<next + 1
      }
      if next > 0, state.gaps[next - 1].upperBound == stretch.lowerBound {
        stretch = state.gaps[next - 1].lowerBound..<stretch.upperBound
        replaced = next - 1..<replaced.upperBound
      }
      state.gaps.replaceSubrange(replaced, with: [stretch])
    }
  }
}
