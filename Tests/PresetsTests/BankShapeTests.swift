// SPDX-License-Identifier: MIT

import Testing

/// What the families of the General MIDI banks that people use have in common: how their notes rise, last and end.
@Suite struct BankShapeTests {
  /// Pianos, bars and bells, guitars but the saturated ones, basses but the synthetic ones, plucked and struck strings,
  /// and what plays tunes by strokes. Not the music of a swell (120).
  private static let struck = [1...16, 25...29, 33...38, 46...48, 105...109, 113...119].flatMap { Array($0) }
  /// Organs and reeds, bowed strings, ensembles and voices, winds, and the first leads. The tremolo (45), the sweep
  /// (52), and what a hit is (56) move.
  private static let held = [17...24, 41...44, 49...51, 53...55, 57...82].flatMap { Array($0) }

  /// Programs, and the least and greatest milliseconds of a quantity.
  struct Family: Sendable, CustomTestStringConvertible {
    var programs: ClosedRange<Int>
    var milliseconds: ClosedRange<Int>

    init(_ programs: ClosedRange<Int>, _ milliseconds: ClosedRange<Int>) {
      (self.programs, self.milliseconds) = (programs, milliseconds)
    }

    var testDescription: String { "programs \(programs)" }
  }

  /// A key of the program's own range.
  private static func key(_ program: Int) -> Int {
    switch program {
    case 33...40, 44: 40
    case 10, 41, 73, 79: 72
    default: 60
    }
  }

  private func shape(_ program: Int, seconds: Double = 2, tail: Double = 0) throws -> NoteShape {
    let note = try EngineStage.shared().notes(
      program: program, keys: [Key(number: Self.key(program), velocity: 110)], seconds: seconds, tail: tail)[0]
    return NoteShape(note, heldSeconds: seconds)
  }

  @Test(arguments: struck) func `what is struck or plucked is there at once and dies away under the key`(
    number: Int
  ) throws {
    let shape = try shape(number)
    #expect(shape.riseMilliseconds <= 20)
    #expect(shape.fallDecibels > 6)
  }

  @Test(arguments: held) func `what is blown, bowed or sung lasts as long as the key is down`(number: Int) throws {
    #expect(abs(try shape(number).driftDecibels) < 3)
  }

  @Test func `an organ is not taken for a piano, nor a piano for an organ`() throws {
    #expect(try shape(17).fallDecibels < 6)
    #expect(try shape(1).driftDecibels > 3)
  }

  /// Organs speak at once, brass sooner than reeds and flutes, bows later, and the pads that are called warm and
  /// metallic swell.
  @Test(arguments: [
    Family(17...19, 0...20), Family(20...24, 10...80), Family(41...44, 35...150), Family(49...50, 50...350),
    Family(57...62, 5...80), Family(65...72, 10...80), Family(73...79, 20...120), Family(81...85, 0...30),
    Family(90...90, 120...700), Family(94...94, 90...450), Family(96...96, 150...400),
  ]) func `a note rises as fast as its instrument does`(family: Family) throws {
    for number in family.programs {
      #expect(family.milliseconds.contains(try shape(number).riseMilliseconds), "program \(number)")
    }
  }

  /// Dampers take a fifth of a second, a finger or a lip less, a room full of players more.
  @Test(arguments: [
    Family(1...4, 130...350), Family(17...20, 30...300), Family(25...28, 30...250), Family(33...38, 20...90),
    Family(41...44, 50...160), Family(49...54, 150...900), Family(57...62, 35...200), Family(65...72, 35...130),
    Family(73...80, 50...150),
  ]) func `a note ends as fast as its instrument does`(family: Family) throws {
    for number in family.programs {
      let found = try shape(number, seconds: 1, tail: 1).releaseMilliseconds
      let release = try #require(found, "program \(number)")
      #expect(family.milliseconds.contains(release), "program \(number)")
    }
  }

  @Test(arguments: [9, 10, 11, 15, 48, 99]) func `what nobody damps rings on after the key`(number: Int) throws {
    #expect(try shape(number, seconds: 0.3, tail: 0.5).releaseMilliseconds ?? 500 > 180)
  }

  /// Decibels over the acoustic snare (38), as kits are mixed: crashes beside it, hats, ride and small drums behind.
  @Test(arguments: [
    (35, -6.0, 3.0), (36, -6, 3), (40, -5, 3), (42, -12, -1), (44, -10, 0), (46, -10, 0), (49, -3, 4), (51, -14, -5),
    (53, -12, -3), (57, -3, 4), (59, -14, -5), (60, -10, -2), (62, -12, -3), (76, -8, 0),
  ]) func `a kit is led by kick, snare and crash`(key: Int, least: Double, most: Double) throws {
    let strokes = try [38, key].compactMap { try EngineStage.shared().stroke(key: $0, seconds: 5) }
    try #require(strokes.count == 2)
    let difference = Loudness.decibels(strokes[1]) - Loudness.decibels(strokes[0])
    #expect(difference > least && difference < most, "\(difference) dB")
  }
}
