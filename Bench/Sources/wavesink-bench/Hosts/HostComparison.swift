// SPDX-License-Identifier: MIT
// The same plug-in in several hosts at one server, in turn.

import Foundation
import Glibc

/// What it takes to host one plug-in as a JACK client, seen from outside and in the same way for all.
struct HostComparison: Encodable {
  /// One plug-in at one period, in each host.
  struct Table: Encodable {
    let plugin: String
    let frames: Int
    let rows: [Row]
  }

  /// One host.
  struct Row: Encodable {
    let host: PluginHost
    /// µs from the end of the client before to the beginning of the client behind, the medians of the turns.
    let median: Spread
    /// The same, 99 % and 99.9 % of all periods of all turns.
    let (p99, p999): (Double, Double)
    /// µs of processor time a period: of the program's audio thread, and of all its threads and those of the sandbox, turn by turn.
    let (thread, all): (Spread, Spread)
    /// µs by which the medians are above jalv's in the same round: most of both is what the measurement itself takes, of which a ratio
    /// would say nothing.
    let added: Spread?
    /// The processor time of the audio thread in units of jalv's in the same round.
    let threadRatio: Spread?

    private enum CodingKeys: CodingKey { case host, median, p99, p999, thread, all, added, threadRatio }
  }

  /// A turn of a host.
  private struct Turn {
    var times: [UInt64]
    var (thread, all): (Double, Double)

    var median: Double { Double(times.sorted()[times.count / 2]) * 1e-3 }
  }

  static let cases = [
    (plugin: "http://drobilla.net/plugins/mda/EPiano", frames: 64),
    (plugin: "http://drobilla.net/plugins/mda/EPiano", frames: 256),
    (plugin: "http://drobilla.net/plugins/mda/EPiano", frames: 1024),
    (plugin: "http://drobilla.net/plugins/mda/JX10", frames: 64),
  ]

  let turnCount: Int
  let tables: [Table]

  /// Each turn starts the host anew, and takes two seconds of periods.
  init(turnCount: Int) throws {
    self.turnCount = turnCount
    tables = try HostComparison.cases.map { try HostComparison.table($0.plugin, $0.frames, turnCount) }
  }

  private static func table(_ plugin: String, _ frames: Int, _ turnCount: Int) throws -> Table {
    let server = try BenchServer(period: frames)
    let probe = try GraphProbe(on: server)
    var turns = [[Turn]](repeating: [], count: PluginHost.allCases.count)
    for round in 0..<turnCount {
      // Another one begins each round.
      for place in PluginHost.allCases.indices {
        let index = (place + round) % PluginHost.allCases.count
        turns[index].append(try turn(PluginHost.allCases[index], plugin, frames, server, probe))
      }
    }
    return Table(plugin: plugin, frames: frames, rows: rows(turns))
  }

  private static func turn(
    _ host: PluginHost, _ plugin: String, _ frames: Int, _ server: BenchServer, _ probe: GraphProbe
  ) throws -> Turn {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wavesink-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = try host.start(plugin, on: server, folder: folder)
    let idle = host == .nothing ? try IdleClient(host.clientName, on: server) : nil
    defer {
      process?.terminate()
      process?.waitUntilExit()
      withExtendedLifetime(idle) {}
    }
    try probe.connect(host.clientName)
    // What begins finds everything cold.
    _ = probe.measure(BenchSettings.rate / 2 / frames) {}
    var looks: [ThreadTimes] = []
    let count = 2 * BenchSettings.rate / frames
    let (times, peak) = probe.measure(count) {
      looks.append(ThreadTimes(of: process?.processIdentifier ?? getpid()))
    }
    guard peak > 1e-3 || host == .nothing else { throw BenchError.program("\(host.title) is silent") }
    let used = looks[1].since(looks[0])
    return Turn(
      times: times, thread: Double(used.busiest) * 1e-3 / Double(count), all: Double(used.all) * 1e-3 / Double(count))
  }

  private static func rows(_ turns: [[Turn]]) -> [Row] {
    func turnsOf(_ host: PluginHost) -> [Turn] { PluginHost.allCases.firstIndex(of: host).map { turns[$0] } ?? [] }
    let peer = turnsOf(.jalv)
    return PluginHost.allCases.map { host in
      let its = turnsOf(host)
      let sorted = its.flatMap(\.times).sorted()
      func share(_ part: Double) -> Double { Double(sorted[Int(Double(sorted.count - 1) * part)]) * 1e-3 }
      let isCompared = host != .nothing && host != .jalv
      return Row(
        host: host, median: Spread(its.map(\.median)), p99: share(0.99), p999: share(0.999),
        thread: Spread(its.map(\.thread)), all: Spread(its.map(\.all)),
        added: isCompared ? Spread(zip(its, peer).map { $0.median - $1.median }) : nil,
        threadRatio: isCompared ? Spread(zip(its, peer).map { $0.thread / $1.thread }) : nil)
    }
  }

  /// Tables in Markdown.
  var text: String { tables.map(text).joined() }

  private func text(_ table: Table) -> String {
    var text = """

      \(table.plugin), a chord of four notes each second, periods of \(table.frames) frames, \(turnCount) turns of two seconds each, µs a period \
      from the end of the client before to the beginning of the client behind, and of processor time, min / median / max of the turns:

      | host                     | graph, medians        |    p99 |  p99.9 | more than jalv        | its audio thread      | to jalv's             | all threads, sandbox's too |
      | ------------------------ | --------------------: | -----: | -----: | --------------------: | --------------------: | --------------------: | -------------------------: |

      """
    for row in table.rows {
      let columns: [(String, Int)] = [
        (row.median.text(decimals: 1), 21), (row.p99.text(decimals: 0), 6), (row.p999.text(decimals: 0), 6),
        (row.added?.text(decimals: 1) ?? "", 21), (row.host == .nothing ? "" : row.thread.text(decimals: 1), 21),
        (row.threadRatio?.text(decimals: 2) ?? "", 21), (row.host == .nothing ? "" : row.all.text(decimals: 1), 26),
      ]
      text += "| \(row.host.title.padded(24)) | "
      text += columns.map { $0.0.rightAligned($0.1) }.joined(separator: " | ") + " |\n"
    }
    return text
  }
}
