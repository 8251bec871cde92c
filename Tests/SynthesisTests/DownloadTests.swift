// SPDX-License-Identifier: MIT
// Banks on their way into a synthesizer that plays. The test's own thread renders.

import Glibc
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct DownloadTests {
  private func bank(_ programs: [Int], _ level: Int16, isBroken: Bool = false) -> BankSource {
    .bytes(BankBytes(programs: programs, level: level, hasBrokenRegion: isBroken).bytes, name: "a bank")
  }

  @Test func `sound appears with the bank`() throws {
    let station = Station()
    #expect(station.level(ofProgram: 0) == 0)
    let outcome = station.finish(station.downloader.download(bank([0, 5], 1000)))
    guard case .playing(let report)? = outcome else {
      Issue.record("the bank does not play: \(String(describing: outcome))")
      return
    }
    #expect(report.programCount == 2)
    #expect(report.sampleByteCount >= 64 * 2)
    #expect(station.level(ofProgram: 0) == 1000 && station.level(ofProgram: 5) == 1000)
    #expect(station.statistics.integer(.tableGeneration) == 1)
  }

  @Test func `the later download wins, and the earlier one stays for the rest`() {
    let station = Station()
    _ = station.finish(station.downloader.download(bank([0, 1], 1000)))
    _ = station.finish(station.downloader.download(bank([0, 2], 3000)))
    #expect([0, 1, 2].map { station.level(ofProgram: $0) } == [3000, 1000, 3000])
    #expect(station.statistics.integer(.tableGeneration) == 2)
  }

  @Test func `a built-in bank is searched last, whenever it came`() throws {
    let station = Station()
    _ = station.finish(station.downloader.download(bank([0], 1000)))
    let builtIn = try file([0, 1], 4000)
    defer { unsafe _ = remove(builtIn.name) }
    let outcome = station.finish(station.downloader.download(builtIn))
    guard case .playing? = outcome else {
      Issue.record("the file does not play: \(String(describing: outcome))")
      return
    }
    #expect([0, 1].map { station.level(ofProgram: $0) } == [1000, 4000])
  }

  /// A built-in bank.
  private func file(_ programs: [Int], _ level: Int16) throws -> BankSource {
    let path = "/tmp/wavesink-\(getpid())-\(level).dls"
    let bytes = BankBytes(programs: programs, level: level).bytes
    let opened = unsafe fopen(path, "wb")
    let file = unsafe try #require(opened)
    unsafe fwrite(bytes, 1, bytes.count, file)
    unsafe fclose(file)
    return .file(path, isBuiltIn: true)
  }

  @Test(arguments: [([0, 1, 2], true), ([0, 2], false), ([1], false)])
  func `a built-in bank that comes last is spared where the others have all of its programs`(
    programs: [Int], isSpared: Bool
  ) throws {
    let station = Station()
    let builtIn = try file([0, 1], 5000 + Int16(programs.count))
    defer { unsafe _ = remove(builtIn.name) }
    let downloads = station.downloader.download(all: [builtIn, bank(programs, 1000)])
    for download in downloads { _ = station.finish(download) }
    guard case .playing(let report)? = downloads[0].outcome else {
      Issue.record("the file does not play: \(String(describing: downloads[0].outcome))")
      return
    }
    #expect((report.programCount == 0) == isSpared)
    let expected = [0, 1].map { programs.contains($0) ? 1000 : 5000 + programs.count }
    #expect([0, 1].map { station.level(ofProgram: $0) } == expected)
  }

  @Test func `where the others fail, a built-in bank that comes last plays`() throws {
    let station = Station()
    let builtIn = try file([0], 6000)
    defer { unsafe _ = remove(builtIn.name) }
    let downloads = station.downloader.download(all: [builtIn, .bytes(Array("RIFF".utf8), name: "nothing")])
    for download in downloads { _ = station.finish(download) }
    #expect(station.level(ofProgram: 0) == 6000)
  }

  @Test func `what sounds goes on while a bank comes`() {
    let station = Station()
    _ = station.finish(station.downloader.download(bank([0], 1000)))
    #expect(station.play(Event.fullVolume() + [.on(0)]) == 1000)
    _ = station.finish(station.downloader.download(bank([0], 3000)))
    #expect(station.play([]) == 1000)
  }

  @Test(arguments: [[], Array("RIFF".utf8), Array("no bank at all, but text".utf8)] as [[UInt8]])
  func `what is no bank changes nothing and is told in a sentence`(bytes: [UInt8]) {
    let station = Station()
    _ = station.finish(station.downloader.download(bank([0], 1000)))
    let outcome = station.finish(station.downloader.download(.bytes(bytes, name: "nothing")))
    guard case .failed(let sentence)? = outcome else {
      Issue.record("it plays: \(String(describing: outcome))")
      return
    }
    #expect(sentence.contains(" ") && sentence.count > 15)
    #expect(station.level(ofProgram: 0) == 1000 && station.statistics.integer(.tableGeneration) == 1)
  }

  @Test func `a missing file is told in a sentence`() {
    let station = Station()
    guard case .failed(let sentence)? = station.finish(station.downloader.download(.file("/nonexistent/bank.dls")))
    else {
      Issue.record("a file that is not there plays")
      return
    }
    #expect(sentence.contains(" "))
  }

  @Test func `a region whose wave is bad is left out, the others play`() {
    let station = Station()
    guard case .playing(let report)? = station.finish(station.downloader.download(bank([0], 1000, isBroken: true)))
    else {
      Issue.record("the bank does not play")
      return
    }
    #expect(!report.warnings.isEmpty)
    #expect(station.level(ofProgram: 0) == 1000)
  }

  @Test(.timeLimit(.minutes(1)))
  func `stopping does not wait for an audio thread that has stopped`() {
    let station = Station()
    let download = station.downloader.download(bank([0], 1000))
    let second = station.downloader.download(bank([1], 1000))
    usleep(50_000)
    station.downloader.stop()
    guard case .failed? = download.outcome else {
      Issue.record("the first download: \(String(describing: download.outcome))")
      return
    }
    guard case .failed? = second.outcome else {
      Issue.record("the second download: \(String(describing: second.outcome))")
      return
    }
  }
}
