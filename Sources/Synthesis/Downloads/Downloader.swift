// SPDX-License-Identifier: MIT
// The thread that brings instruments in and takes them out. It may wait; the audio thread never waits for it.

internal import DLS
internal import Glibc
public import Realtime

internal import Synchronization

/// Reads, compiles, publishes and frees banks on a thread of its own, in the order in which that was asked for.
///
/// It outlives engines: a bank stays when the engine goes, and plays in the next one.
public final class Downloader: Sendable {
  private let requests = BlockingQueue<Request>()
  /// Asked for and perhaps not yet ended.
  private let pending = Mutex(Pending())
  private let engine = Mutex<AttachedEngine?>(nil)
  /// Whether programs come in when they are chosen, and not whole banks.
  public let isOnDemand: Bool
  private let playing: PlayingSet
  private let thread: WorkerThread
  /// Where all samples lie.
  public let sampleMemory: SampleMemory

  private enum Request: Sendable {
    case attach(AttachedEngine)
    case detach(isStopped: Bool)
    case download(Download, replacing: Int?)
    case unload(Unload)
    case expect([ChannelProgram])
  }

  private struct Pending {
    var downloads: [Download] = []
    var unloads: [Unload] = []
  }

  /// Starts the thread, which owns the playing set from here on. `decoder`: for SoundFonts with compressed samples; without
  /// one these do not play. `isOnDemand`: of a bank those programs come into memory that channels have, and each that one of
  /// them chooses; until it is there, the channel plays the one that it had. `interpolation`: that of the engines to come, so that
  /// a bank that comes before the first of them need not be compiled again. Thread: setup.
  public init(
    decoder: SampleDecoder? = nil, sampleMemory: SampleMemory = SampleMemory(), isOnDemand: Bool = false,
    interpolation: Interpolation = .sinc
  ) {
    let requests = requests
    let form = AttachedEngine.Form(rate: SampleRate(hertz: 48_000), hasLevels: interpolation.readsLevels)
    let set = PlayingSet(decoder: decoder, memory: sampleMemory, isOnDemand: isOnDemand, form: form) {
      requests.isClosed
    }
    playing = set
    self.isOnDemand = isOnDemand
    self.sampleMemory = sampleMemory
    thread = WorkerThread(name: "downloader") {
      while !requests.isClosed {
        guard let request = set.isWaiting || set.isListening ? requests.popIfAny() : requests.pop() else {
          // What is closed gives nothing, and there is nothing to wait for.
          guard !requests.isClosed else { break }
          // Voices end and channels choose when they like: the audio thread wakes nobody.
          usleep(set.isWaiting ? 2000 : 10_000)
          set.serve()
          set.advance()
          continue
        }
        switch request {
        case .attach(let engine): set.attach(engine)
        case .detach(let isStopped): set.detach(isStopped: isStopped)
        case .download(let download, let replaced): set.bring(in: download, replacing: replaced)
        case .unload(let unload): set.remove(unload)
        case .expect(let choices): set.expect(choices)
        }
        set.advance()
      }
      set.end()
    }
  }

  // MARK: Banks

  /// Asks for a bank; the result is told by what is returned. `replaced`: the id of one whose place in the order of search
  /// it takes, and which is unloaded once the new one plays. `owner`: the number of the client that alone is to play it, as the property
  /// of its channels has it; 0 for everybody. Thread: setup or control.
  public func download(_ source: BankSource, replacing replaced: Int? = nil, owner: UInt8 = 0) -> Download {
    push(Download(source, owner: owner), replacing: replaced)
  }

  /// Asks for all banks that are to play, for who waits for the last of them and takes none out again: built-in ones come after
  /// the others, which may count on them, and are not read where nothing of them would play. In the order of `sources`.
  /// Thread: setup or control.
  public func download(all sources: [BankSource]) -> [Download] {
    let isFollowed = sources.contains { $0.isBuiltIn }
    let downloads = sources.map { source in
      Download(source, standing: source.isBuiltIn ? .last : isFollowed ? .beforeBuiltIn : .alone)
    }
    for download in downloads where !download.source.isBuiltIn { push(download) }
    for download in downloads where download.source.isBuiltIn { push(download) }
    return downloads
  }

