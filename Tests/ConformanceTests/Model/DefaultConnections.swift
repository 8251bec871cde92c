// SPDX-License-Identifier: MIT
// The connections that are there without being written, and the rule of velocity (sections 3.1, 3.2 and 3.4). Any thread.

import DLS
import Foundation

extension Statement {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  static let defaultConnections = StatementTable.make { table in
    addGenerators(to: &table)
    addEnvelopes(to: &table)
    addFilter(to: &table)
    addLevel(to: &table)
    addPitch(to: &table)
    addPan(to: &table)
  }

  private static func addGenerators(to table: inout StatementTable) {
    for (name, source) in [("Modulation LFO", From.lfo), ("Vibrato LFO", From.vibrato)] {
      let bank = ProbeBank.ramp([.link(source, To.pitch, 50)])
      table.row("\(name): 5 Hz", 5, .hertz, bank, frames: 48_000) { Oscillation($0.rampCents(200..<47_900)).hertz }
      table.row("\(name): begins after 10 ms", 10, .milliseconds, bank, frames: 48_000) {
        (Oscillation($0.rampCents(200..<47_900)).delayFrames + 200) / 48
      }
    }
    for (name, cue) in [("CC1", Cue.control(0, 1, 127)), ("channel pressure", .channelPressure(0, 127))] {
      table.row("No LFO to pitch, whatever \(name) says", 0, .cents, .ramp(), [cue, .on(0)]) {
        $0.greatestRampCents()
      }
      table.row(
        "No LFO to gain, whatever \(name) says", 0, .decibels, .level([.constant(To.gain, -100)]), [cue, .on(0)]
      ) { sound in
        let levels = sound.levels(480..<23_000)
        return (levels.max() ?? .nan) - (levels.min() ?? .nan)
      }
      table.row(
        "No LFO to the cutoff, whatever \(name) says", 0, .decibels, .sine([.hertz(To.filterCutoff, 500)]),
        [cue, .on(0)], frames: 36_000
      ) { sound in
        // Two stretches in which an LFO of 5 Hz would be above and below.
        sound.sineLevel(2400..<4800, hertz: 480) - sound.sineLevel(7200..<9600, hertz: 480)
      }
    }
    table.row("Key pressure leads nowhere", 0, .cents, .ramp(), [.on(0), .keyPressure(10, 60, 127)]) {
      $0.greatestRampCents()
    }
  }

  private static func addEnvelopes(to table: inout StatementTable) {
    table.row(
      "EG1 attack 0 s, velocity without effect on it", 0, .decibels,
      .level([.link(From.keyOnVelocity, To.gain, 0, transform: 0x8400)]), [.on(0, 60, 1)]
    ) { $0.level(0) }
    table.row("EG1 sustain 100 %", 0, .decibels, .level(), [.on(0, 127)]) { $0.level(23_000) }
    table.row("EG1 release 0 s: silent within 5 ms", 2.5, .milliseconds, within: 2.5, .level(), [.on(0), .off(9600)]) {
      ($0.heardFrames - 9600) / 48
    }
    table.row(
      "EG1 shutdown 15 ms: −32 dB after 5 ms", -32, .decibels, within: 0.2, .cutByGroup(), [.on(0), .on(9600, 72)]
    ) {
      $0.level(9600 + 240)
    }
    table.row("EG2 attack, hold, decay 0 s, sustain 100 %", 1200, .cents, .sine([.link(From.eg2, To.pitch, 1200)])) {
      $0.cents(100..<24_000)
    }
    table.row(
      "EG2 release 0 s", 0, .cents, .sine([.link(From.eg2, To.pitch, 1200), .seconds(To.eg1Release, 20)]),
      [.on(0), .off(4800)]
    ) { $0.cents(6000..<24_000) }
    table.row("EG2 leads nowhere", 0, .cents, .ramp([.seconds(To.eg2Decay, 0.3), .constant(To.eg2Sustain, 0)])) {
      $0.greatestRampCents()
    }
  }

