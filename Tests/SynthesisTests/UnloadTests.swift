// SPDX-License-Identifier: MIT
// Banks on their way out of a synthesizer that plays. The test's own thread renders.

import Glibc
import MIDI
import Miniport
import Realtime
import Testing

@testable import Synthesis

struct UnloadTests {
  private func bank(_ programs: [Int], _ level: Int16) -> BankSource {
    .bytes(BankBytes(programs: programs, level: level).bytes, name: "a bank")
  }

  @Test func `an unload ends when the last voice has let go, and the voice is not disturbed`() {
    let station = Station()
    let download = station.downloader.download(bank([0], 1000))
    _ = station.finish(download)
    #expect(station.play(Event.fullVolume() + [.on(0)]) == 1000)
    let unload = station.downloader.unload(download.id)
    for _ in 0..<40 {
      #expect(station.play([]) == 1000)
      usleep(2000)
    }
    #expect(station.downloader.banks.isEmpty, "the table is published")
    #expect(unload.result == nil && station.downloader.sampleMemory.usage.used > 0)
    _ = station.play([.off(0)])
    #expect(station.finish(unload) == .gone)
    #expect(station.statistics.integer(.voicesSounding) == 0)
    #expect(station.downloader.sampleMemory.usage.used == 0 && station.downloader.sampleMemory.usage.locked == 0)
  }

  @Test func `new notes do not find what was unloaded, and fall to the bank below`() {
    let station = Station()
    _ = station.finish(station.downloader.download(bank([0], 1000)))
    let upper = station.downloader.download(bank([0, 1], 3000))
    _ = station.finish(upper)
    #expect(station.level(ofProgram: 0) == 3000)
    #expect(station.finish(station.downloader.unload(upper.id)) == .gone)
    #expect([0, 1].map { station.level(ofProgram: $0) } == [1000, 0])
  }

  @Test func `an id is used once, and what it never named or names no more is said`() {
    let station = Station()
    let first = station.downloader.download(bank([0], 1000))
    _ = station.finish(first)
    #expect(station.finish(station.downloader.unload(first.id)) == .gone)
    #expect(station.finish(station.downloader.unload(first.id)) == .unknown)
    let second = station.downloader.download(bank([0], 1000))
    #expect(second.id > first.id)
    #expect(station.finish(station.downloader.unload(second.id + 1000)) == .unknown)
  }

  @Test func `a bank that replaces another takes its place, and notes of the old one keep it to their end`() throws {
    let station = Station()
    let lower = station.downloader.download(bank([0, 1], 1000))
    _ = station.finish(lower)
    _ = station.finish(station.downloader.download(bank([0], 3000)))
    #expect(station.play(Event.fullVolume() + [.program(0, 1), .on(0)]) == 1000)
    let replacement = station.downloader.download(bank([0, 1], 2000), replacing: lower.id)
    _ = station.finish(replacement)
    #expect(station.play([]) == 1000, "the note sounds on from the old bank")
    #expect(station.downloader.banks.map(\.id).last == replacement.id)
    #expect(station.play([.on(0, 61)]) == 1000 + 2000, "and another key's from the new bank beside it")
    _ = station.play([.off(0)])
    #expect(station.play([]) == 2000, "the old note-off has found the old note")
    _ = station.play([.control(0, 120, 0)])
    #expect(station.level(ofProgram: 0) == 3000, "the order of search is the same")
  }

  @Test func `waves that are in memory already are shared, and go with the last bank that has them`() throws {
    let station = Station()
    let first = station.downloader.download(bank([0], 1000))
    guard case .playing(let report)? = station.finish(first) else {
      Issue.record("the first bank does not play")
      return
    }
    let used = station.downloader.sampleMemory.usage.used
    #expect(used > 0 && report.sharedByteCount == 0)
    let second = station.downloader.download(bank([5], 1000))
    guard case .playing(let shared)? = station.finish(second) else {
      Issue.record("the second bank does not play")
      return
    }
    #expect(shared.sampleByteCount == 0 && shared.sharedByteCount > 0)
    #expect(station.downloader.sampleMemory.usage.used == used)
    // Another wave of the same length is another wave.
    let other = station.downloader.download(bank([6], 2000))
    _ = station.finish(other)
    #expect(station.downloader.sampleMemory.usage.used > used)
    #expect(station.finish(station.downloader.unload(first.id)) == .gone)
    #expect([5, 6].map { station.level(ofProgram: $0) } == [1000, 2000])
    #expect(station.finish(station.downloader.unload(second.id)) == .gone)
    #expect(station.finish(station.downloader.unload(other.id)) == .gone)
    #expect(station.downloader.sampleMemory.usage.used == 0)
  }

  @Test func `a bank that is too large for the sample memory is refused in a sentence and changes nothing`() {
    let free = Station()
    _ = free.finish(free.downloader.download(bank([0], 1000)))
    let station = Station(memoryLimit: free.downloader.sampleMemory.usage.used * 3 / 2)
    _ = station.finish(station.downloader.download(bank([0], 1000)))
    let before = station.downloader.sampleMemory.usage
    guard case .failed(let sentence)? = station.finish(station.downloader.download(bank([0, 1], 2000))) else {
      Issue.record("it plays beyond the limit of \(before)")
      return
    }
    #expect(sentence.contains("sample memory"))
    #expect(station.downloader.sampleMemory.usage == before)
    #expect(station.level(ofProgram: 0) == 1000 && station.statistics.integer(.tableGeneration) == 1)
  }

  @Test func `banks outlive the engine and play in the next one`() {
    let station = Station()
    _ = station.finish(station.downloader.download(bank([0, 3], 1000)))
    let leaving = station.downloader.download(bank([0], 2000))
    _ = station.finish(leaving)
    #expect(station.play(Event.fullVolume() + [.on(0)]) == 2000)
    let unload = station.downloader.unload(leaving.id)
    for _ in 0..<20 { #expect(station.play([]) == 2000) }
    station.changeEngine()
    #expect(station.finish(unload) == .gone, "its voice went with the engine")
    #expect([0, 3].map { station.level(ofProgram: $0) } == [1000, 1000])
  }

  @Test func `banks come and go at random under sounding notes, which do not hear it`() {
    let station = Station()
    _ = station.finish(station.downloader.download(bank([0], 1000)))
    #expect(station.play(Event.fullVolume() + [.on(0)]) == 1000)
    var seed: UInt64 = 20_261_127
    var loaded: [Download] = []
    var unloads: [Unload] = []
    for step in 0..<200 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if loaded.count < 4, seed >> 60 < 10 {
        loaded.append(station.downloader.download(bank([0, step % 128], Int16(1 + step))))
      } else if !loaded.isEmpty {
        let gone = Int(seed >> 33) % loaded.count
        unloads.append(station.downloader.unload(loaded.remove(at: gone).id))
      }
      #expect(station.play([]) == 1000)
    }
    for download in loaded { unloads.append(station.downloader.unload(download.id)) }
    for unload in unloads { #expect(station.finish(unload) == .gone) }
    #expect(station.play([]) == 1000)
    #expect(station.downloader.banks.count == 1)
  }
}
