// SPDX-License-Identifier: MIT
// The banks that play, and the tables made of them. Downloader thread.

internal import Glibc
internal import Realtime
internal import Synchronization

/// What the downloader thread owns: every bank's memory, and the publishing end of the table swap.
@safe final class PlayingSet: @unchecked Sendable {
  // Safe because it is made at setup and then used by the downloader thread alone, but for what is locked: the summaries and
  // the notices.
  private let decoder: SampleDecoder?
  private let memory: SampleMemory
  /// Programs come in when they are chosen, not whole banks.
  let isOnDemand: Bool
  var choices = ChannelChoices()
  /// In the order of search: later downloads first, built-in banks last.
  var banks: [PlayingBank] = []
  /// Out of the table, with voices that still play.
  private var leaving: [(bank: PlayingBank, unload: Unload?)] = []
  var engine: AttachedEngine?
  /// The entries of the table that the engine reads.
  private var entriesInUse: UnsafeMutablePointer<ProgramEntry>?
  /// Those of the table that it has not acknowledged: it may read either.
  private var entriesAwaited: UnsafeMutablePointer<ProgramEntry>?
  /// What an engine may still read of which nobody can tell whether it has stopped: kept for ever.
  private var kept: [ObjectIdentifier: CompiledBank] = [:]
  private var generation = 0
  /// That of the engine at hand, or of the last one; of the first one what is known of it.
  private var form: AttachedEngine.Form
  private let shown = Mutex<[BankSummary]>([])
  let told = Mutex<[ProgramNotice]>([])

  /// True when nobody waits for downloads any more: then the audio thread may have stopped, and acknowledges nothing.
  private let isStopping: @Sendable () -> Bool

  /// `form`: what banks are compiled for that come before the first engine.
  init(
    decoder: SampleDecoder?, memory: SampleMemory, isOnDemand: Bool, form: AttachedEngine.Form,
    isStopping: @escaping @Sendable () -> Bool
  ) {
    self.form = form
    self.decoder = decoder
    self.memory = memory
    self.isOnDemand = isOnDemand
    self.isStopping = isStopping
  }

  deinit {
    freeEntries()
    for bank in banks + leaving.map(\.bank) { bank.uses.deallocate() }
  }

  /// The banks in the order of search. Thread: any but audio.
  var summaries: [BankSummary] { shown.withLock { $0 } }

  // MARK: Downloads

  /// One download from the first byte to the acknowledged table, in the place of the bank `replaced` where that is given.
  func bring(in download: Download, replacing replaced: Int?) {
    guard download.begin() else { return }
    if case .last = download.standing, isSuperfluous(download.source) {
      return download.finish(.playing(.spared))
    }
    let before = banks
    let place: Int
    do throws(BankLoader.Failure) {
      let old = replaced.flatMap { id in banks.firstIndex { $0.id == id } }
      let owner = old.map { banks[$0].owner } ?? download.owner
      let new = try load(download.source, id: download.id, owner: owner, download)
      place = old ?? (new.source.isBuiltIn ? banks.firstIndex { $0.source.isBuiltIn } ?? banks.count : 0)
      banks.replaceSubrange(place..<place + (old == nil ? 0 : 1), with: [new])
      try fill(place, instead: old.map { before[$0] }, download)
      if !download.commit() {
        banks[place].uses.deallocate()
        throw BankLoader.Failure(sentence: BankFault.cancelled.description)
      }
      if let old { leaving.append((before[old], nil)) }
    } catch {
      banks = before
      // What came in for channels meanwhile has gone with the attempt.
      publishChosen()
      return download.finish(.failed(error.sentence))
    }
    guard publish() else { return download.finish(.failed("the client ended before this bank could play")) }
    download.finish(.playing(banks[place].report))
  }

  /// Whether the banks that play have a program at each address that a built-in one has: the table takes none of its own then.
  private func isSuperfluous(_ source: BankSource) -> Bool {
    guard !banks.isEmpty, let keys = BankLoader.keys(of: source) else { return false }
    return keys.allSatisfy { key in banks.contains { $0.owner == 0 && $0.has(key) } }
  }

  private func load(
    _ source: BankSource, id: Int, owner: UInt8, _ download: Download? = nil
  ) throws(BankLoader.Failure) -> PlayingBank {
    let loader = BankLoader(rate: form.rate, decoder: decoder, hasLevels: form.hasLevels, memory: memory)
    let hasGeneralMIDI = download?.standing == .beforeBuiltIn || banks.contains { $0.source.isBuiltIn }
    if isOnDemand {
      let file = try OpenBank(source, hasGeneralMIDI: hasGeneralMIDI, loader: loader)
      return PlayingBank(id: id, source: source, owner: owner, form: form, file: file, memory: memory)
    }
    let loaded = try loader.load(
      source, hasGeneralMIDI: hasGeneralMIDI, work: download.map(LoadingWork.init) ?? .unwatched)
    return PlayingBank(id: id, source: source, owner: owner, form: form, loaded: loaded)
  }

