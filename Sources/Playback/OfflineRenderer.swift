// SPDX-License-Identifier: MIT
// Renders songs without a server, as fast as the processor can. One thread, which may wait.

public import MIDI
public import Realtime
public import Synthesis

internal import CRealtime
internal import Glibc
internal import Miniport

/// An engine that is driven by hand, block by block.
///
/// What it writes depends neither on the block's length nor on the machine's speed.
@safe public struct OfflineRenderer: ~Copyable {
  private var parts: SynthesizerParts
  private let buses: UnsafeMutablePointer<StereoBlock>
  /// The buses, cut to the length of the block at hand.
  private let cut: UnsafeMutablePointer<StereoBlock>
  private let memory: UnsafeMutablePointer<Float>
  private let busCount: Int
  private let blockFrames: Int
  private var time = FrameTime.zero
  /// The engine's rate.
  public let rate: SampleRate

  /// `blockFrames`: frames of each block, 1 or more. `decoder`: for SoundFonts with compressed samples. `sampleMemory`: where
  /// samples go. Thread: setup.
  public init(
    _ configuration: Synthesizer.Configuration, blockFrames: Int, decoder: SampleDecoder? = nil,
    sampleMemory: SampleMemory = SampleMemory()
  ) {
    precondition(blockFrames >= 1, "a block has a frame")
    var patient = configuration
    patient.isOffline = true
    parts = SynthesizerParts(
      patient, statistics: Statistics(), downloader: Downloader(decoder: decoder, sampleMemory: sampleMemory))
    // Nobody joins them: they end when the port does.
    for worker in parts.workers { _ = WorkerThread(name: "render worker") { worker.run() } }
    rate = configuration.rate
    self.blockFrames = blockFrames
    busCount = configuration.layout.busCount
    unsafe memory = .allocate(capacity: busCount * blockFrames * 2)
    unsafe memory.initialize(repeating: 0, count: busCount * blockFrames * 2)
    unsafe buses = .allocate(capacity: busCount)
    for bus in 0..<busCount {
      let left = unsafe memory + bus * blockFrames * 2
      unsafe (buses + bus).initialize(to: StereoBlock(left: left, right: left + blockFrames, count: blockFrames))
    }
    unsafe cut = .allocate(capacity: busCount)
    unsafe cut.initialize(from: buses, count: busCount)
    rt_flush_denormals()
  }

  deinit {
    unsafe buses.deallocate()
    unsafe cut.deallocate()
    unsafe memory.deallocate()
  }

  /// Counters and gauges. Thread: the rendering one.
  public var statistics: Statistics { parts.statistics.another() }

  /// Brings banks in and waits for them; the outcomes are in the order of the sources. `isSparing`: for good, so that a
  /// built-in bank of which nothing would play is not read. `watch` is called again and again while it waits. Thread: the
  /// rendering one.
  public mutating func download(
    _ sources: [BankSource], isSparing: Bool = false, watch: ([Download]) -> Void = { _ in }
  ) -> [Download] {
    let downloads =
      isSparing ? parts.downloader.download(all: sources) : sources.map { parts.downloader.download($0) }
    while downloads.contains(where: { $0.outcome == nil }) {
      // The table is acknowledged by whoever renders. The same silent frame over and over picks it up: the timeline must
      // not depend on how long a download takes.
      renderBlock(frames: 1)
      usleep(500)
      watch(downloads)
    }
    return downloads
  }

  /// Renders a song and its tail, and hands each block of the first bus to `write` as interleaved samples.
  ///
  /// The tail ends with the last sample that is not silent, or `tailSeconds` after the song. Thread: the rendering one.
  public mutating func render<Failure: Error>(
    _ song: Song, tailSeconds: Double, write: (UnsafeBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    comeToRest()
    let start = time
    var feed = SongFeed(song, start: start, rate: rate)
    let last = FrameTime(feed.end.frames + Int64(tailSeconds * Double(rate.hertz)))
    // What the limiter looks ahead is no part of the file: its first frame is the song's.
    let latency = parts.port.latencyFrames
    var trimmer = TailTrimmer(end: feed.end, blockFrames: blockFrames)
    parts.port.accept(Event(time: time, 0xFF, group: 0))
    var isEnded = false
    while time < last + latency {
      // Past the queues that other threads use: there is nobody to wait for, and what fits must not depend on blocks.
      let next = feed.deliver(before: time + min(blockFrames, last + latency - time), to: &parts.port)
      if feed.isFinished, !isEnded, feed.end < next {
        SongFeed.deliverEnd(at: feed.end, to: &parts.port)
        isEnded = true
      }
      renderBlock(frames: next - time)
      let early = max(0, min(next, start + latency) - time)
      let heard = unsafe buses[0].part(from: early, count: next - time - early)
      try unsafe trimmer.take(heard, time: FrameTime(time.frames + Int64(early - latency)), write: write)
      time = next
      if isEnded, isSilent { break }
    }
  }

  /// Lets what an earlier song has left die away, reverb and limiter too, and stops at a multiple of every grid that the
  /// engine may work on: a song sounds the same whatever was rendered before it.
  private mutating func comeToRest() {
    guard time > .zero else { return }
    parts.port.accept(Event(time: time, 0xFF, group: 0))
    var end = FrameTime(((time.frames + Int64(rate.hertz)) | 4095) + 1)
    while time < end {
      let frames = min(blockFrames, end - time)
      renderBlock(frames: frames)
      time = time + frames
      if time == end, !isSilent { end = end + 4096 }
    }
  }

  /// True when no voice and no effect has anything left to say.
  private var isSilent: Bool {
    parts.statistics.integer(.voicesSounding) == 0 && parts.statistics.integer(.effectsSounding) == 0
  }

  private mutating func renderBlock(frames: Int) {
    for bus in 0..<busCount { unsafe cut[bus] = buses[bus].part(from: 0, count: frames) }
    unsafe parts.port.render(UnsafeBufferPointer(start: cut, count: busCount), from: time)
  }
}
