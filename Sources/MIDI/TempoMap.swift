// SPDX-License-Identifier: MIT
// When a tick sounds, exactly. Any thread but the audio thread; `TempoMap+Bars.swift` counts bars and beats.

public import Realtime

/// When each tick of a song sounds, in whole numbers, so that nothing drifts however long the song is.
///
/// A second is a whole number of units (for ticks of a quarter note 10⁶ times the ticks of a quarter), and a tick is a
/// whole number of them under each tempo. Their sums stay below 2¹²⁸ for every tick, tempo and sample rate there is.
public struct TempoMap: Sendable {
  /// How long a quarter note lasts, from a tick on.
  public struct Tempo: Hashable, BitwiseCopyable, Sendable {
    /// Where it begins, in ticks.
    public var tick: Int64
    /// Microseconds of a quarter note, at least 1. In a file 24 bits wide.
    public var microsecondsPerQuarter: UInt32

    /// `microsecondsPerQuarter`: at least 1. Thread: any.
    public init(tick: Int64, microsecondsPerQuarter: UInt32) {
      self.tick = tick
      self.microsecondsPerQuarter = microsecondsPerQuarter
    }
  }

  /// A stretch of one tempo.
  struct Segment {
    let tick: Int64
    /// Units from the beginning of the song to `tick`.
    let start: UInt128
    let unitsPerTick: UInt64
  }

  /// The last frame that a tick can fall on: later ones are told as this one, which leaves room for an origin.
  public static var lastFrame: Int64 { .max / 4 }

  /// What a tick is worth.
  public let division: Division
  /// The tempos in the order of their ticks, the first at tick 0 and one per tick: 120 quarters a minute where the song
  /// says nothing. Where ticks are parts of film frames they mean nothing.
  public let tempos: [Tempo]
  /// The time signatures in the order of their ticks, the first at tick 0 and one per tick: 4/4 where the song says
  /// nothing.
  public let timeSignatures: [TimeSignature]

  let segments: [Segment]
  let unitsPerSecond: UInt64
  let barSegments: [BarSegment]

  /// Thread: setup. `tempos`, `timeSignatures`: in any order; of those at one tick the last counts, unusable ones (0
  /// microseconds, 0 beats, an unknown denominator) do not, and ticks before 0 count as 0.
  public init(division: Division, tempos: [Tempo] = [], timeSignatures: [TimeSignature] = []) {
    let standardTempo = Tempo(tick: 0, microsecondsPerQuarter: 500_000)
    let standardSignature = TimeSignature(tick: 0, numerator: 4, denominatorPower: 2)
    self.division = division
    self.tempos = TempoMap.inOrder([standardTempo] + tempos.filter { $0.microsecondsPerQuarter > 0 }, \.tick)
    self.timeSignatures = TempoMap.inOrder([standardSignature] + timeSignatures.filter(\.isUsable), \.tick)
    unitsPerSecond = division.unitsPerSecond()
    segments = TempoMap.segments(of: self.tempos, division)
    barSegments = TempoMap.barSegments(of: self.timeSignatures, division)
  }

  /// The frame of a tick at a sample rate, counted from the beginning of the song and rounded to the nearest; halves
  /// round up. Ticks before 0 are told as 0, frames beyond `lastFrame` as `lastFrame`. Thread: any but audio.
  public func frames(ofTick tick: Int64, rate: SampleRate) -> Int64 {
    let scaled = units(ofTick: tick) * UInt128(rate.hertz) + UInt128(unitsPerSecond / 2)
    return min(Int64(clamping: scaled / UInt128(unitsPerSecond)), TempoMap.lastFrame)
  }

  /// The last tick whose frame is not after `frame`; frames before 0 are told as 0. The counterpart of
  /// `frames(ofTick:rate:)`. Thread: any but audio.
  public func tick(ofFrame frame: Int64, rate: SampleRate) -> Int64 {
    // `units · rate + half` must stay below the next frame's `(frame + 1) · unitsPerSecond`.
    let next = (UInt128(clamping: frame) + 1) * UInt128(unitsPerSecond)
    let limit = (next - 1 - UInt128(unitsPerSecond / 2)) / UInt128(max(rate.hertz, 1))
    let segment = segments[TempoMap.lastIndex(in: segments) { $0.start <= limit }]
    let distance = (limit - segment.start) / UInt128(segment.unitsPerTick)
    return Int64(clamping: UInt128(segment.tick) + distance)
  }

  /// Seconds from the beginning of the song to a tick, for people to read. Thread: any but audio.
  public func seconds(ofTick tick: Int64) -> Double {
    Double(units(ofTick: tick)) / Double(unitsPerSecond)
  }

  /// Units from the beginning of the song to a tick.
  private func units(ofTick tick: Int64) -> UInt128 {
    let segment = segments[TempoMap.lastIndex(in: segments) { $0.tick <= tick }]
    return segment.start + UInt128(max(tick, 0) - segment.tick) * UInt128(segment.unitsPerTick)
  }

  private static func segments(of tempos: [Tempo], _ division: Division) -> [Segment] {
    var segments: [Segment] = []
    segments.reserveCapacity(tempos.count)
    for tempo in tempos {
      let start = segments.last.map { $0.start + UInt128(tempo.tick - $0.tick) * UInt128($0.unitsPerTick) } ?? 0
      let unitsPerTick = division.unitsPerTick(microsecondsPerQuarter: tempo.microsecondsPerQuarter)
      segments.append(Segment(tick: tempo.tick, start: start, unitsPerTick: unitsPerTick))
    }
    return segments
  }

  /// The elements by their ticks, of those at one tick the last.
  private static func inOrder<Element>(_ unordered: [Element], _ tick: WritableKeyPath<Element, Int64>) -> [Element] {
    var elements = unordered
    for index in elements.indices { elements[index][keyPath: tick] = max(elements[index][keyPath: tick], 0) }
    var kept: [Element] = []
    for element in elements.sorted(by: { $0[keyPath: tick] < $1[keyPath: tick] }) {
      if let last = kept.last, last[keyPath: tick] == element[keyPath: tick] { kept.removeLast() }
      kept.append(element)
    }
    return kept
  }

  /// The last element that is not beyond what is looked for, or the first. `elements`: at least one, in order.
  static func lastIndex<Element>(in elements: [Element], where isReached: (Element) -> Bool) -> Int {
    var low = 0
    var high = elements.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if isReached(elements[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}
