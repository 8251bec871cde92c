// SPDX-License-Identifier: MIT
// A rack driven by hand, with a bank that plays on program 0. One thread at a time.

import Glibc
import LV2
import MIDI
import Miniport
import Playback
import Racks
import Realtime
import Synthesis

/// A rack of three groups with an output pair each, or as its configuration says, and memory to render into.
@safe struct RackStage: ~Copyable {
  var parts: RackParts
  let board: SlotBoard
  let statistics: Statistics
  var now = FrameTime.zero
  /// The left of each output, all blocks in a row.
  var left: [[Float]]
  private let busCount: Int

  struct NoBank: Error {}

  init(
    _ choices: [Int: MiniportChoice] = [:], strips: [StripName: StripChoice] = [:],
    _ configuration: Synthesizer.Configuration = RackStage.configuration,
    banks: [BankSource] = [.bytes(BankBytes(programs: [0], level: 9000).bytes, name: "level")]
  ) throws {
    let statistics = Statistics()
    let downloader = Downloader(decoder: nil)
    // Before anybody plays: who begins in a sandbox begins with them.
    for bank in banks {
      let download = downloader.download(bank)
      while download.outcome == nil { usleep(1000) }
      guard case .playing? = download.outcome else { throw NoBank() }
    }
    let site = PluginSite(
      library: PluginLibrary(), rate: configuration.rate, period: 64,
      synthesizer: SynthesizerSite(configuration, downloader))
    board = SlotBoard(choices, strips: strips, site: site, statistics: statistics.another())
    self.statistics = statistics.another()
    busCount = configuration.layout.busCount
    left = [[Float]](repeating: [], count: busCount)
    parts = RackParts(configuration, statistics: statistics, downloader: downloader, board: board)
    while !banks.isEmpty, statistics.integer(.tableGeneration) == 0 { render(64) }
    // From a known frame on.
    while now.frames % 4096 != 0 { render(64) }
    left = [[Float]](repeating: [], count: busCount)
  }

  static var configuration: Synthesizer.Configuration {
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.layout = PortLayout(groupCount: 3, outputs: .groups)
    configuration.hasEffects = false
    return configuration
  }

  /// Sends a message of an input at a frame of the timeline.
  mutating func accept(_ bytes: [UInt8], at frame: Int64, group: UInt16) {
    unsafe bytes.withUnsafeBytes {
      unsafe parts.port.accept(message: $0, time: FrameTime(frame), group: group)
    }
  }

  mutating func render(_ frames: Int) {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * busCount * frames)
    unsafe memory.initialize(repeating: .nan, count: 2 * busCount * frames)
    let buses = UnsafeMutableBufferPointer<StereoBlock>.allocate(capacity: busCount)
    for bus in 0..<busCount {
      let start = unsafe memory + 2 * frames * bus
      unsafe (buses.baseAddress! + bus).initialize(
        to: StereoBlock(left: start, right: start + frames, count: frames))
    }
    unsafe parts.port.render(UnsafeBufferPointer(buses), from: now)
    for bus in 0..<busCount {
      unsafe left[bus].append(contentsOf: UnsafeBufferPointer(start: memory + 2 * frames * bus, count: frames))
    }
    now = now + frames
    unsafe buses.deallocate()
    unsafe memory.deallocate()
  }

  /// The same, and then lets some of the period pass, as a server does.
  mutating func renderPaced(_ frames: Int) {
    render(frames)
    usleep(UInt32(frames * 1_000_000 / 48_000))
  }

  /// From now on nothing is late, however busy the machine is.
  mutating func freewheel() { parts.port.adapt(to: .freewheel(true), time: now) }

  /// Renders until something is so, or 5 s have passed; whether it is.
  mutating func render(until isDone: (borrowing RackStage) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < end {
      if isDone(self) { return true }
      renderPaced(64)
    }
    return false
  }

  /// Asks the board something while it renders: the board may be waiting for a block.
  mutating func ask<Answer: Sendable>(_ question: @escaping @Sendable (SlotBoard) -> Answer) -> Answer? {
    let board = board
    let answer = Background { question(board) }
    while !answer.isDone { renderPaced(64) }
    return answer.result
  }

  /// What leaves by the MIDI output of a group, up to now.
  mutating func takeOutgoing(_ group: Int) -> [String] {
    var taken: [String] = []
    while let next = parts.port.outgoing(ofGroup: group, before: now) {
      let bytes = unsafe next.bytes.map { String($0, radix: 16) }.joined(separator: " ")
      taken.append("\(next.time.frames): \(bytes)")
      parts.port.removeOutgoing(ofGroup: group)
    }
    return taken
  }
}