  @discardableResult
  private func push(_ download: Download, replacing replaced: Int? = nil) -> Download {
    pending.withLock { pending in
      pending.downloads.removeAll { $0.outcome != nil }
      pending.downloads.append(download)
    }
    requests.push(.download(download, replacing: replaced))
    if requests.isClosed { download.finish(Self.tooLate) }
    return download
  }

  /// A download is not wanted any more: it fails, wherever it is. False where none of this id is on its way. Thread: control.
  public func cancel(_ id: Int) -> Bool {
    pending.withLock { pending in pending.downloads.first { $0.id == id }?.cancel() ?? false }
  }

  /// Asks for the end of a bank, by its download's id: from the next block on new notes do not find it, and what sounds goes on
  /// to its end. Thread: setup or control.
  public func unload(_ id: Int) -> Unload {
    let unload = Unload(id)
    pending.withLock { pending in
      pending.unloads.removeAll { $0.result != nil }
      pending.unloads.append(unload)
    }
    requests.push(.unload(unload))
    if requests.isClosed { unload.finish(.ended) }
    return unload
  }

  /// Whether a bank is on its way. Thread: any but audio.
  public var isDownloading: Bool { pending.withLock { $0.downloads.contains { $0.outcome == nil } } }

  /// The banks that play, in the order in which they are searched. Thread: any but audio.
  public var banks: [BankSummary] { playing.summaries }

  /// Channels will choose these programs: each bank that is asked for from now on comes with those of them that it has, and
  /// those that play bring them in. Nothing where whole banks come in. Thread: setup or control.
  public func expect(_ choices: [ChannelProgram]) { requests.push(.expect(choices)) }

  /// What there is to tell of programs that came in, or did not, after their bank's download had ended; each is given once.
  /// Thread: any but audio.
  public func takeNotices() -> [ProgramNotice] { playing.takeNotices() }

  // MARK: Engines

  /// The same for an engine that says nothing of what its channels choose. Thread: setup or control.
  public func attach(
    _ publisher: consuming TablePublisher<InstrumentTable>, rate: SampleRate, interpolation: Interpolation
  ) {
    let silent = RingEnds<ChannelProgram>(capacity: 1)
    attach(publisher, choices: silent.consumer, rate: rate, interpolation: interpolation)
  }

  /// From now on this engine plays the banks, those that are there and those that come. `publisher`: where it finds its table;
  /// `choices`: where it says what its channels choose; `rate` and `interpolation`: its own, for which banks are compiled,
  /// once more where another engine had others. There is none at hand: `detach` comes between two. Thread: setup or control.
  public func attach(
    _ publisher: consuming TablePublisher<InstrumentTable>, choices: consuming RingConsumer<ChannelProgram>,
    rate: SampleRate, interpolation: Interpolation
  ) {
    let new = AttachedEngine(
      publisher, choices: choices, AttachedEngine.Form(rate: rate, hasLevels: interpolation.readsLevels))
    engine.withLock { $0 = new }
    requests.push(.attach(new))
  }

  /// The engine has gone, and nothing is published until the next `attach`. `isStopped`: no callback of it is running and none
  /// will; where nobody can tell, what its table names stays in memory for ever. Thread: control.
  public func detach(isStopped: Bool) {
    // First of all: the thread may be waiting for this engine.
    engine.withLock { engine in
      engine?.leave()
      engine = nil
    }
    requests.push(.detach(isStopped: isStopped))
  }

  // MARK: The end

  /// Ends the thread after the download in hand. The memory of the banks goes with this object, so that it must outlive
  /// the engine. Thread: control.
  public func stop() {
    requests.close()
    thread.join()
    pending.withLock { pending in
      for download in pending.downloads where download.outcome == nil { download.finish(Self.tooLate) }
      for unload in pending.unloads { unload.finish(.ended) }
      pending = Pending()
    }
  }

  private static let tooLate = Download.Outcome.failed("the client ended before this bank could play")

  deinit { stop() }
}
