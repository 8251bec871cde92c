// SPDX-License-Identifier: MIT
// The banks that play, and the tables made of them. Downloader thread.

internal import Glibc
internal import Realtime

/// What the downloader thread owns: every bank's memory, and the publishing end of the table swap.
@safe final class PlayingSet: @unchecked Sendable {
  // Safe because it is made at setup and then used by the downloader thread alone.
  private let publisher: TablePublisher<InstrumentTable>
  private let loader: BankLoader
  /// In the order of search: later downloads first, built-in banks last.
  private var banks: [(bank: CompiledBank, isBuiltIn: Bool)] = []
  /// The entries of the tables in the two buffers.
  private var entriesInUse: UnsafeMutablePointer<ProgramEntry>?
  /// Those of a table that nobody has acknowledged, because the client ended.
  private var entriesLeftOver: UnsafeMutablePointer<ProgramEntry>?
  private var generation = 0

  /// True when nobody waits for downloads any more: then the audio thread may have stopped, and acknowledges nothing.
  private let isStopping: @Sendable () -> Bool

  init(
    publisher: consuming TablePublisher<InstrumentTable>, loader: BankLoader, isStopping: @escaping @Sendable () -> Bool
  ) {
    self.publisher = publisher
    self.loader = loader
    self.isStopping = isStopping
  }

  deinit {
    unsafe entriesInUse?.deallocate()
    unsafe entriesLeftOver?.deallocate()
  }

  /// One download from the first byte to the acknowledged table.
  func bring(in download: Download) {
    let result: BankLoader.Result
    do {
      let hasGeneralMIDI = banks.contains { $0.isBuiltIn }
      result = try loader.load(download.source, hasGeneralMIDI: hasGeneralMIDI) { download.advance(to: $0) }
    } catch {
      return download.finish(.failed(error.sentence))
    }
    insert(result.bank, isBuiltIn: download.source.isBuiltIn)
    guard publish() else { return download.finish(.failed("the client ended before this bank could play")) }
    download.finish(
      .playing(
        Download.Report(
          programCount: result.bank.programs.count, sampleByteCount: result.bank.arena.byteCount,
          isLocked: result.bank.arena.isLocked, warnings: result.warnings)))
  }

  private func insert(_ bank: CompiledBank, isBuiltIn: Bool) {
    let place = isBuiltIn ? (banks.firstIndex { $0.isBuiltIn } ?? banks.count) : 0
    banks.insert((bank, isBuiltIn), at: place)
  }

  /// Makes one table of all banks and waits until the audio thread reads it; the old one's memory goes then. False, and
  /// all memory kept, when the client ends meanwhile.
  private func publish() -> Bool {
    var programs: [UInt32: ProgramEntry] = [:]
    for (bank, _) in banks { programs.merge(bank.programs) { first, _ in first } }
    let sorted = programs.values.sorted { $0.key < $1.key }
    let entries = UnsafeMutablePointer<ProgramEntry>.allocate(capacity: max(1, sorted.count))
    for (index, entry) in sorted.enumerated() { unsafe (entries + index).initialize(to: entry) }
    generation += 1
    let table = unsafe InstrumentTable(
      entries: UnsafePointer(entries), entryCount: sorted.count, generation: generation)
    // A table is picked up at the next block: a millisecond's sleep costs nothing and needs no wake-up from the callback.
    while !publisher.publish(table) {
      guard !isStopping() else {
        unsafe entries.deallocate()
        return false
      }
      usleep(1000)
    }
    while !publisher.isAcknowledged {
      guard !isStopping() else {
        unsafe entriesLeftOver = entries
        return false
      }
      usleep(1000)
    }
    unsafe entriesInUse?.deallocate()
    unsafe entriesInUse = entries
    return true
  }
}
