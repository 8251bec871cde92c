// SPDX-License-Identifier: MIT
// The sample memory of one bank. Downloader thread and its workers.

internal import Synchronization

/// Where the samples of one bank lie: a block of the sample memory, locked before it plays, so that the audio thread never
/// meets a page fault, and those blocks of other banks that it shares waves with. Pages are made where samples are written
/// to, by the thread that writes them.
final class SampleArena: Sendable {
  let memory: SampleMemory
  private let state = Mutex(State())

  private struct State {
    var blocks: [SampleBlock] = []
    /// Blocks of other banks, each once.
    var lent: [ObjectIdentifier: SampleBlock] = [:]
    var sharedByteCount = 0
    /// What others may share once this bank is whole.
    var offers: [(shape: SharedWaves.Shape, entry: SharedWaves.Entry)] = []
  }

  /// Thread: downloader.
  init(in memory: SampleMemory) { self.memory = memory }

  /// Bytes that this bank has brought into memory.
  var byteCount: Int { state.withLock { $0.blocks.reduce(0) { $0 + $1.used } } }
  /// Bytes of waves that were there already.
  var sharedByteCount: Int { state.withLock { $0.sharedByteCount } }
  /// False where the system refused to lock some of them (`ulimit -l`), or nobody has asked for it yet.
  var isLocked: Bool {
    state.withLock { state in
      state.blocks.allSatisfy { $0.used == 0 || $0.isLocked } && state.lent.values.allSatisfy(\.isLocked)
    }
  }

  /// Sets addresses aside for waves of so many bytes each; only what is taken of them becomes memory. Thread: worker.
  func reserve(_ byteCounts: [Int]) throws(BankFault) {
    let total = byteCounts.reduce(0) { $0 + SampleBlock.aligned($1) }
    guard let block = memory.block(of: total) else { throw .noMemory(byteCount: total) }
    state.withLock { $0.blocks.append(block) }
  }

  /// Zeroed memory for so many bytes, aligned for vectors, and the block that it lies in. Thread: worker.
  func allocate(byteCount: Int) throws(BankFault) -> (memory: UnsafeMutableRawPointer, block: SampleBlock) {
    let last = state.withLock { $0.blocks.last }
    if let last {
      switch last.take(byteCount) {
      case .memory(let memory): return unsafe (memory, last)
      case .overLimit: throw overLimit
      case .full: break
      }
    }
    guard let block = memory.block(of: SampleBlock.aligned(byteCount)) else { throw .noMemory(byteCount: byteCount) }
    guard case .memory(let memory) = block.take(byteCount) else { throw overLimit }
    // Behind the block at hand, which may have room for smaller waves.
    state.withLock { $0.blocks.insert(block, at: max(0, $0.blocks.count - 1)) }
    return unsafe (memory, block)
  }

  private var overLimit: BankFault { .overLimit(memory.usage) }

  /// Keeps a block of another bank for as long as this one. Thread: worker.
  func share(_ block: SampleBlock, byteCount: Int) {
    state.withLock { state in
      state.lent[ObjectIdentifier(block)] = block
      state.sharedByteCount += byteCount
    }
  }

  /// A wave that others may share once the bank is whole. Thread: worker.
  func offer(_ shape: SharedWaves.Shape, _ entry: SharedWaves.Entry) {
    state.withLock { $0.offers.append((shape, entry)) }
  }

  /// The bank is whole: locks its memory, if the system allows it, and lets others share its waves. Thread: downloader.
  func settle() {
    let offers = state.withLock { state in
      for block in state.blocks { block.settle() }
      state.blocks.removeAll { $0.used == 0 }
      defer { state.offers = [] }
      return state.offers
    }
    memory.waves.add(offers)
  }
}
