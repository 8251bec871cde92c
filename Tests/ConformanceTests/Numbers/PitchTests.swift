// SPDX-License-Identifier: MIT
// Pitch within 0.1 cent. The test's thread.

import DLS
import Foundation
import Testing

struct PitchTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// Cents above 480 Hz of the note in each slot.
  private func pitches(_ bank: ProbeBank, _ slots: [[Cue]], of frames: Int = 9600) throws -> [Double] {
    let song = ProbeSong(slots: slots.map { $0 + [.off(frames - 960)] }, of: frames)
    let sound = try Renderer.wavesink.render(song, [bank.bytes()])
    return slots.indices.map { sound.cents(($0 * frames + 480)..<(($0 + 1) * frames - 1200)) }
  }

  private func expect(_ found: [Double], _ expected: [Double], _ names: [String] = []) {
    for (index, pair) in zip(found, expected).enumerated() {
      let name = names.isEmpty ? "\(index)" : names[index]
      #expect(abs(pair.0 - pair.1) < 0.1, "\(name): \(pair.0) c, expected \(pair.1)")
    }
  }

  @Test(arguments: [0..<32, 32..<80, 80..<128]) func `every key is in tune`(keys: Range<Int>) throws {
    // Low notes take longer: a third of a second is five periods of the lowest.
    let frames = keys.lowerBound == 0 ? 19_200 : 7200
    let song = ProbeSong(slots: keys.map { [.on(0, UInt8($0)), .off(frames - 960, UInt8($0))] }, of: frames)
    let sound = try Renderer.wavesink.render(song, [ProbeBank.sine().bytes()])
    expect(
      keys.indices.map { key in
        let start = (key - keys.lowerBound) * frames
        return sound.cents((start + 480)..<(start + frames - 1200))
      }, keys.map { Double($0 - 60) * 100 }, keys.map { "key \($0)" })
  }

  @Test func `unity notes and fine tunings of waves are exact`() throws {
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.sine)
    let tunings = [(0, 0), (21, 50), (48, -50), (60, 1), (60, -99), (72, 33), (100, 1200), (127, -1200)]
    for (index, tuning) in tunings.enumerated() {
      var region = Region.looped(wave, frames: 1000)
      region.sample?.unityNote = UInt8(tuning.0)
      region.sample?.fineTune = Int16(tuning.1)
      bank.add([region], program: UInt8(index))
    }
    // Each at the key that brings it near 480 Hz.
    let found = try pitches(
      bank,
      tunings.indices.map {
        let key = UInt8(tunings[$0].0)
        return [.program(0, UInt8($0)), .on(0, key), .off(8640, key)]
      })
    expect(found, tunings.map { Double($0.1) })
  }

  @Test(arguments: [22_050, 44_100, 32_000, 11_025, 96_000] as [UInt32]) func `waves of any rate are in tune`(
    rate: UInt32
  ) throws {
    var bank = ProbeBank()
    // 16 periods of 480 Hz in a whole number of frames, or nearly so: the wave says how nearly.
    let count = Int((Double(rate) / 30).rounded())
    let wave = bank.add(wave: Waves.sine(period: Double(count) / 16, count: count), rate: rate)
    bank.add([.looped(wave, frames: count)])
    let keys: [UInt8] = [48, 60, 67]
    let found = try keys.map { try pitches(bank, [[.on(0, $0), .off(8640, $0)]])[0] }
    let off = 1200 * log2(Double(rate) / Double(count) * 16 / 480)
    expect(found, keys.map { Double($0) * 100 - 6000 + off })
  }

  @Test func `tunings of connections are exact`() throws {
    let tunings = [-1200, -700.25, -0.5, 0.0625, 12.345, 50, 1200]
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.sine)
    for (index, tuning) in tunings.enumerated() {
      bank.add([.looped(wave, frames: 1000, [.constant(To.pitch, tuning)])], program: UInt8(index))
    }
    expect(try pitches(bank, tunings.indices.map { [.program(0, UInt8($0)), .on(0)] }), tunings)
  }

  @Test(arguments: [(2, 0), (12, 0), (24, 64), (0, 100), (127, 127)])
  func `the wheel goes as far as its range says`(semitones: Int, part: Int) throws {
    let wheels = [0, 1, 4096, 8191, 8192, 8193, 10_000, 16_383]
    let range = Double(semitones) * 100 + Double(part) / 128 * 100
    // A range of ten octaves leaves what can be heard.
    let heard = wheels.filter {
      abs(Double($0) - 8192) / 8192 * range < 4800 && Double($0 - 8192) / 8192 * range > -4800
    }
    let found = try pitches(
      .sine(), heard.map { [.registered(0, 0, UInt8(semitones), UInt8(part)), .wheel(0, $0), .on(0)] })
    expect(found, heard.map { Double($0 - 8192) / 8192 * range }, heard.map { "wheel \($0)" })
  }

  @Test func `a sounding note follows the wheel`() throws {
    let sound = try Renderer.wavesink.render(
      ProbeSong(frames: 24_000, [.on(0), .wheel(8000, 16_383), .wheel(16_000, 0)]), [ProbeBank.sine().bytes()])
    expect(
      [sound.cents(0..<7900), sound.cents(8480..<15_900), sound.cents(16_480..<24_000)], [0, 200 * 8191 / 8192.0, -200])
  }

  @Test func `fine and coarse tuning are exact`() throws {
    let fine = [0, 1, 4096, 8191, 8192, 12_345, 16_383]
    let found = try pitches(.sine(), fine.map { [.registered(0, 1, UInt8($0 >> 7), UInt8($0 & 127)), .on(0)] })
    expect(found, fine.map { Double($0 - 8192) / 8192 * 100 })
    let coarse: [UInt8] = [16, 52, 63, 64, 65, 76, 100]
    expect(
      try pitches(.sine(), coarse.map { [.registered(0, 2, $0), .on(0)] }, of: 14_400),
      coarse.map { Double($0) * 100 - 6400 })
  }

  @Test(arguments: [0, 50, 6400, 11_637.5, 12_700, 12_800, -12_800]) func `the scale of the keys is exact`(
    scale: Double
  ) throws {
    let keys: [UInt8] = [36, 59, 60, 61, 84, 108]
    let bank = ProbeBank.sine([.link(From.keyNumber, To.pitch, scale)])
    let song = ProbeSong(slots: keys.map { [.on(0, $0), .off(8640, $0)] }, of: 9600)
    let sound = try Renderer.wavesink.render(song, [bank.bytes()])
    expect(
      keys.indices.map { sound.cents(($0 * 9600 + 480)..<($0 * 9600 + 8400)) },
      keys.map { (Double($0) - 60) * scale / 128 }, keys.map { "key \($0)" })
  }
}
