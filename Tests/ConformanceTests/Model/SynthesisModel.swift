// SPDX-License-Identifier: MIT
// Pitch, envelopes, LFOs, filter, gain, pan and the logic of notes (section 4). Any thread.

import DLS
import Foundation

extension Statement {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  static let synthesis = StatementTable.make { table in
    addPitch(to: &table)
    addVolumeEnvelope(to: &table)
    addModulationEnvelope(to: &table)
    addGenerators(to: &table)
    addFilter(to: &table)
    addGainAndPan(to: &table)
    addCuts(to: &table)
    addNotes(to: &table)
  }

  private static func addPitch(to table: inout StatementTable) {
    let pitch = { @Sendable (sound: Sound) in sound.cents(0..<24_000) }
    table.row("Fine tuning of `wsmp`", -37, .cents, .sine { $0.sample?.fineTune = -37 }, measure: pitch)
    table.row(
      "Fine tuning, tuning, wheel, RPN 1 and key add up", 1200 + 20 + 33 + 100 + 50, .cents,
      .sine([.constant(To.pitch, 33)]) { $0.sample?.fineTune = 20 },
      [.wheel(0, 12_288), .registered(0, 1, 96), .on(0, 72)], measure: pitch)
    table.row(
      "Key to pitch of 6400 turns about the unity note", 600, .cents,
      .sine([.link(From.keyNumber, To.pitch, 6400)]), [.on(0, 72)], measure: pitch)
    table.row(
      "Key to pitch of 0: every key sounds the wave as it is", 0, .cents,
      .sine([.link(From.keyNumber, To.pitch, 0)]), [.on(0, 81)], measure: pitch)
    table.row("A wave of 22050 Hz", 0, .cents, .rate(22_050), measure: pitch)
    table.row(
      "RPN 2 chooses the region: −10 dB is the upper one", -10, .decibels, .split(at: 76),
      [.registered(0, 2, 76), .on(0, 69)]
    ) { $0.level(12_000) }
  }

