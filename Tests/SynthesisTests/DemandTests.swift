// SPDX-License-Identifier: MIT
// Programs that come in when a channel chooses them. The test's own thread renders.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct DemandTests {
  typealias Place = ProgramChoice.Place

  /// Instruments whose levels are 512, 1024, 1536 and so on, each with a wave of its own.
  private func bank(_ places: [Place]) throws -> BankSource {
    .bytes(try ProgramChoice.bank(places).collection.written(), name: "a bank")
  }

  private func bank(_ programs: [UInt8]) throws -> BankSource { try bank(programs.map { Place(program: $0) }) }

  /// The programs that are in, of all banks.
  private func present(_ station: Station) -> [BankSummary.Program] {
    station.downloader.banks.flatMap(\.programs).filter(\.isIn)
  }

  private func waitForPrograms(_ count: Int, _ station: Station) -> Bool {
    station.wait { present(station).count == count }
  }

  /// The level of one short note.
  private func level(_ station: Station, channel: UInt8 = 0) -> Int {
    let level = station.play([.on(0, channel: channel)])
    _ = station.play([.control(0, 120, 0, channel: channel)])
    return level
  }

  @Test func `the program before sounds until the new one is there, and a sounding note keeps the one it has`() throws {
    let station = Station(isOnDemand: true)
    let outcome = station.finish(station.downloader.download(try bank([0, 1, 2])))
    guard case .playing(let report)? = outcome else {
      Issue.record("the bank does not play: \(String(describing: outcome))")
      return
    }
    #expect(report.programCount == 3 && report.presentProgramCount == 1)
    #expect(station.downloader.banks.first?.programs.map(\.isIn) == [true, false, false])
    #expect(station.play(Event.fullVolume() + [.on(0)]) == 512)
    #expect(station.play([.program(0, 1), .on(0, 64)]) == 2 * 512, "a new note has the program before")
    #expect(station.wait { present(station).count == 2 })
    #expect(station.play([]) == 2 * 512, "nothing has changed for what sounds")
    #expect(station.play([.on(0, 67)]) == 2 * 512 + 1024, "a new note has the new program")
  }

  @Test func `the memory in use is that of the programs in use`() throws {
    let places: [UInt8] = [0, 1, 2, 3]
    let whole = Station()
    _ = whole.finish(whole.downloader.download(try bank(places)))
    let all = whole.downloader.sampleMemory.usage.used
    let station = Station(isOnDemand: true)
    _ = station.finish(station.downloader.download(try bank(places)))
    #expect(station.downloader.sampleMemory.usage.used == all / 4)
    _ = station.play([.program(0, 3)])
    #expect(waitForPrograms(2, station))
    #expect(station.downloader.sampleMemory.usage.used == all / 2)
    #expect(station.downloader.banks.first?.sampleByteCount == all / 2)
    _ = station.play([.program(0, 0), .program(0, 3, channel: 5)])
    let second = station.downloader.download(try bank(places))
    _ = station.finish(second)
    #expect(waitForPrograms(4, station) && station.downloader.sampleMemory.usage.used == all / 2, "waves are shared")
  }

  @Test func `a sounding note is the same, bit for bit, whatever comes in meanwhile`() throws {
    var source = TestBank.sine()
    let wave = source.add(wave: [Int16](repeating: 1000, count: 64))
    source.add([Region(wave: wave, loop: 0...63)], program: 1)
    let bytes = try source.collection.written()
    func sound(choosing program: UInt8) -> [Float] {
      let station = Station(isOnDemand: true)
      _ = station.finish(station.downloader.download(.bytes(bytes, name: "a bank")))
      station.align()
      var sound = station.render([.on(0)])
      sound += station.render([.program(0, program), .program(0, program, channel: 3)])
      for _ in 0..<60 {
        sound += station.render([])
        usleep(1000)
      }
      #expect(present(station).count == 1 + Int(program))
      return sound
    }
    let reference = sound(choosing: 0)
    #expect(reference.contains { abs($0) > 0.1 })
    let isSame = sound(choosing: 1) == reference
    #expect(isSame)
  }

  @Test func `a bank select and a program choose together, and drum kits are programs too`() throws {
    let station = Station(isOnDemand: true)
    let places = [
      Place(), Place(bankMSB: 8), Place(bankMSB: 8, program: 5), Place(isDrum: true), Place(program: 8, isDrum: true),
    ]
    _ = station.finish(station.downloader.download(try bank(places)))
    _ = station.play(Event.fullVolume() + Event.fullVolume(channel: 9))
    #expect(level(station) == 512 && level(station, channel: 9) == 4 * 512, "both are there from the start")
    _ = station.play([.control(0, 0, 8)])
    #expect(level(station) == 512, "the bank counts with the program change")
    _ = station.play([.program(0, 5), .program(0, 8, channel: 9)])
    #expect(waitForPrograms(4, station))
    #expect(level(station) == 3 * 512 && level(station, channel: 9) == 5 * 512)
    #expect(!(station.downloader.banks.first?.programs.first { $0.bankMSB == 8 && $0.number == 0 }?.isIn ?? true))
  }

  @Test func `a program that is not in hides that of an earlier bank, but from channels that have it`() throws {
    let station = Station(isOnDemand: true)
    let lower = station.downloader.download(try bank([0, 5]))
    _ = station.finish(lower)
    _ = station.play(Event.fullVolume() + [.program(0, 5)])
    #expect(waitForPrograms(2, station) && level(station) == 1024)
    _ = station.play([.program(0, 0)])
    #expect(level(station) == 512)
    // Its levels are others: 0 has 1536, and 5 has 2048.
    let upper = station.downloader.download(try bank([9, 10, 0, 5]))
    _ = station.finish(upper)
    #expect(level(station) == 1536, "what channels have comes with the bank")
    #expect(station.play([.program(0, 5), .on(0)]) == 1536, "the earlier bank's 1024 is not heard")
    _ = station.play([.control(0, 120, 0)])
    #expect(waitForPrograms(4, station) && level(station) == 2048)
    #expect(station.finish(station.downloader.unload(upper.id)) == .gone)
    #expect(level(station) == 1024)
  }

  /// A program of 64 frames, and one of half a megabyte.
  private func wideBank(_ program: UInt8, level: Int16 = 2048) throws -> BankSource {
    var source = TestBank()
    let small = source.add(wave: [Int16](repeating: 512, count: 64))
    source.add([Region(wave: small, loop: 0...63)])
    let large = source.add(wave: [Int16](repeating: level, count: 1 << 18))
    source.add([Region(wave: large)], program: program)
    return .bytes(try source.collection.written(), name: "a wide bank")
  }

  @Test func `a program for which there is no memory is told of once, and comes when there is some`() throws {
    let station = Station(memoryLimit: 3 << 18, isOnDemand: true)
    let first = station.downloader.download(try wideBank(1))
    _ = station.finish(first)
    _ = station.play(Event.fullVolume() + [.program(0, 1)])
    #expect(waitForPrograms(2, station) && level(station) == 2048)
    _ = station.play([.program(0, 0)])
    let second = station.downloader.download(try wideBank(2, level: 4096))
    _ = station.finish(second)
    _ = station.play([.program(0, 2)])
    var notices: [ProgramNotice] = []
    #expect(
      station.wait {
        notices += station.downloader.takeNotices()
        return !notices.isEmpty
      })
    #expect(notices.first?.sentence.contains("program 0:0:2") ?? false)
    #expect(notices.first?.sentence.contains("sample memory") ?? false)
    #expect(level(station) == 512, "the channel keeps what it had")
    _ = station.play([.program(0, 0)])
    _ = station.play([.program(0, 2)])
    // When another bank is there, the attempts before it are over.
    _ = station.finish(station.downloader.download(try bank([9])))
    #expect(notices.count == 1 && station.downloader.takeNotices().isEmpty)
    #expect(station.finish(station.downloader.unload(first.id)) == .gone)
    #expect(waitForPrograms(2, station) && level(station) == 4096)
  }

  @Test func `a bank whose program does not fit leaves channels that of the bank below`() throws {
    let station = Station(memoryLimit: 1 << 18, isOnDemand: true)
    _ = station.finish(station.downloader.download(try bank([0, 1])))
    _ = station.play(Event.fullVolume() + [.program(0, 1)])
    #expect(waitForPrograms(2, station) && level(station) == 1024)
    guard case .playing(let report)? = station.finish(station.downloader.download(try wideBank(1))) else {
      Issue.record("the bank does not come")
      return
    }
    #expect(report.warnings.count == 1 && report.presentProgramCount == 1, "the other channels have program 0")
    #expect(level(station) == 1024)
    _ = station.play([.program(0, 0)])
    #expect(level(station) == 512)
  }

  @Test func `a file that was written to gives no more programs, and what is in plays on`() throws {
    let path = "/tmp/wavesink-demand-\(getpid()).dls"
    defer { unsafe _ = remove(path) }
    func write(_ programs: [UInt8]) throws {
      let bytes = try ProgramChoice.bank(programs.map { Place(program: $0) }).collection.written()
      let opened = unsafe fopen(path, "wb")
      let file = unsafe try #require(opened)
      unsafe fwrite(bytes, 1, bytes.count, file)
      unsafe fclose(file)
    }
    try write([0, 1])
    let station = Station(isOnDemand: true)
    let first = station.downloader.download(.file(path))
    _ = station.finish(first)
    usleep(20_000)
    try write([7, 1, 0])
    _ = station.play(Event.fullVolume() + [.program(0, 1)])
    var notices: [ProgramNotice] = []
    #expect(
      station.wait {
        notices += station.downloader.takeNotices()
        return !notices.isEmpty
      })
    #expect(notices.first?.bank == path && notices.first?.sentence.contains("written to") ?? false)
    #expect(level(station) == 512)
    _ = station.finish(station.downloader.download(.file(path), replacing: first.id))
    #expect(level(station) == 1024, "the new bank comes with what the channel has chosen")
  }

  @Test func `a replacement has what its bank had, and all of it outlives the engine`() throws {
    let station = Station(isOnDemand: true)
    let first = station.downloader.download(try bank([0, 5, 6]))
    _ = station.finish(first)
    _ = station.play(Event.fullVolume() + [.program(0, 5)])
    #expect(waitForPrograms(2, station))
    _ = station.play([.program(0, 0)])
    let second = station.downloader.download(try bank([6, 5, 0]), replacing: first.id)
    _ = station.finish(second)
    #expect(station.wait { present(station).count == 2 && station.downloader.banks.map(\.id) == [second.id] })
    #expect(level(station) == 1536)
    #expect(station.play([.program(0, 5), .on(0)]) == 1024, "at once")
    station.changeEngine()
    #expect(station.play(Event.fullVolume() + [.program(0, 5), .on(0)]) == 1024)
    #expect(present(station).count == 2)
    // A new engine is listened to as the one before was.
    _ = station.play([.program(0, 6)])
    #expect(waitForPrograms(3, station))
  }

  @Test func `a replacement whose program does not fit does not take the place of the bank`() throws {
    let station = Station(memoryLimit: 1 << 18, isOnDemand: true)
    let first = station.downloader.download(try bank([0, 1]))
    _ = station.finish(first)
    _ = station.play(Event.fullVolume() + [.program(0, 1)])
    #expect(waitForPrograms(2, station))
    let second = station.downloader.download(try wideBank(1), replacing: first.id)
    guard case .failed(let sentence)? = station.finish(second) else {
      Issue.record("it takes the place")
      return
    }
    #expect(sentence.contains("sample memory"))
    #expect(level(station) == 1024 && station.downloader.banks.map(\.id) == [first.id])
  }

  @Test func `what a song will choose comes with the bank, so that it begins with its own instruments`() throws {
    // CC0 8 and program 5 on channel 1, kit 8 on channel 10, a note, and later program 2 on channel 2.
    let track: [UInt8] = [
      0, 0xB0, 0, 8, 0, 0xC0, 5, 0, 0xC9, 8, 0, 0x90, 60, 127, 96, 0x80, 60, 0, 0, 0xC1, 2, 0, 0xFF, 0x2F, 0,
    ]
    let song = try Song(
      bytes: Array("MThd".utf8) + [0, 0, 0, 6, 0, 0, 0, 1, 0, 96] + Array("MTrk".utf8)
        + [0, 0, 0, UInt8(track.count)] + track)
    let station = Station(isOnDemand: true)
    station.downloader.expect(song.choices)
    let places = [
      Place(), Place(program: 1), Place(program: 2), Place(bankMSB: 8, program: 5), Place(isDrum: true),
      Place(program: 8, isDrum: true),
    ]
    _ = station.finish(station.downloader.download(try bank(places)))
    #expect(station.downloader.banks.first?.programs.filter { !$0.isIn }.map(\.number) == [1])
    #expect(station.play(Event.fullVolume() + [.control(0, 0, 8), .program(0, 5), .on(0)]) == 4 * 512)
  }
}
