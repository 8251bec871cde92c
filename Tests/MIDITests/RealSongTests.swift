// SPDX-License-Identifier: MIT
// Songs that people wrote, counted a second time by a reader that knows less.

import Foundation
import MIDI
import Realtime
import Testing

/// The folder of real files beside the package, which not everybody has.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data")
  .standardizedFileURL
private let names: [String] = {
  let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  return all.filter { $0.hasSuffix(".mid") }.sorted()
}()

/// Counts and times a song that is known to be sound: no running status over tracks, no packets, no SMPTE. Its times are
/// sums of floating point numbers, tick by tick of the tempos.
private struct PlainCount {
  var counts: [UInt8: Int] = [:]
  var tempos: [(tick: Int, microseconds: Int)] = []
  var lastTick = 0
  var division = 0

  init(_ bytes: [UInt8]) {
    var rest = bytes[14...]
    division = Int(bytes[12]) << 8 | Int(bytes[13])
    while rest.count >= 8 {
      let length = rest.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
      count(rest.dropFirst(8).prefix(length))
      rest = rest.dropFirst(8 + length)
    }
  }

  private mutating func count(_ track: ArraySlice<UInt8>) {
    var rest = track
    var tick = 0
    var running: UInt8 = 0
    while !rest.isEmpty {
      tick += PlainCount.quantity(&rest)
      let first = rest.first ?? 0
      if first >= 0x80 { rest.removeFirst() }
      if first == 0xFF {
        let kind = rest.removeFirst()
        let length = PlainCount.quantity(&rest)
        if kind == 0x51 { tempos.append((tick, rest.prefix(3).reduce(0) { $0 << 8 | Int($1) })) }
        rest = rest.dropFirst(length)
      } else if first == 0xF0 {
        counts[0xF0, default: 0] += 1
        let length = PlainCount.quantity(&rest)
        rest = rest.dropFirst(length)
      } else {
        if first >= 0x80 { running = first }
        counts[running & 0xF0, default: 0] += 1
        rest = rest.dropFirst(running & 0xE0 == 0xC0 ? 1 : 2)
      }
    }
    lastTick = max(lastTick, tick)
  }

  private static func quantity(_ bytes: inout ArraySlice<UInt8>) -> Int {
    var value = 0
    while let byte = bytes.popFirst() {
      value = value * 128 + Int(byte % 128)
      if byte < 128 { break }
    }
    return value
  }

  var seconds: Double {
    var seconds = 0.0
    var (tick, microseconds) = (0, 500_000)
    for tempo in tempos.sorted(by: { $0.tick < $1.tick }) + [(lastTick, 0)] {
      seconds += Double(tempo.tick - tick) * Double(microseconds) / 1e6 / Double(division)
      (tick, microseconds) = tempo
    }
    return seconds
  }
}

/// Messages that a converter wrote with data bytes above 7F: controllers 109 to 111 of Descent's own.
private let brokenMessageCounts: [String: [UInt8: Int]] = ["Descent_Game08.mid": [0xB0: 3]]

@Suite(.enabled(if: !names.isEmpty, "there is no folder of real files beside the package"))
struct RealSongTests {
  @Test(arguments: names)
  func `a real song has the events and the length that a second reader finds`(name: String) throws {
    let bytes = try Array(Data(contentsOf: folder.appending(path: name)))
    let song = try Song(bytes: bytes)
    let plain = PlainCount(bytes)
    #expect(Song.isSong(bytes))
    let broken = brokenMessageCounts[name] ?? [:]
    #expect(song.warnings.map(\.problem) == Array(repeating: .statusAsData, count: broken.values.reduce(0, +)))
    let counts = Dictionary(grouping: song.events) { $0.status & 0xF0 }.mapValues(\.count)
    #expect(counts.merging(broken, uniquingKeysWith: +) == plain.counts)
    #expect(song.events.count > 100)
    #expect(song.lengthInTicks == plain.lastTick)
    #expect(abs(song.lengthInSeconds - plain.seconds) < 1e-6)
    let frames = song.tempoMap.frames(ofTick: song.lengthInTicks, rate: SampleRate(hertz: 48_000))
    #expect(abs(Double(frames) - plain.seconds * 48_000) < 0.501)
    let last = song.tempoMap.barPosition(ofTick: song.lengthInTicks)
    #expect(last.map { $0.bar > 8 } == true)
  }

  @Test func `a real song cut off anywhere is a song with a warning or refused`() throws {
    let bytes = try Array(Data(contentsOf: folder.appending(path: "venture.mid")))
    let count = try Song(bytes: bytes).events.count
    var last = 0
    for length in stride(from: 0, to: bytes.count, by: 7) {
      guard let song = try? Song(bytes: Array(bytes.prefix(length))) else { continue }
      #expect(!song.warnings.isEmpty)
      #expect(song.events.count >= last)
      last = song.events.count
    }
    #expect(last > count * 9 / 10)
  }

  @Test func `real songs with flipped bytes never trap`() throws {
    var random = Random(seed: 2)
    for name in names {
      let bytes = try Array(Data(contentsOf: folder.appending(path: name)).prefix(20_000))
      for _ in 0..<40 {
        var damaged = bytes
        for _ in 0..<1 + random.below(20) { damaged[random.below(bytes.count)] = UInt8(random.below(256)) }
        _ = try? Song(bytes: damaged)
      }
    }
  }
}
