// SPDX-License-Identifier: MIT
// A rack with one plug-in, rendered at the pace of a server.

import LV2
import MIDI
import Miniport
import Playback
import Racks
import Realtime
import Synthesis

/// A rack whose first group a plug-in plays, and nothing else sounds.
@safe final class PluginRack {
  // Safe because `memory` covers two of the longest blocks for the life of this value.
  /// In what way the plug-in runs.
  let mode: PluginMode
  private var parts: RackParts
  private let statistics: Statistics
  let board: SlotBoard
  private let memory: UnsafeMutablePointer<Float>
  private var time = FrameTime.zero

  /// Where a plug-in is not installed, a sentence. `inserts`: effects behind it, which run in this way too; the instrument itself then runs
  /// in the process.
  init(_ uri: String, _ mode: PluginMode, inserts: [String] = [], period: Int) throws {
    self.mode = mode
    let rate = SampleRate(hertz: UInt32(BenchSettings.rate))
    var configuration = Synthesizer.Configuration(rate: rate)
    configuration.hasEffects = false
    let statistics = Statistics()
    self.statistics = statistics.another()
    let site = PluginSite(library: PluginLibrary(), rate: rate, period: period, priority: 9)
    board = SlotBoard(
      [1: .plugin(PluginChoice(uri: uri, mode: inserts.isEmpty ? mode : .inProcess))],
      strips: [.group(1): StripChoice(inserts: inserts.map { PluginChoice(uri: $0, mode: mode) })], site: site,
      statistics: statistics.another())
    if let fault = board.faults.first?.fault { throw BenchError.bank("\(uri): \(fault)") }
    parts = RackParts(configuration, statistics: statistics, downloader: Downloader(decoder: nil), board: board)
    unsafe memory = .allocate(capacity: 2 * PluginInstance.longestBlock)
  }

  deinit { unsafe memory.deallocate() }

  /// Blocks of sandboxes that were not there in time.
  var lateCount: Int { Int(statistics.value(of: .sandboxesLate)) }

  /// Sends a message at the beginning of the next period.
  func send(_ status: UInt8, _ data1: UInt8, _ data2: UInt8) {
    parts.port.accept(Event(time: time, status, data1, data2, group: 1))
  }

  /// Renders a period; how long that took, in nanoseconds on the wall clock.
  func render(_ frames: Int) -> UInt64 {
    let start = Clocks.wall()
    let block = unsafe StereoBlock(left: memory, right: memory + frames, count: frames)
    unsafe withUnsafePointer(to: block) {
      unsafe parts.port.render(UnsafeBufferPointer(start: $0, count: 1), from: time)
    }
    time = time + frames
    return Clocks.wall() - start
  }

  /// The greatest sample of the last period on the left.
  func peak(_ frames: Int) -> Float {
    (0..<frames).reduce(0) { unsafe max($0, abs(memory[$1])) }
  }
}