  private static func addFilter(to table: inout StatementTable) {
    let flat = { @Sendable (sound: Sound) in sound.sineLevel(0..<24_000, hertz: 15_360) }
    table.row("The filter is off", 0, .decibels, .one(Waves.sine(period: 3.125, count: 1000)), measure: flat)
    table.row(
      "The filter is off whatever its resonance", 0, .decibels,
      .one(Waves.sine(period: 3.125, count: 1000), [.constant(To.filterQ, 225)]), measure: flat)
    let expected = AllPole.specified(cutoff: 500, resonance: 0).gain(at: 480)
    table.row("Resonance 0 dB", expected, .decibels, within: 0.25, .sine([.hertz(To.filterCutoff, 500)])) {
      $0.sineLevel(4800..<24_000, hertz: 480)
    }
    table.row(
      "Velocity does not move the cutoff", expected, .decibels, within: 0.25,
      .sine([.hertz(To.filterCutoff, 500)]), [.on(0, 60, 32)]
    ) { $0.sineLevel(4800..<24_000, hertz: 480) - 40 * log10(32 / 127) }
    table.row(
      "The key does not move the cutoff", AllPole.specified(cutoff: 500, resonance: 0).gain(at: 960), .decibels,
      within: 0.25, .sine([.hertz(To.filterCutoff, 500)]), [.on(0, 72)]
    ) { $0.sineLevel(4800..<24_000, hertz: 960) }
  }

  private static func addLevel(to table: inout StatementTable) {
    let level = { @Sendable (sound: Sound) in sound.level(12_000) }
    for value: UInt8 in [127, 100, 64, 32, 1] {
      let expected = 40 * log10(Double(value) / 127)
      table.row("Velocity \(value)", expected, .decibels, .level(), [.on(0, 60, value)], measure: level)
      table.row("CC7 = \(value)", expected, .decibels, .level(), [.control(0, 7, value), .on(0)], measure: level)
      table.row("CC11 = \(value)", expected, .decibels, .level(), [.control(0, 11, value), .on(0)], measure: level)
    }
    table.row("CC7 = 0: −96 dB or less", -.infinity, .decibels, .level(), [.control(0, 7, 0), .on(0)]) {
      $0.level(12_000) <= -90 ? -.infinity : $0.level(12_000)
    }
    table.row(
      "CC7 is 100 at power-on", 40 * log10(100 / 127), .decibels, .level(), isAtFullVolume: false, measure: level)
    table.row(
      "The sum of all that leads to gain is cut at 0 dB", 0, .decibels, .level([.constant(To.gain, 100)]),
      measure: level)
    let scales: [(String, Double, UInt16)] = [
      ("−96 dB, inverted, concave", -960, 0x8400), ("+96 dB, inverted, concave", 960, 0x8400),
      ("+96 dB, concave, not inverted", 960, 0x0400), ("+96 dB, its curve in the bits of the output", 960, 0x0001),
    ]
    for (words, scale, transform) in scales {
      table.row(
        "Velocity to gain written as \(words): 64 is −11.9 dB", 40 * log10(64 / 127), .decibels,
        .level([.link(From.keyOnVelocity, To.gain, scale, transform: transform)]), [.on(0, 60, 64)], measure: level)
    }
    table.tree(
      "Velocity to gain in Level 1, +96 dB: 64 is −11.9 dB", 40 * log10(64 / 127), .decibels,
      try levelOne([[2, 0, 1, 1, 960 * 65_536]]), [.on(0, 60, 64)], measure: level)
    table.row(
      "Velocity to gain of 0 dB: no effect", 0, .decibels,
      .level([.link(From.keyOnVelocity, To.gain, 0, transform: 0x8400)]), [.on(0, 60, 10)], measure: level)
  }

