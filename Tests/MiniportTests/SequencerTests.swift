// SPDX-License-Identifier: MIT
// Order, stability, capacity and reserve of the sequencer.

import MIDI
import Miniport
import Realtime
import Testing

struct SequencerTests {
  /// A repeatable source of disorder.
  struct Shuffler {
    var state: UInt64
    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  static func event(_ frame: Int64, number: Int) -> Event {
    Event(time: FrameTime(frame), packed: 0x90 | UInt64(number) << 24 | 0x40_0000, length: 3)
  }

  static func number(of event: Event) -> Int { Int(event.packed >> 24) }

  /// Pushes, and expects that the event was taken or refused.
  static func push(
    _ event: Event, into sequencer: inout Sequencer, expecting expected: Bool = true, _ comment: Comment? = nil,
    at location: SourceLocation = #_sourceLocation
  ) {
    let taken = sequencer.push(event)
    #expect(taken == expected, comment, sourceLocation: location)
  }

  /// Pops, and expects what comes out.
  static func expect(
    _ expected: Event?, from sequencer: inout Sequencer, at location: SourceLocation = #_sourceLocation
  ) {
    let (next, popped) = (sequencer.next(), sequencer.pop())
    #expect(next == expected, sourceLocation: location)
    #expect(popped == expected, sourceLocation: location)
  }

  @Test(arguments: [1, 2, 3, 16, 1000, 7680])
  func `events come out by time and equal times in order of arrival`(count: Int) {
    var sequencer = Sequencer()
    var shuffler = Shuffler(state: UInt64(count))
    var expected: [Event] = []
    for number in 0..<count {
      let event = Self.event(Int64(shuffler.next(below: 1 + count / 8)), number: number)
      Self.push(event, into: &sequencer)
      expected.append(event)
    }
    expected.sort { ($0.time, Self.number(of: $0)) < ($1.time, Self.number(of: $1)) }
    for event in expected {
      Self.expect(event, from: &sequencer)
    }
    Self.expect(nil, from: &sequencer)
  }

  @Test func `pushing and popping in turn keeps the order`() {
    var sequencer = Sequencer(capacity: 64, reserve: 8)
    var shuffler = Shuffler(state: 5)
    var model: [Event] = []
    var number = 0
    for _ in 0..<20_000 {
      if shuffler.next(below: 2) == 0, model.count < 56 {
        let event = Self.event(Int64(shuffler.next(below: 9)), number: number)
        number += 1
        Self.push(event, into: &sequencer)
        model.append(event)
      } else if let first = model.min(by: { ($0.time, Self.number(of: $0)) < ($1.time, Self.number(of: $1)) }) {
        Self.expect(first, from: &sequencer)
        model.removeAll { $0 == first }
      }
    }
    let count = sequencer.count
    #expect(count == model.count)
  }

  @Test func `a full sequencer refuses notes and still takes what ends them`() {
    var sequencer = Sequencer(capacity: 10, reserve: 4)
    for number in 0..<6 { Self.push(Self.event(0, number: number), into: &sequencer) }
    Self.push(Self.event(0, number: 6), into: &sequencer, expecting: false)
    Self.push(
      Event(time: .zero, slot: 3, length: 40), into: &sequencer, expecting: false,
      "a long message is not one that ends notes")
    Self.push(Event(time: .zero, 0xB0, 64, 127), into: &sequencer, expecting: false, "sustain down")
    Self.push(Event(time: .zero, 0x80, 60, 0), into: &sequencer)
    Self.push(Event(time: .zero, 0x90, 60, 0), into: &sequencer)
    Self.push(Event(time: .zero, 0xB0, 64, 0), into: &sequencer, "sustain up")
    Self.push(Event(time: .zero, 0xB3, 123, 0), into: &sequencer)
    Self.push(Event(time: .zero, 0x80, 60, 0), into: &sequencer, expecting: false, "even the reserve is bounded")
    let count = sequencer.count
    #expect(count == 10)
    for _ in 0..<5 { _ = sequencer.pop() }
    Self.push(Self.event(0, number: 7), into: &sequencer)
  }

  @Test func `times far apart and negative times are in order`() {
    var sequencer = Sequencer(capacity: 8, reserve: 0)
    for frame in [Int64.max, 0, Int64.min, -1, 1] { Self.push(Self.event(frame, number: 0), into: &sequencer) }
    var frames: [Int64] = []
    while let event = sequencer.pop() { frames.append(event.time.frames) }
    #expect(frames == [Int64.min, -1, 0, 1, Int64.max])
  }
}
