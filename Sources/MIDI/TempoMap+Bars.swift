// SPDX-License-Identifier: MIT
// Bars and beats, for people to read. Any thread but the audio thread.

extension TempoMap {
  /// A place in the music: a bar and a beat of it.
  public struct BarPosition: Hashable, BitwiseCopyable, Sendable {
    /// The bar, numbered from 1.
    public let bar: Int
    /// The beat of the bar, numbered from 1; which note a beat is says the time signature.
    public let beat: Int
  }

  /// A stretch of one time signature.
  struct BarSegment {
    let signature: TimeSignature
    /// Bars before it; a bar that the signature cuts off counts as one.
    let bars: Int128
  }

  /// The bar and beat of a tick; nil where ticks are parts of film frames, which have no bars. A time signature begins a
  /// bar. Thread: any but audio.
  public func barPosition(ofTick tick: Int64) -> BarPosition? {
    guard case .ticksPerQuarter(let ticksPerQuarter) = division else { return nil }
    let segment = barSegments[TempoMap.lastIndex(in: barSegments) { $0.signature.tick <= tick }]
    let beats = TempoMap.beats(to: max(tick, 0), in: segment.signature, ticksPerQuarter).quotient
    let bars = segment.bars + beats / Int128(segment.signature.numerator)
    let beat = beats % Int128(segment.signature.numerator)
    return BarPosition(bar: Int(clamping: bars + 1), beat: Int(beat) + 1)
  }

  static func barSegments(of signatures: [TimeSignature], _ division: Division) -> [BarSegment] {
    guard case .ticksPerQuarter(let ticksPerQuarter) = division else { return [] }
    var segments: [BarSegment] = []
    segments.reserveCapacity(signatures.count)
    for signature in signatures {
      var bars: Int128 = 0
      if let last = segments.last {
        let (beats, rest) = beats(to: signature.tick, in: last.signature, ticksPerQuarter)
        let (whole, more) = beats.quotientAndRemainder(dividingBy: Int128(last.signature.numerator))
        bars = last.bars + whole + (more > 0 || rest > 0 ? 1 : 0)
      }
      segments.append(BarSegment(signature: signature, bars: bars))
    }
    return segments
  }

  /// Whole beats from the signature to a tick, and what is left; a beat may be no whole number of ticks.
  private static func beats(
    to tick: Int64, in signature: TimeSignature, _ ticksPerQuarter: UInt16
  ) -> (quotient: Int128, remainder: Int128) {
    let scaled = Int128(tick - signature.tick) << Int128(signature.denominatorPower)
    return scaled.quotientAndRemainder(dividingBy: 4 * Int128(max(ticksPerQuarter, 1)))
  }
}
