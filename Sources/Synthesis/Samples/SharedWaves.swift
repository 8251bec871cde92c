// SPDX-License-Identifier: MIT
// Waves that are in memory already. Downloader thread and its workers.

internal import Glibc
internal import Synchronization

/// The waves of all banks that play, by their shape: a bank that is downloaded again, or another one with the same waves, has
/// them in memory once.
final class SharedWaves: Sendable {
  /// What two waves have in common that may be the same.
  struct Shape: Hashable {
    /// Without the numbers that it has in its own bank.
    let layout: WaveLayout
    /// Bytes of a frame.
    let stride: Int

    init(_ layout: WaveLayout, stride: Int) {
      self.layout = layout.anonymous
      self.stride = stride
    }
  }

  /// A wave in a block that somebody else may let go of.
  @safe struct Entry: @unchecked Sendable {
    // Safe because the memory is only read while the block is held.
    weak var block: SampleBlock?
    let memory: UnsafeRawPointer
    let wave: PreparedWave
  }

  private let entries = Mutex<[Shape: [Entry]]>([:])

  /// Whether there may be a wave of this shape. Thread: worker.
  func hasShape(_ shape: Shape) -> Bool { entries.withLock { $0[shape] != nil } }

  /// The wave that has the same bytes, and the block that it lies in. Thread: worker.
  func twin(_ shape: Shape, of bytes: UnsafeRawBufferPointer) -> (wave: PreparedWave, block: SampleBlock)? {
    for entry in entries.withLock({ $0[shape] ?? [] }) {
      // Held from here on, so that its pages stay while they are looked at.
      guard let block = entry.block else { continue }
      if let own = bytes.baseAddress, unsafe memcmp(own, entry.memory, bytes.count) == 0 {
        return (entry.wave, block)
      }
    }
    return nil
  }

  /// Offers waves to the banks that come later. What has gone meanwhile is forgotten. Thread: downloader.
  func add(_ new: [(shape: Shape, entry: Entry)]) {
    entries.withLock { entries in
      entries = entries.compactMapValues { list in
        let alive = list.filter { $0.block != nil }
        return alive.isEmpty ? nil : alive
      }
      for (shape, entry) in new { entries[shape, default: []].append(entry) }
    }
  }
}