  private static func addVolumeEnvelope(to table: inout StatementTable) {
    let delay = Connection.seconds(To.eg1Delay, 0.1)
    table.row("EG1 delay: silence", 100, .milliseconds, .level([delay])) { $0.onset / 48 }
    table.row("EG1 delay: the oscillator runs meanwhile", 4900, .frames, within: 1, .counting([delay])) {
      ($0.left[4900] * 32_768 / 0.5.squareRoot()).rounded()
    }
    table.row(
      "EG1 attack: a line in amplitude, −6.02 dB half way", -6.0206, .decibels, .level([.seconds(To.eg1Attack, 0.4)])
    ) {
      $0.level(9600)
    }
    table.row(
      "EG1 hold", -24, .decibels,
      .level([
        .seconds(To.eg1Hold, 0.1), .seconds(To.eg1Decay, 0.4), .constant(To.eg1Sustain, 0),
      ])
    ) { $0.level(4800 + 4800) }
    table.row(
      "EG1 decay of 1 s: −48 dB after half of it", -48, .decibels, within: 0.1,
      .level([.seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0)]), frames: 25_000
    ) { $0.level(24_000) }
    table.row(
      "EG1 sustain 50 %: −48 dB", -48, .decibels,
      .level([.seconds(To.eg1Decay, 0.1), .constant(To.eg1Sustain, 500)])
    ) { $0.level(20_000) }
    table.row(
      "EG1 release of 1 s from full: −24 dB after a quarter of it", -24, .decibels, within: 0.1,
      .level([.seconds(To.eg1Release, 1)]), [.on(0), .off(4800)]
    ) { $0.level(4800 + 12_000) }
    table.row(
      "EG1 release of 1 s from −48 dB: −72 dB after a quarter of it", -72, .decibels, within: 0.1,
      .level([.seconds(To.eg1Decay, 0.05), .constant(To.eg1Sustain, 500), .seconds(To.eg1Release, 1)]),
      [.on(0), .off(9600)]
    ) { $0.level(9600 + 12_000) }
    table.row(
      "Note-off in the attack: the release goes on from there", -6.0206 - 1.92, .decibels, within: 0.1,
      .level([.seconds(To.eg1Attack, 0.4), .seconds(To.eg1Release, 1)]), [.on(0), .off(9600)]
    ) { $0.level(9600 + 960) }
    table.row(
      "Key to decay: 1 s and 1200 at key 69", -96 * 0.5 / exp2(69 / 128), .decibels, within: 0.1,
      .level([
        .seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0), .link(From.keyNumber, To.eg1Decay, 1200),
      ]), [.on(0, 69)], frames: 25_000
    ) { $0.level(24_000) }
    table.row(
      "Key to hold: 0.1 s and 1200 at key 64", 100 * exp2(0.5), .milliseconds,
      .level([
        .seconds(To.eg1Hold, 0.1), .link(From.keyNumber, To.eg1Hold, 1200), .seconds(To.eg1Decay, 0.5),
        .constant(To.eg1Sustain, 0),
      ]), [.on(0, 64)]
    ) { Signal.descent($0.levels(0..<23_000), through: -9.6) / 48 - 50 }
    table.row(
      "Velocity to attack: 0.1 s and 1200 at 64", 100 * exp2(0.5), .milliseconds,
      .level([
        .seconds(To.eg1Attack, 0.1), .link(From.keyOnVelocity, To.eg1Attack, 1200),
        .link(From.keyOnVelocity, To.gain, 0, transform: 0x8400),
      ]), [.on(0, 60, 64)]
    ) { sound in
      // Half of whatever it rises to.
      2 * Signal.crossing(sound.levels(0..<23_000), of: sound.level(22_000) - 6.0206) / 48
    }
  }

  private static func addModulationEnvelope(to table: inout StatementTable) {
    let depth = Connection.link(From.eg2, To.pitch, 1200)
    table.row(
      "EG2 delay and attack: a line, half of it half way", 600, .cents, within: 3,
      .ramp([depth, .seconds(To.eg2Delay, 0.1), .seconds(To.eg2Attack, 0.2)])
    ) { $0.rampCents(9500..<9700)[100] }
    table.row(
      "EG2 hold and decay: a line, half of it half way", 600, .cents, within: 3,
      .ramp([depth, .seconds(To.eg2Hold, 0.1), .seconds(To.eg2Decay, 0.2), .constant(To.eg2Sustain, 0)])
    ) {
      $0.rampCents(9500..<9700)[100]
    }
    table.row(
      "EG2 sustain 30 %", 360, .cents, .sine([depth, .seconds(To.eg2Decay, 0.1), .constant(To.eg2Sustain, 300)])
    ) {
      $0.cents(9600..<24_000)
    }
    table.row(
      "EG2 decay to 30 % is as steep as one to nothing: half after half of the time", 100, .milliseconds,
      .ramp([depth, .seconds(To.eg2Decay, 0.2), .constant(To.eg2Sustain, 300)])
    ) {
      (Signal.descent($0.rampCents(200..<23_000), through: 600) + 200) / 48
    }
    table.row(
      "EG2 release: full scale in its time", 100, .milliseconds,
      .ramp([depth, .seconds(To.eg2Release, 0.2), .seconds(To.eg1Release, 20)]), [.on(0), .off(4800)]
    ) {
      Signal.descent($0.withoutRelease(from: 4800).rampCents(4800..<23_000), through: 600) / 48
    }
    table.row(
      "EG2 velocity to attack: 0.1 s and 1200 at 64", 100 * exp2(0.5), .milliseconds,
      .ramp([
        depth, .seconds(To.eg2Attack, 0.1), .link(From.keyOnVelocity, To.eg2Attack, 1200),
        .link(From.keyOnVelocity, To.gain, 0, transform: 0x8400),
      ]), [.on(0, 60, 64)]
    ) { 2 * (Signal.crossing($0.rampCents(200..<23_000), of: 600) + 200) / 48 }
    table.row(
      "EG2 key to decay: 0.2 s and 1200 at key 64", 200 * exp2(0.5), .milliseconds,
      .ramp([
        depth, .seconds(To.eg2Decay, 0.2), .constant(To.eg2Sustain, 0), .link(From.keyNumber, To.eg2Decay, 1200),
        .link(From.keyNumber, To.pitch, 0),
      ]), [.on(0, 64)]
    ) { 2 * (Signal.descent($0.rampCents(200..<23_000), through: 600) + 200) / 48 }
  }

  private static func addGenerators(to table: inout StatementTable) {
    for (name, source) in [("modulation LFO", From.lfo), ("vibrato LFO", From.vibrato)] {
      table.row(
        "The \(name) begins at zero and goes up: half of its height after a twelfth of a turn", 25, .cents, within: 1,
        .ramp([.link(source, To.pitch, 50)])
      ) { $0.rampCents(200..<23_000)[480 + 800 - 200] }
    }
    table.row(
      "The LFO to gain swings to both sides: up", 6, .decibels,
      .level([.constant(To.gain, -200), .link(From.lfo, To.gain, 60)])
    ) { ($0.levels(480..<23_000).max() ?? .nan) - $0.level(480) }
    table.row(
      "The LFO to gain swings to both sides: down", -6, .decibels,
      .level([.constant(To.gain, -200), .link(From.lfo, To.gain, 60)])
    ) { ($0.levels(480..<23_000).min() ?? .nan) - $0.level(480) }
    table.row("At full level it only dips", 0, .decibels, .level([.link(From.lfo, To.gain, 60)])) {
      $0.levels(480..<23_000).max() ?? .nan
    }
    table.row(
      "A start delay of 0x80000000 is none", 0, .milliseconds,
      .ramp([.link(From.lfo, To.pitch, 50), .raw(To.lfoStartDelay, .min)])
    ) {
      (Oscillation($0.rampCents(200..<23_000)).delayFrames + 200) / 48
    }
  }

  private static func addFilter(to table: inout StatementTable) {
    for (cutoff, resonance, hertz) in [
      (200.0, 0.0, 480.0), (441, 0, 480), (1000, 6, 960), (4000, 6, 3840), (1760, 20, 1440), (7998.6, 22.5, 7680),
    ] {
      let wave = Waves.sine(period: 48_000 / hertz, count: 1000)
      table.row(
        "Filter: cutoff \(Int(cutoff)) Hz, resonance \(resonance) dB, at \(Int(hertz)) Hz",
        AllPole.specified(cutoff: cutoff, resonance: resonance).gain(at: hertz), .decibels, within: 0.25,
        .one(wave, [.hertz(To.filterCutoff, cutoff), .constant(To.filterQ, resonance * 10)])
      ) { $0.sineLevel(9600..<24_000, hertz: hertz) }
    }
    table.row(
      "Filter: a constant is Q/2 softer", -10, .decibels, within: 0.25,
      .level([.hertz(To.filterCutoff, 1760), .constant(To.filterQ, 200)])
    ) { $0.level(20_000) }
    table.row(
      "Filter: EG2 moves the cutoff", AllPole.specified(cutoff: 500, resonance: 0).gain(at: 480), .decibels,
      within: 0.25,
      .sine([.hertz(To.filterCutoff, 250), .link(From.eg2, To.filterCutoff, 1200)])
    ) { $0.sineLevel(4800..<24_000, hertz: 480) }
  }

  private static func addGainAndPan(to table: inout StatementTable) {
    table.row("Gain of `wsmp`", -6, .decibels, .level { $0.sample?.gain = -60 * 65_536 }) { $0.level(12_000) }
    table.row(
      "Gain of `wsmp` lifts what is soft", 40 * log10(64 / 127) + 6, .decibels,
      .level { $0.sample?.gain = 60 * 65_536 }, [.on(0, 60, 64)]
    ) { $0.level(12_000) }
    table.row(
      "Master volume: 40·log10 of its 14 bits", 40 * log10(8192 / 16_383), .decibels, .level(),
      [.exclusive(0, 0x7F, 0x7F, 4, 1, 0, 64), .on(100)]
    ) { $0.level(20_000) }
    for controller: UInt8 in [32, 64, 96] {
      let position = max(-0.5, min(0.5, 0.508 * (Double(controller) / 64 - 1)))
      table.row(
        "Pan law: CC10 = \(controller), left", 20 * log10(cos(.pi / 2 * (position + 0.5)) * 2.0.squareRoot()),
        .decibels, .level(), [.control(0, 10, controller), .on(0)]
      ) { $0.level(12_000) }
    }
    table.row("Pan law: CC10 = 0, right", -.infinity, .decibels, .level(), [.control(0, 10, 0), .on(0)]) {
      $0.level(12_000, of: \.right)
    }
    table.tree(
      "Pan law of Level 2 for Level 1 too: CC10 = 32, right", 20 * log10(sin(.pi / 2 * 0.246) * 2.0.squareRoot()),
      .decibels, try levelOne([[0, 0, To.pitchCode, 0, 0]]), [.control(0, 10, 32), .on(0)]
    ) { $0.level(12_000, of: \.right) }
  }

  private static func addCuts(to table: inout StatementTable) {
    table.row(
      "A key group cuts its other keys: −64 dB after 10 ms", -64, .decibels, within: 0.2, .cutByGroup(),
      [.on(0), .on(9600, 72)]
    ) { $0.level(9600 + 480) }
    table.row(
      "A key group leaves other channels alone", 0, .decibels, .cutByGroup(), [.on(0), .on(9600, 72, channel: 1)]
    ) {
      $0.level(20_000)
    }
    table.row("A note never cuts what it started itself", 6.0206, .decibels, .layers(keyGroup: 3)) { $0.level(12_000) }
    table.row(
      "The same key cuts its note: −64 dB after 10 ms", -64, .decibels, within: 0.2, .cutByKey(),
      [.on(0), .on(9600, 60, 10)]
    ) { $0.level(9600 + 480) }
    table.row(
      "… but not where the region is self-non-exclusive", 0, .decibels, .cutByKey(isSelfNonExclusive: true),
      [.on(0), .on(9600, 60, 10)]
    ) { $0.level(20_000) }
    table.row(
      "The cut takes the shutdown time: 1 s, −24 dB after a quarter", -24, .decibels, within: 0.1,
      .cutByGroup([.seconds(To.eg1Shutdown, 1)]), [.on(0), .on(4800, 72)]
    ) { $0.level(4800 + 12_000) }
  }

  private static func addNotes(to table: inout StatementTable) {
    table.row("Every region in range sounds: two are +6.02 dB", 6.0206, .decibels, .layers()) { $0.level(12_000) }
    table.row("Regions of other velocities are silent", -10, .decibels, .velocitySplit(), [.on(0, 60, 100)]) {
      $0.level(12_000) - 40 * log10(100 / 127)
    }
    table.row("CC64 holds the note", 0, .decibels, .level(), [.control(0, 64, 64), .on(0), .off(4800)]) {
      $0.level(20_000)
    }
    table.row(
      "… until it goes up", 16_800, .frames, within: 240, .level(),
      [.control(0, 64, 64), .on(0), .off(4800), .control(16_800, 64, 63)]
    ) { $0.heardFrames }
    table.row(
      "A loop goes on through the release", -9.6, .decibels, within: 0.1, .loopAndRelease(.forward),
      [.on(0), .off(4800)]
    ) { $0.level(4800 + 4800) }
    table.row(
      "A loop until release: then the rest of the wave", 7200, .frames, within: 64,
      .loopAndRelease(.untilRelease), [.on(0), .off(4800)]
    ) { $0.heardFrames }
    table.row("The end of the wave ends the note", 4800, .frames, .counting(frames: 4800)) { $0.heardFrames }
    table.row("A region of a phase group takes the pitch of its master", 0, .cents, .phaseGroup()) {
      Sound.swapped($0).cents(0..<24_000)
    }
    table.row(
      "A multichannel region for the right side is not heard on the left", -.infinity, .decibels,
      .level {
        $0.link.isMultichannel = true; $0.link.channelMask = 2
      }
    ) { $0.level(12_000) }
    table.row(
      "… and ignores pan", 20 * log10(2.0.squareRoot()), .decibels,
      .level {
        $0.link.isMultichannel = true; $0.link.channelMask = 2
      }, [.control(0, 10, 0), .on(0)]
    ) {
      $0.level(12_000, of: \.right)
    }
  }
}

extension Connection.Destination {
  /// `pitch` as a number of a block.
  fileprivate static var pitchCode: Int { Int(pitch) }
}

extension Sound {
  /// The right channel in the place of the left.
  fileprivate static func swapped(_ sound: Sound) -> Sound {
    var swapped = sound
    swapped.left = sound.right
    swapped.right = sound.left
    return swapped
  }
}
