// SPDX-License-Identifier: MIT
// Connection blocks: sources, controls, destinations, transforms, units (section 2). Any thread.

import DLS
import Foundation

extension Statement {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  static let connections = StatementTable.make { table in
    addSources(to: &table)
    addGenerators(to: &table)
    addTransforms(to: &table)
    addDestinations(to: &table)
    addUnits(to: &table)
  }

  private static func addSources(to table: inout StatementTable) {
    let pitch = { @Sendable (sound: Sound) in sound.cents(2400..<24_000) }
    func source(_ name: String, _ code: UInt16, _ cents: Double, transform: UInt16 = 0, _ cues: [Cue]) {
      table.row(
        "Source \(name)", cents, .cents, .sine([.link(code, To.pitch, 1200, transform: transform)]), cues,
        measure: pitch)
    }
    source("velocity: 64 is 64/128", From.keyOnVelocity, 600, [.on(0, 60, 64)])
    source("key: 12 keys from the unity note are 12/128", From.keyNumber, 112.5, [.on(0, 72)])
    source(
      "pitch wheel, bipolar", From.pitchWheel, 600, transform: 0x4000,
      [
        .registered(0, 0, 0), .wheel(0, 12_288), .on(0),
      ])
    source("key pressure", From.polyPressure, 600, [.on(0), .keyPressure(10, 60, 64)])
    source("channel pressure", From.channelPressure, 600, [.channelPressure(0, 64), .on(0)])
    for controller: UInt8 in [1, 7, 11, 91, 93, 74] {
      source("CC\(controller)", From.cc0 + UInt16(controller), 600, [.control(0, controller, 64), .on(0)])
    }
    source("CC10, bipolar", From.cc0 + 10, 600, transform: 0x4000, [.control(0, 10, 96), .on(0)])
    source("RPN 0", From.rpn0, 600, [.registered(0, 0, 64), .on(0)])
    source("RPN 1, bipolar", From.rpn1, 600, transform: 0x4000, [.registered(0, 1, 96), .on(0)])
    source("RPN 2, bipolar", From.rpn2, 237.5, transform: 0x4000, [.registered(0, 2, 66), .on(0)])
    source("EG1 at its sustain level", From.eg1, 1200, [.on(0)])
    source("EG2 at its sustain level", From.eg2, 1200, [.on(0)])
    table.row(
      "Two inputs are multiplied: CC1 × CC11", 300, .cents,
      .sine([.link(From.cc0 + 1, To.pitch, 1200, control: From.cc0 + 11)]),
      [.control(0, 1, 64), .control(0, 11, 64), .on(0)], measure: pitch)
    table.row(
      "All that leads to one destination adds up", 723.4, .cents,
      .sine([.constant(To.pitch, 123.4), .link(From.cc0 + 1, To.pitch, 1200)]), [.control(0, 1, 64), .on(0)],
      measure: pitch)
  }

  private static func addGenerators(to table: inout StatementTable) {
    for (name, code) in [("modulation LFO", From.lfo), ("vibrato LFO", From.vibrato)] {
      table.row(
        "Source \(name): bipolar, whether the file says so or not", 50, .cents, within: 0.25,
        .ramp([.link(code, To.pitch, 50)])
      ) { Oscillation($0.rampCents(200..<23_000)).depth }
    }
    table.row(
      "LFO through control CC1", 40, .cents, within: 0.2,
      .ramp([.link(From.lfo, To.pitch, 80, control: From.cc0 + 1, transform: 0x4000)]), [.control(0, 1, 64), .on(0)]
    ) {
      Oscillation($0.rampCents(200..<23_000)).depth
    }
    table.row(
      "LFO through control channel pressure", 40, .cents, within: 0.2,
      .ramp([.link(From.vibrato, To.pitch, 80, control: From.channelPressure, transform: 0x4000)]),
      [.channelPressure(0, 64), .on(0)]
    ) { Oscillation($0.rampCents(200..<23_000)).depth }
  }

