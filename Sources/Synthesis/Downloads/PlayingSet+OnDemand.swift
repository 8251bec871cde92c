// SPDX-License-Identifier: MIT
// Programs that come in when a channel chooses them. Downloader thread.

internal import Realtime
internal import Synchronization

extension PlayingSet {
  /// What is to be told of programs, each once; it is given away with that. Thread: any but audio.
  func takeNotices() -> [ProgramNotice] {
    told.withLock { told in
      defer { told = [] }
      return told
    }
  }

  /// True while channels may choose programs that are not in.
  var isListening: Bool { isOnDemand && engine != nil }

  /// Brings in what channels have chosen since the last call, and lets them play it.
  func serve() {
    guard isOnDemand, let engine, choices.take(from: engine) else { return }
    publishChosen()
  }

  /// Brings in what channels will choose, and from now on with each bank too.
  func expect(_ expected: [ChannelProgram]) {
    guard isOnDemand else { return }
    choices.expect(expected)
    publishChosen()
  }

  /// The same for what is known of channels already.
  func publishChosen() {
    let arrivals = bringInChosen()
    tell(arrivals.sentences)
    if arrivals.count > 0 { _ = publish() }
  }

  /// Memory has become free: what did not come in may do so now.
  func retryRefusals() {
    var isWorthIt = false
    for place in banks.indices where banks[place].forgetRefusals() { isWorthIt = true }
    if isWorthIt { publishChosen() }
  }

  /// What has come in, and what is to be told of that, by the bank's id.
  struct Arrivals {
    var count = 0
    var sentences: [Int: [String]] = [:]
  }

  /// Brings in what channels have chosen, as of now.
  func bringInChosen(work: LoadingWork = .unwatched) -> Arrivals {
    var arrivals = Arrivals()
    guard isOnDemand else { return arrivals }
    if let engine { _ = choices.take(from: engine) }
    for (place, keys) in awaitedChoices {
      let (count, sentences) = banks[place].bring(in: keys, work: work)
      arrivals.count += count
      arrivals.sentences[banks[place].id, default: []] += sentences
    }
    return arrivals
  }

  /// The programs that channels have chosen and that are not in memory, by the place of their bank.
  private var awaitedChoices: [Int: [UInt32]] {
    let entries = entries
    let keys = unsafe entries.withUnsafeBufferPointer { entries in
      choices.awaited(
        in: unsafe InstrumentTable(entries: entries.baseAddress, entryCount: entries.count, generation: 0))
    }
    return Dictionary(grouping: keys.sorted()) { key in
      banks.firstIndex { $0.owner == ProgramEntry.owner(of: key) && $0.has(ProgramEntry.address(of: key)) } ?? 0
    }.mapValues { $0.map(ProgramEntry.address) }
  }

  /// Brings in what a new bank, the one at `place`, must have before it plays: what channels have chosen, and what the bank
  /// had that it replaces. Where what they play does not come in, that one plays on.
  func fill(_ place: Int, instead old: PlayingBank?, _ download: Download) throws(BankLoader.Failure) {
    guard isOnDemand else { return }
    let work = LoadingWork(download)
    var others = bringInChosen(work: work).sentences
    var own = others.removeValue(forKey: download.id) ?? []
    if !download.isCancelled { tell(others) }
    if let old {
      if let missing = awaitedChoices[place], missing.contains(where: { old.programs[$0] != nil }) {
        banks[place].uses.deallocate()
        throw BankLoader.Failure(sentence: own.joined(separator: "; "))
      }
      let kept = old.programs.keys.filter(banks[place].has)
      own += banks[place].bring(in: kept.sorted(), work: work).sentences
    }
    banks[place].conclude(own)
  }

  func tell(_ sentences: [Int: [String]]) {
    let notices = banks.flatMap { bank in
      (sentences[bank.id] ?? []).map { ProgramNotice(bank: bank.source.name, sentence: $0) }
    }
    told.withLock { $0 += notices }
  }
}
