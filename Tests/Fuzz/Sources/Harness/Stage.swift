// SPDX-License-Identifier: MIT
// A synthesizer that plays one bank after another and whose every sample is looked at. libFuzzer's thread.

internal import MIDI
public import Miniport
public import Realtime

internal import CRealtime
@testable public import Synthesis

/// A synthesizer behind its port, which outlives the banks that it plays: making its tables takes longer than a thousand
/// inputs.
@safe public final class Stage: @unchecked Sendable {
  // Safe because libFuzzer has one thread.
  /// Frames of a block.
  public static let blockFrames = 64
  /// Frames after which nothing may sound any more once a reset has ended all notes: a tenth of a second.
  private static let quietFrames = 4800

  private var port: Port<Synthesizer>
  /// The way in for what another thread would send.
  public let input: PortInput
  private let publisher: TablePublisher<InstrumentTable>
  private let statistics: Statistics
  private let loader: BankLoader
  private let block: StereoBlock
  private var generation = 0
  /// The next frame to be rendered.
  public private(set) var time = FrameTime.zero

  /// `hasEffects`: whether reverb, chorus and limiter run. `decoder`: what makes sound of compressed samples, if anything
  /// does. Thread: setup.
  public init(hasEffects: Bool, decoder: SampleDecoder? = nil) {
    loader = BankLoader(rate: SampleRate(hertz: 48_000), decoder: decoder, memory: SampleMemory())
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.hasEffects = hasEffects
    configuration.layout.groupCount = 2
    configuration.voiceLimit = 32
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    statistics = Statistics()
    port = Port(
      miniport: Synthesizer(configuration, tables: swap.reader, statistics: statistics.another()), groupCount: 2,
      statistics: statistics)
    input = port.makeInput(source: 1)
    publisher = swap.publisher
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * Stage.blockFrames)
    unsafe memory.initialize(repeating: 0, count: 2 * Stage.blockFrames)
    unsafe block = StereoBlock(left: memory, right: memory + Stage.blockFrames, count: Stage.blockFrames)
    rt_flush_denormals()
  }

  /// Loads a bank as the downloader does and plays it, from silence to silence; false where it cannot be loaded.
  /// Thread: libFuzzer's.
  @discardableResult public func play(
    _ bytes: ArraySlice<UInt8>, bankOffset: Int = 0, _ score: (Stage) -> Void
  ) -> Bool {
    guard let bank = load(bytes, bankOffset: bankOffset) else { return false }
    play(bank) { _ in score(self) }
    return true
  }

  /// Nil where the bank cannot be loaded.
  func load(_ bytes: ArraySlice<UInt8>, bankOffset: Int = 0) -> CompiledBank? {
    try? loader.load(.bytes(bytes, name: "input", bankOffset: bankOffset), hasGeneralMIDI: false)
      .bank
  }

  /// `score` is given the bank's programs.
  func play(_ bank: CompiledBank, _ score: ([ProgramEntry]) -> Void) {
    let sorted = bank.programs.values.sorted { $0.key < $1.key }
    unsafe sorted.withUnsafeBufferPointer { entries in
      unsafe publish(InstrumentTable(entries: entries.baseAddress, entryCount: entries.count, generation: generation))
      // The same place in every grid that the engine may work on, whatever played before.
      time = FrameTime((time.frames | 4095) + 1)
      score(sorted)
      comeToRest()
      publish(.empty)
    }
    withExtendedLifetime(bank) {}
  }

  /// Hands over a message of up to three bytes, at the next frame. Thread: libFuzzer's.
  public func send(_ status: UInt8, _ data1: UInt8 = 0, _ data2: UInt8 = 0) {
    port.accept(Event(time: time, status, data1, data2))
  }

  /// Lets somebody hand events to the port. Thread: libFuzzer's.
  public func withPort(_ body: (inout Port<Synthesizer>) -> Void) { body(&port) }

  /// Renders up to a block; every sample must be a number. Thread: libFuzzer's.
  public func render(frames: Int = blockFrames) {
    let part = block.part(from: 0, count: frames)
    unsafe withUnsafePointer(to: part) { part in
      unsafe port.render(UnsafeBufferPointer(start: part, count: 1), from: time)
    }
    time = time + part.count
    for frame in 0..<part.count {
      let areNumbers = unsafe part.leftSamples[frame].isFinite && part.rightSamples[frame].isFinite
      guard areNumbers else { fatalError("frame \(frame) of a block is not a number") }
    }
  }

  /// Goes on to a later time, as after a gap at the server. Thread: libFuzzer's.
  public func skip(to later: FrameTime) { time = max(time, later) }

  /// A reset ends every note, and soon.
  private func comeToRest() {
    port.accept(Event(time: time, 0xFF, group: 0))
    for _ in 0..<Stage.quietFrames / Stage.blockFrames {
      render()
      if statistics.integer(.voicesSounding) == 0 { return }
    }
    fatalError("\(statistics.integer(.voicesSounding)) voices still sound after a reset")
  }

  private func publish(_ table: InstrumentTable) {
    generation += 1
    guard publisher.publish(table) else { fatalError("the last table was not acknowledged") }
    render(frames: 1)
  }
}
