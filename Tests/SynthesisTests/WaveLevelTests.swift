// SPDX-License-Identifier: MIT
// Waves far above their recorded pitch: the levels that they are read from. The test's own thread.

import DLS
import Foundation
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct WaveLevelTests {
  private func render(
    _ bank: TestBank, _ key: UInt8, _ interpolation: Interpolation = .sinc, frames: Int = 6000, block: Int = 480,
    off: Int? = nil
  ) throws -> Stereo {
    let ends = off.map { [Event.off($0, key)] } ?? []
    return try TestSynthesizer(bank) { $0.interpolation = interpolation }
      .render(Event.fullVolume() + [.on(0, key)] + ends, frames: frames, block: block)
  }

  @Test(arguments: [72, 79, 84] as [UInt8])
  func `what would come back from above the spectrum is gone`(key: UInt8) throws {
    for period in [2.05, 2.3, 2.7, 3.3] {
      let bank = TestBank.one(Signal.sine(period: period, count: 40_000))
      let sound = try render(bank, key)
      let greatest = sound.left[200...].reduce(0) { max($0, abs($1)) }
      #expect(Signal.decibels(Double(greatest) / 0.353_553) < -60, "period \(period)")
    }
  }

  @Test(arguments: Interpolation.allCases, [65, 66, 69, 72, 77, 79, 84, 91, 96] as [UInt8])
  func `a level is as loud as the wave`(interpolation: Interpolation, key: UInt8) throws {
    let bank = TestBank.one(Signal.sine(period: 800, count: 100_000))
    let step = exp2((Double(key) - 60) / 12)
    let sound = try render(bank, key, interpolation)
    let amplitude = Signal.component(sound.left, 1000..<(1000 + 4800), hertz: 60 * step).amplitude
    #expect(abs(Signal.decibels(amplitude / 0.353_553)) < 0.05)
    let hertz = Signal.frequency(sound.left, near: 60 * step, from: 1000)
    #expect(abs(Signal.cents(hertz / (60 * step))) < 0.5)
  }

  @Test(arguments: [101, 103, 999, 1501, 3001], [72, 79, 84, 91] as [UInt8])
  func `a loop of odd length turns without a click`(length: Int, key: UInt8) throws {
    let period = Double(length) / Double(max(1, length / 100))
    for start in [0, 37, 200] {
      let bank = TestBank.one(Signal.sine(period: period, count: start + length), loop: start...(start + length - 1))
      let sound = try render(bank, key, frames: 12_000)
      let step = exp2((Double(key) - 60) / 12)
      var greatest = 0.0
      for frame in 100..<12_000 {
        let ideal: Double = 0.353_553 * sin(2 * .pi * Double(frame) * step / period)
        greatest = max(greatest, abs(Double(sound.left[frame]) - ideal))
      }
      #expect(greatest < 1e-4, "from \(start)")
    }
  }

  @Test func `a bank that comes before its engine is made for it at once`() throws {
    let bytes = try TestBank.one(Signal.sine(period: 20, count: 40_000)).collection.written()
    func memory(_ interpolation: Interpolation, _ engine: Interpolation) -> (before: Int, after: Int) {
      let downloader = Downloader(interpolation: interpolation)
      let download = downloader.download(.bytes(bytes, name: "a bank"))
      for _ in 0..<2000 where download.outcome == nil { usleep(1000) }
      let before = downloader.sampleMemory.usage.used
      let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
      let reader = swap.reader
      downloader.attach(swap.publisher, rate: SampleRate(hertz: 48_000), interpolation: engine)
      for _ in 0..<2000 where reader.current().generation == 0 { usleep(1000) }
      _ = reader.current()
      downloader.stop()
      return (before, downloader.sampleMemory.usage.used)
    }
    let cubic = memory(.cubic, .cubic)
    let sinc = memory(.sinc, .sinc)
    #expect(cubic.before > 0 && cubic.before == cubic.after)
    #expect(sinc.before > cubic.before && sinc.before == sinc.after)
    // What is known beforehand may be wrong.
    #expect(memory(.sinc, .cubic).after == cubic.after)
  }

  @Test func `a bank whose file has gone plays on as it was made, and that is told`() throws {
    let path = NSTemporaryDirectory() + "gone-\(UUID().uuidString).dls"
    try Data(TestBank.one(Signal.sine(period: 20, count: 40_000)).collection.written()).write(
      to: URL(fileURLWithPath: path))
    let downloader = Downloader(interpolation: .cubic)
    let download = downloader.download(.file(path))
    for _ in 0..<2000 where download.outcome == nil { usleep(1000) }
    try FileManager.default.removeItem(atPath: path)
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    let reader = swap.reader
    downloader.attach(swap.publisher, rate: SampleRate(hertz: 44_100), interpolation: .cubic)
    for _ in 0..<2000 where reader.current().generation == 0 { usleep(1000) }
    let programCount = reader.current().entryCount
    let notices = downloader.takeNotices()
    downloader.stop()
    #expect(programCount == 1)
    #expect(notices.count == 1 && notices[0].sentence.contains("plays on"))
  }

  @Test(arguments: [1, 7, 64, 1000])
  func `the length of a block changes no bit of a level`(block: Int) throws {
    let bank = TestBank.one(Signal.sine(period: 20.2, count: 1110), loop: 100...1109)
    for interpolation in Interpolation.allCases {
      #expect(try render(bank, 85, interpolation, block: block) == render(bank, 85, interpolation))
    }
  }

  @Test func `a wave of two channels reads one level`() throws {
    var both: [UInt8] = []
    for sample in Signal.sine(period: 20, count: 2000) {
      let bytes = [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
      both += bytes + bytes
    }
    var bank = TestBank()
    bank.collection.waves = [Wave(format: .signed16, sampleRate: 48_000, channelCount: 2, data: both[...])]
    bank.add([Region(wave: 0)])
    let sound = try render(bank, 84)
    #expect(sound.left == sound.right)
    #expect(sound.heardFrames > 400)
  }

  @Test(arguments: [60, 72, 96, 127] as [UInt8])
  func `locked voices read one level, however many each has`(key: UInt8) throws {
    var bank = TestBank()
    let samples = Signal.sine(period: 200, count: 20_000)
    // The second wave has fewer levels, for it is slow; its voice goes at the first one's step.
    let waves = [bank.add(wave: samples), bank.add(wave: samples, rate: 12_000)]
    bank.add(
      waves.enumerated().map { index, wave in
        var region = Region(wave: wave)
        region.link.phaseGroup = 5
        region.link.isMultichannel = true
        region.link.channelMask = index == 0 ? 1 : 2
        region.link.isPhaseMaster = index == 0
        return region
      })
    let sound = try render(bank, key, frames: 3000)
    #expect(sound.left == sound.right)
    #expect(sound.heardFrames > 300)
  }

  @Test(arguments: [72, 84] as [UInt8])
  func `a level ends when its wave does`(key: UInt8) throws {
    let step = Int(exp2((Double(key) - 60) / 12))
    let sound = try render(.one([Int16](repeating: 8000, count: 4000)), key)
    #expect(abs(sound.heardFrames - 4000 / step) <= 64)
    let bank = TestBank.one(
      [Int16](repeating: 8000, count: 4000), loop: 200...301, [.seconds(Connection.To.eg1Release, 30)]
    ) { $0.sample?.loop?.kind = .untilRelease }
    let held = try render(bank, key, off: 3000)
    #expect(held.left[100..<3000].allSatisfy { abs($0 - 8000 / 32_768 * 0.707_107) < 1e-4 })
    let rest = held.heardFrames - 3000
    #expect(rest > 3698 / step - 64 && rest < 3800 / step + 64)
  }
}
