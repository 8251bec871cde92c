// SPDX-License-Identifier: MIT
// A tone at full scale, and what happens to it at its peak. The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

/// A tone so slow that nothing in it is a step, with more bits than 16: those of 16 would be steps of −90 dBFS.
struct SlowTone {
  /// The law: −80 dBFS.
  static let bound: Float = 1e-4
  /// An exponential that falls by less than 2 dB in 64 frames is drawn in chords: (2 dB / 64)².
  static let chords = 1.3e-5
  /// On a line of the control grid, behind it, half way, and right before the next.
  static let places = [0, 1, 32, 62, 63]

  /// Frames of a turn: 1 Hz, or 60 Hz for what does nothing to a tone of 1 Hz.
  let period: Int
  /// The tone at key 60, and silence at the keys from 100 on.
  let bank: TestBank
  /// What the course of the sound is to bend by, per frame and frame (`Steps`).
  var curvature = 0.0
  /// Frames of the steps that are looked for.
  var widths = Steps.widths
  /// Of what is rendered around the event.
  var frames = 2400
  var configure: (inout Synthesizer.Configuration) -> Void = { _ in }

  init(period: Int = 48_000, _ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }) {
    self.period = period
    var bank = TestBank()
    let turn = (0..<period).map { Float(sin(2 * .pi * Double($0) / Double(period))) }
    var region = Region(wave: bank.add(floats: turn), loop: 0...(period - 1), connections)
    region.keys = 0...99
    change(&region)
    var silent = Region(wave: bank.add(wave: [0]), keys: 100...127, loop: 0...0)
    silent.keyGroup = region.keyGroup
    bank.add([region, silent])
    self.bank = bank
  }

  /// The frame of a peak, on a line of the grid.
  var peak: Int { (period / 4 + 12_000 / period * period) / 64 * 64 }

  /// The greatest step on either side around `frame`.
  func step(_ events: [Event], exclusive: [[UInt8]] = [], at frame: Int) throws -> Float {
    let synthesizer = try TestSynthesizer(bank, change: configure)
    for message in exclusive { synthesizer.exclusive(message, at: frame) }
    let sound = synthesizer.render(Event.fullVolume() + events, frames: frame + frames)
    return [sound.left, sound.right].reduce(0) { greatest, side in
      let around = Array(side[(frame - 200)...])
      let step = Steps.greatest(around, widths: widths, period: Double(period), curvature: curvature)
      return max(greatest, step)
    }
  }

  /// The greatest step of a note to which `change`, whose times count from there, happens at its peak, at each of the
  /// places.
  func step(_ before: [Event] = [], _ change: [Event], exclusive: [[UInt8]] = []) throws -> Float {
    try Self.places.reduce(0) { greatest, place in
      let frame = peak + place
      let then = change.map { event in
        var event = event
        event.time = event.time + frame
        return event
      }
      return max(greatest, try step(before + [.on(0)] + then, exclusive: exclusive, at: frame))
    }
  }

  /// The greatest step where a duration of `connections` ends at the tone's peak, at each of the places.
  func corner(_ connections: (Double) -> [Connection]) throws -> Float {
    try Self.places.reduce(0) { greatest, place in
      let frame = peak + place
      var tone = SlowTone(period: period, connections(Double(frame) / 48_000))
      tone.curvature = curvature
      tone.widths = widths
      return max(greatest, try tone.step([.on(0)], at: frame))
    }
  }
}

/// Expects that the greatest step is below the law.
func expectSmooth(_ step: @autoclosure () throws -> Float, sourceLocation: SourceLocation = #_sourceLocation) rethrows {
  let step = try step()
  let decibels = Signal.decibels(Double(max(step, 1e-9)))
  #expect(step < SlowTone.bound, "a step of \(decibels) dBFS", sourceLocation: sourceLocation)
}