  private static func addTransforms(to table: inout StatementTable) {
    let concave = { (x: Double) in -5 / 12 * log10(1 - x / 127) }
    let convex = { (x: Double) in 1 + 5 / 12 * log10(x / 127) }
    let kinds: [(String, UInt16, Double)] = [
      ("none", 0, 32 / 128), ("inverted", 0x20, 95 / 128), ("bipolar", 0x10, -0.5),
      ("bipolar, inverted", 0x30, 2 * 95 / 128 - 1), ("concave", 1, concave(32)), ("convex", 2, convex(32)),
      ("concave, inverted", 0x21, concave(95)), ("convex, inverted", 0x22, convex(95)), ("switch", 3, 0),
      ("switch, inverted", 0x23, 1), ("switch, bipolar", 0x13, -1), ("concave, bipolar", 0x11, -concave(63)),
      ("convex, bipolar", 0x12, -convex(63)),
    ]
    for (name, code, value) in kinds {
      // Curve, bipolar, invert: bits 10 to 15 for a source, 4 to 9 for a control.
      let bits = (code & 0xF) | (code & 0x30)
      table.row(
        "Transform of a source: \(name)", 1200 * value, .cents,
        .sine([.link(From.cc0 + 1, To.pitch, 1200, transform: bits << 10)]), [.control(0, 1, 32), .on(0)]
      ) {
        $0.cents(0..<24_000)
      }
      table.row(
        "Transform of a control: \(name)", 1200 * value, .cents,
        .sine([.link(From.eg2, To.pitch, 1200, control: From.cc0 + 1, transform: bits << 4)]),
        [.control(0, 1, 32), .on(0)]
      ) { $0.cents(2400..<24_000) }
    }
  }

  private static func addDestinations(to table: inout StatementTable) {
    table.row("Destination gain", -10, .decibels, .level([.constant(To.gain, -100)])) { $0.level(12_000) }
    table.row("Destination pitch", 123.4, .cents, .sine([.constant(To.pitch, 123.4)])) { $0.cents(0..<24_000) }
    table.row(
      "Destination pan: left side", 20 * log10(cos(.pi * 0.375) * 2.0.squareRoot()), .decibels,
      .level([.constant(To.pan, 250)])
    ) { $0.level(12_000) }
    table.row(
      "Destination key number, from the global list", 300, .cents,
      .scoped(global: [.constant(To.keyNumber, 300)], local: nil)
    ) { $0.cents(0..<24_000) }
    for (name, source, frequency, delay) in [
      ("modulation LFO", From.lfo, To.lfoFrequency, To.lfoStartDelay),
      ("vibrato LFO", From.vibrato, To.vibratoFrequency, To.vibratoStartDelay),
    ] {
      table.row(
        "Destination frequency of the \(name)", 8, .hertz, within: 0.04,
        .ramp([.link(source, To.pitch, 50), .hertz(frequency, 8)])
      ) { Oscillation($0.rampCents(200..<23_000)).hertz }
      table.row(
        "Destination start delay of the \(name)", 150, .milliseconds,
        .ramp([.link(source, To.pitch, 50), .hertz(frequency, 8), .seconds(delay, 0.15)])
      ) {
        (Oscillation($0.rampCents(200..<23_000)).delayFrames + 200) / 48
      }
    }
    table.row(
      "Destination filter cutoff", AllPole.specified(cutoff: 1000, resonance: 0).gain(at: 960), .decibels, within: 0.25,
      .sine([.hertz(To.filterCutoff, 1000)]), [.on(0, 72)]
    ) { $0.sineLevel(4800..<24_000, hertz: 960) }
    table.row(
      "Destination filter resonance", AllPole.specified(cutoff: 1000, resonance: 12).gain(at: 960), .decibels,
      within: 0.25, .sine([.hertz(To.filterCutoff, 1000), .constant(To.filterQ, 120)]), [.on(0, 72)]
    ) {
      $0.sineLevel(4800..<24_000, hertz: 960)
    }
    for code: UInt16 in [0x208, 0x30C, 0x002, 0x7FF] {
      table.row(
        "Reserved destination 0x\(String(code, radix: 16)) is ignored", 0, .decibels,
        .level([.constant(code, 12_800)])
      ) { $0.level(12_000) }
    }
  }

  private static func addUnits(to table: inout StatementTable) {
    table.row("Scales are 16.16: half a cent counts", 50.5, .cents, .sine([.constant(To.pitch, 50.5)])) {
      $0.cents(0..<24_000)
    }
    table.row(
      "Scales are 16.16: 0.0625 dB counts", -0.0625, .decibels, within: 0.01,
      .level([.constant(To.gain, -0.625)])
    ) { $0.level(12_000) }
    table.row(
      "A time of 0x80000000 is no time at all, whatever would scale it", 0, .decibels,
      .level([.raw(To.eg1Attack, .min), .link(From.keyOnVelocity, To.eg1Attack, 12_000)])
    ) { $0.level(0) }
    table.row(
      "Times add up as time cents before they become seconds", 200 * exp2(127 / 128.0), .milliseconds,
      .level([.seconds(To.eg1Attack, 0.2), .link(From.keyOnVelocity, To.eg1Attack, 1200)])
    ) {
      Signal.crossing($0.levels(0..<24_000), of: -0.01) / 48
    }
    table.row(
      "Frequencies are cents above 8.176 Hz", 10, .hertz, within: 0.05,
      .ramp([.link(From.lfo, To.pitch, 50), .raw(To.lfoFrequency, 0x015C_AE9B)])
    ) {
      Oscillation($0.rampCents(200..<23_000)).hertz
    }
  }
}
