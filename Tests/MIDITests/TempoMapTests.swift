// SPDX-License-Identifier: MIT
// Ticks to frames without drift, frames to ticks, bars and beats.

import MIDI
import Realtime
import Testing

private typealias Tempo = TempoMap.Tempo

private let rates = [8000, 22_050, 44_100, 48_000, 96_000, 192_000].map { SampleRate(hertz: $0) }

/// A map of random tempos and its division, small or large.
private func randomMap(_ random: inout Random) -> TempoMap {
  let ticks = UInt16(1 + random.below(random.below(2) == 0 ? 4 : 0x7FFF))
  var tick: Int64 = 0
  let tempos = (0..<random.below(20)).map { _ in
    tick += Int64(random.below(3000))
    return Tempo(tick: tick, microsecondsPerQuarter: UInt32(1 + random.below(0xFF_FFFF)))
  }
  return TempoMap(division: .ticksPerQuarter(ticks), tempos: tempos)
}

@Suite struct TempoMapTests {
  @Test func `a song that tells nothing has 120 quarters a minute`() {
    let map = TempoMap(division: .ticksPerQuarter(96))
    #expect(map.frames(ofTick: 96 * 120, rate: SampleRate(hertz: 48_000)) == 60 * 48_000)
    #expect(map.seconds(ofTick: 96) == 0.5)
    #expect(map.tempos == [Tempo(tick: 0, microsecondsPerQuarter: 500_000)])
  }