  /// Takes a bank out of the table; the unload ends when its last voice has.
  func remove(_ unload: Unload) {
    guard let index = banks.firstIndex(where: { $0.id == unload.id }) else { return unload.finish(.unknown) }
    leaving.append((banks.remove(at: index), unload))
    // What it hid may be chosen now.
    tell(bringInChosen().sentences)
    _ = publish()
    advance()
  }

  /// True while banks wait for their last voices.
  var isWaiting: Bool { !leaving.isEmpty }

  /// Lets go of the banks that no voice plays from any more.
  func advance() {
    // As long as a table may be read that names a bank, a note may begin in it.
    guard unsafe engine == nil || entriesAwaited == nil else { return }
    var ended: [Unload] = []
    let count = leaving.count
    leaving.removeAll { bank, unload in
      guard engine == nil || !bank.uses.isInUse else { return false }
      bank.uses.deallocate()
      if let unload { ended.append(unload) }
      return true
    }
    // The memory is gone before anybody is told.
    for unload in ended { unload.finish(.gone) }
    if leaving.count < count { retryRefusals() }
  }

  /// Tells those who wait that the client has ended.
  func end() {
    for (_, unload) in leaving { unload?.finish(.ended) }
  }

  // MARK: Engines

  /// Another engine plays from now on; banks that were compiled for another kind are compiled anew, if their files are still
  /// there.
  func attach(_ new: AttachedEngine) {
    engine = new
    form = new.form
    for index in banks.indices where banks[index].form != new.form {
      var again: PlayingBank
      do throws(BankLoader.Failure) {
        again = try load(banks[index].source, id: banks[index].id, owner: banks[index].owner)
      } catch {
        tell([banks[index].id: ["it plays on as it was made for another rate or interpolation: \(error.sentence)"]])
        continue
      }
      tell([again.id: again.bring(in: banks[index].programs.keys.sorted()).sentences])
      banks[index].uses.deallocate()
      banks[index] = again
    }
    tell(bringInChosen().sentences)
    if !banks.isEmpty { _ = publish() }
  }

  /// The engine has gone. `isStopped`: nothing of what it had is read any more; else all of that is kept for ever.
  func detach(isStopped: Bool) {
    guard engine != nil else { return }
    engine = nil
    if isStopped {
      freeEntries()
    } else {
      for part in (banks + leaving.map(\.bank)).flatMap(\.parts) { kept[ObjectIdentifier(part)] = part }
      unsafe (entriesInUse, entriesAwaited) = (nil, nil)
    }
    for index in banks.indices {
      if isStopped { banks[index].uses.deallocate() }
      banks[index].uses = UseCount()
    }
    for index in leaving.indices where !isStopped { leaving[index].bank.uses = UseCount() }
    advance()
  }

  // MARK: Tables

  /// Makes one table of all banks and waits until the engine reads it; the old one's memory goes then. False, and all memory
  /// kept, when the client ends meanwhile. Without an engine there is nothing to be done.
  func publish() -> Bool {
    defer { show() }
    guard let engine, !engine.isGone else { return true }
    let sorted = entries
    let entries = UnsafeMutablePointer<ProgramEntry>.allocate(capacity: max(1, sorted.count))
    for (index, entry) in sorted.enumerated() { unsafe (entries + index).initialize(to: entry) }
    generation += 1
    let table = unsafe InstrumentTable(
      entries: UnsafePointer(entries), entryCount: sorted.count, generation: generation)
    // A table is picked up at the next block: a millisecond's sleep costs nothing and needs no wake-up from the callback.
    while !engine.publisher.publish(table) {
      guard !isStopping(), !engine.isGone else {
        unsafe entries.deallocate()
        return engine.isGone
      }
      usleep(1000)
    }
    unsafe entriesAwaited = entries
    while !engine.publisher.isAcknowledged {
      guard !isStopping(), !engine.isGone else { return engine.isGone }
      usleep(1000)
    }
    unsafe entriesInUse?.deallocate()
    unsafe (entriesInUse, entriesAwaited) = (entries, nil)
    return true
  }

  /// One entry for each program of each owner, in the order of their numbers: that of the first bank that has it, in memory or not.
  var entries: [ProgramEntry] {
    var programs: [UInt32: ProgramEntry] = [:]
    for bank in banks {
      for entry in bank.keys.map(bank.entry) {
        guard let first = programs[entry.key] else {
          programs[entry.key] = entry
          continue
        }
        guard first.isAwaited, first.regionCount == 0 else { continue }
        var standIn = entry
        standIn.isAwaited = true
        programs[entry.key] = standIn
      }
    }
    return programs.values.sorted { $0.key < $1.key }
  }

  private func freeEntries() {
    unsafe entriesInUse?.deallocate()
    unsafe entriesAwaited?.deallocate()
    unsafe (entriesInUse, entriesAwaited) = (nil, nil)
  }

  private func show() {
    var answered: [UInt8: Set<UInt32>] = [:]
    let summaries = banks.map { bank in
      defer { answered[bank.owner, default: []].formUnion(bank.keys) }
      return bank.summary(answered: answered[bank.owner, default: []])
    }
    shown.withLock { $0 = summaries }
  }
}