  private static func addPitch(to table: inout StatementTable) {
    let pitch = { @Sendable (sound: Sound) in sound.cents(0..<24_000) }
    table.row("Key to pitch: 100 c a key", 1200, .cents, .sine(), [.on(0, 72)], measure: pitch)
    table.row("Tuning 0 c", 0, .cents, .sine(), measure: pitch)
    table.row(
      "Pitch wheel at its top: 2 keys, less a step", 200 * 8191 / 8192.0, .cents, .sine(), [.wheel(0, 16_383), .on(0)],
      measure: pitch)
    table.row(
      "RPN 0: a range of 12.5 keys", -1250, .cents, .sine(),
      [.registered(0, 0, 12, 64), .wheel(0, 0), .on(0)], measure: pitch)
    table.row("RPN 1: 96 is +50 c", 50, .cents, .sine(), [.registered(0, 1, 96), .on(0)], measure: pitch)
    table.row(
      "RPN 1: all 14 bits", -100 * 1.5 / 128, .cents, .sine(), [.registered(0, 1, 63, 32), .on(0)], measure: pitch)
    table.row("RPN 2: 67 is 3 keys up", 300, .cents, .sine(), [.registered(0, 2, 67), .on(0)], measure: pitch)
    table.tree(
      "Level 1: LFO to pitch is bipolar without a bit that says so", 50, .cents, within: 0.25,
      try levelOne(of: .ramp(), [[1, 0, 3, 0, 50 * 65_536]])
    ) { Oscillation($0.rampCents(200..<23_000)).depth }
  }

  private static func addPan(to table: inout StatementTable) {
    table.row("Pan 0 %: both sides the same", 0, .decibels, .level()) { $0.level(100) - $0.level(100, of: \.right) }
    table.row("CC10 to pan 50.8 %: 127 is hard right", -.infinity, .decibels, .level(), [.control(0, 10, 127), .on(0)])
    {
      $0.level(12_000)
    }
    table.row(
      "The sum of all that leads to pan is cut at 50 %", 20 * log10(2.0.squareRoot()), .decibels,
      .level([.constant(To.pan, 500)]), [.control(0, 10, 127), .on(0)]
    ) { $0.level(12_000, of: \.right) }
  }

  /// A Level 1 instrument with a global list of blocks.
  static func levelOne(of bank: ProbeBank = .level(), _ blocks: [[Int]]) throws -> ChunkTree {
    var bank = bank
    bank.collection.instruments[0].regions[0].isLevel2 = false
    bank.collection.instruments[0].regions[0].articulation = nil
    return try bank.chunks().changing("ins ") {
      $0.children.append(ChunkTree(list: "lart", [.articulation("art1", blocks)]))
    }
  }
}

extension ProbeBank {
  /// Key 60 plays one half, key 72 silence, both in one key group; a long release, so that a cut is not mistaken for one.
  static func cutByGroup(_ connections: [Connection] = [], sounding wave: [Int16] = Waves.half) -> ProbeBank {
    var bank = ProbeBank()
    let sound = bank.add(wave: wave)
    let silence = bank.add(wave: Waves.silence)
    let slow = [Connection.seconds(Connection.Destination.eg1Release, 10)] + connections
    var regions = [
      Region.looped(sound, frames: wave.count, slow, keys: 0...71), .looped(silence, slow, keys: 72...127),
    ]
    for index in 0..<2 { regions[index].keyGroup = 3 }
    bank.add(regions)
    return bank
  }

  /// Soft notes play silence, hard ones one half, all of them with a long release.
  static func cutByKey(
    _ connections: [Connection] = [], sounding wave: [Int16] = Waves.half, isSelfNonExclusive: Bool = false
  ) -> ProbeBank {
    var bank = ProbeBank()
    let sound = bank.add(wave: wave)
    let silence = bank.add(wave: Waves.silence)
    let slow = [Connection.seconds(Connection.Destination.eg1Release, 10)] + connections
    var regions = [
      Region.looped(sound, frames: wave.count, slow, velocities: 64...127),
      .looped(silence, slow, velocities: 1...63),
    ]
    for index in 0..<2 { regions[index].isSelfNonExclusive = isSelfNonExclusive }
    bank.add(regions)
    return bank
  }
}