  @Test(arguments: rates)
  func `ten hours of 120 and 121 bpm in turn stay exact to the frame`(rate: SampleRate) throws {
    // 121 quarters a minute are 495868 µs in a file. Two quarters then last 995868 µs, and 10 hours are 36149 pairs.
    let pairs = 36_149
    let track = (0..<pairs).flatMap { pair in
      SongFile.tempo(pair == 0 ? 0 : 480, 500_000) + SongFile.tempo(480, 495_868) + SongFile.event(0, 0x90, 60, 1)
    }
    let song = try Song(bytes: SongFile.of(format: 0, track).bytes)
    #expect(song.events.count == pairs && song.tempoMap.tempos.count == 2 * pairs)
    let rounded = { (microseconds: Int) in Int64((2 * microseconds * Int(rate.hertz) + 1_000_000) / 2_000_000) }
    var wrong = 0
    for pair in 0..<pairs {
      let tick = Int64(960 * pair)
      if song.tempoMap.frames(ofTick: tick, rate: rate) != rounded(995_868 * pair) { wrong += 1 }
      if song.tempoMap.frames(ofTick: tick + 240, rate: rate) != rounded(995_868 * pair + 250_000) { wrong += 1 }
      if song.tempoMap.frames(ofTick: tick + 480, rate: rate) != rounded(995_868 * pair + 500_000) { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(song.tempoMap.seconds(ofTick: Int64(960 * pairs)) == Double(995_868 * pairs) / 1_000_000)
  }

  @Test func `a frame is rounded to the nearest and halves go up`() {
    // A tick of a quarter of 1 µs at 1 MHz is a quarter of a frame.
    let map = TempoMap(division: .ticksPerQuarter(4), tempos: [Tempo(tick: 0, microsecondsPerQuarter: 1)])
    let frames = (0...8).map { map.frames(ofTick: $0, rate: SampleRate(hertz: 1_000_000)) }
    #expect(frames == [0, 0, 1, 1, 1, 1, 2, 2, 2])
  }

  @Test func `of two tempos at one tick the last counts, and unusable ones do not`() {
    let tempos = [(480, 1_000_000), (0, 250_000), (480, 750_000), (960, 0)]
    let map = TempoMap(
      division: .ticksPerQuarter(480),
      tempos: tempos.map { Tempo(tick: Int64($0.0), microsecondsPerQuarter: UInt32($0.1)) })
    #expect(map.tempos.map(\.microsecondsPerQuarter) == [250_000, 750_000])
    #expect(map.seconds(ofTick: 1440) == 1.75)
    #expect(map.tempos.map(\.tick) == [0, 480])
  }

  @Test(
    arguments: [
      (0xE728, 48_000, 1000, 48_000), (0xE850, 48_000, 1920, 48_000), (0xE250, 44_100, 2400, 44_100),
      // 29.97 drop: 2400 ticks of 80 a frame are 30 frames, which last 1.001 seconds.
      (0xE350, 48_000, 2400, 48_048), (0xE350, 44_100, 2400, 44_144), (0xE350, 48_000, 2_400_000_000, 48_048_000_000),
    ] as [(UInt16, UInt32, Int64, Int64)])
  func `ticks of film frames have their time whatever the tempo`(
    word: UInt16, rate: UInt32, tick: Int64, frame: Int64
  ) throws {
    let track = SongFile.tempo(0, 123_456) + SongFile.tempo(100, 654_321)
    let song = try Song(bytes: SongFile.of(division: word, track).bytes)
    #expect(song.tempoMap.frames(ofTick: tick, rate: SampleRate(hertz: rate)) == frame)
    #expect(song.tempoMap.barPosition(ofTick: tick) == nil)
  }

  @Test(arguments: [0x0000, 0x8000, 0xE700, 0xE050, 0xFF01, 0x8001] as [UInt16])
  func `a division that says nothing is none`(word: UInt16) {
    #expect(Division(word: word) == nil)
  }

  @Test func `a division is ticks of a quarter or of a film frame`() {
    #expect(Division(word: 1) == .ticksPerQuarter(1))
    #expect(Division(word: 0x7FFF) == .ticksPerQuarter(0x7FFF))
    #expect(Division(word: 0xE804) == .ticksPerFrame(4, .frames24))
    #expect(Division(word: 0xE3FF) == .ticksPerFrame(255, .frames30Drop))
  }

  @Test func `frames never go back, and each leads to the last tick that is not after it`() {
    var random = Random(seed: 7)
    for _ in 0..<300 {
      let map = randomMap(&random)
      let rate = rates[random.below(rates.count)]
      var last: Int64 = 0
      for tick in (0..<40).map({ Int64($0 * 1500 + random.below(1500)) }) {
        let frame = map.frames(ofTick: tick, rate: rate)
        #expect(frame >= last)
        last = frame
        let back = map.tick(ofFrame: frame, rate: rate)
        #expect(back >= tick && map.frames(ofTick: back, rate: rate) == frame)
        #expect(map.frames(ofTick: back + 1, rate: rate) > frame)
        // Between two ticks' frames the earlier tick is the answer.
        let next = map.frames(ofTick: back + 1, rate: rate)
        #expect(map.tick(ofFrame: next - 1, rate: rate) == back)
      }
    }
  }

  @Test func `the largest numbers there are do not trap`() {
    let rate = SampleRate(hertz: .max)
    let tempos = [Tempo(tick: 0, microsecondsPerQuarter: .max), Tempo(tick: .max, microsecondsPerQuarter: .max)]
    let signatures = [TimeSignature(tick: .max / 2, numerator: 1, denominatorPower: 7)]
    for division in [Division.ticksPerQuarter(1), .ticksPerQuarter(0), .ticksPerFrame(0, .frames30Drop)] {
      let map = TempoMap(division: division, tempos: tempos, timeSignatures: signatures)
      #expect(map.frames(ofTick: .max, rate: rate) == TempoMap.lastFrame)
      #expect(map.frames(ofTick: .min, rate: rate) == 0)
      #expect(map.tick(ofFrame: .max, rate: SampleRate(hertz: 1)) > 0)
      #expect(map.tick(ofFrame: .min, rate: rate) >= 0)
      #expect(map.seconds(ofTick: .max) > 0)
      #expect((map.barPosition(ofTick: .max) == nil) == (division == .ticksPerFrame(0, .frames30Drop)))
    }
    let earlier = TempoMap(division: .ticksPerQuarter(1), tempos: [Tempo(tick: .min, microsecondsPerQuarter: 1)])
    #expect(earlier.tempos == [Tempo(tick: 0, microsecondsPerQuarter: 1)])
  }
}

@Suite struct BarTests {
  private let quarter: Int64 = 480

  private func bars(_ signatures: (tick: Int64, numerator: UInt8, denominatorPower: UInt8)...) -> TempoMap {
    let signatures = signatures.map {
      TimeSignature(tick: $0.tick, numerator: $0.numerator, denominatorPower: $0.denominatorPower)
    }
    return TempoMap(division: .ticksPerQuarter(480), timeSignatures: signatures)
  }

  private func position(_ map: TempoMap, _ tick: Int64) -> [Int] {
    map.barPosition(ofTick: tick).map { [$0.bar, $0.beat] } ?? []
  }

  @Test func `four quarters a bar where nothing is told`() {
    let map = bars()
    #expect([0, 479, 480, 1919, 1920].map { position(map, $0) } == [[1, 1], [1, 1], [1, 2], [1, 4], [2, 1]])
    #expect(position(map, -5) == [1, 1])
  }

  @Test func `six eighths have six beats`() {
    let map = bars((0, 6, 3))
    #expect([239, 240, 1439, 1440].map { position(map, $0) } == [[1, 1], [1, 2], [1, 6], [2, 1]])
  }

  @Test func `a time signature begins a bar, and the one that it cuts off counts`() {
    let map = bars((0, 4, 2), (4 * quarter, 3, 2), (5 * quarter, 2, 2), (9 * quarter, 5, 3))
    #expect(position(map, 4 * quarter) == [2, 1])
    #expect(position(map, 5 * quarter) == [3, 1])
    #expect(position(map, 7 * quarter) == [4, 1])
    #expect(position(map, 9 * quarter) == [5, 1])
    #expect(position(map, 9 * quarter + 240 * 4) == [5, 5])
  }

  @Test func `beats that are no whole number of ticks do not drift`() {
    // 89 ticks a quarter, beats of an eighth: 44.5 ticks.
    let map = TempoMap(
      division: .ticksPerQuarter(89), timeSignatures: [TimeSignature(tick: 0, numerator: 7, denominatorPower: 3)])
    for beat in 0..<Int64(7000) {
      let tick = (89 * beat + 1) / 2
      #expect(position(map, tick) == [Int(beat / 7) + 1, Int(beat % 7) + 1])
    }
  }
}
