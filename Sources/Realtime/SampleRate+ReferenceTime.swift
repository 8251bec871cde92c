// SPDX-License-Identifier: MIT
// Frames to reference time and back, exactly. Any thread.

extension SampleRate {
  /// The first reference time that is not before `frame`: ⌈frames · 10⁷ / rate⌉.
  ///
  /// `frameTime(of:)` undoes it exactly at every rate below 10 MHz: rounding up adds less than one unit, which is less
  /// than one frame. A time that does not fit becomes the nearest that does. Thread: any.
  @_noLocks @_noAllocation
  public func referenceTime(of frame: FrameTime) -> ReferenceTime {
    ReferenceTime(SampleRate.scale(frame.frames, by: 10_000_000, over: UInt64(max(hertz, 1)), roundingUp: true))
  }

  /// The last frame that is not after `time`: ⌊time · rate / 10⁷⌋; the nearest that fits where that does not.
  ///
  /// Thread: any.
  @_noLocks @_noAllocation
  public func frameTime(of time: ReferenceTime) -> FrameTime {
    FrameTime(SampleRate.scale(time.hundredNanoseconds, by: UInt64(hertz), over: 10_000_000, roundingUp: false))
  }

  /// `value` · `factor` / `divisor` with a product of 128 bits, rounded up or down, held at the ends of the range.
  @_noLocks @_noAllocation
  private static func scale(_ value: Int64, by factor: UInt64, over divisor: UInt64, roundingUp: Bool) -> Int64 {
    let limit: Int64 = value < 0 ? .min : .max
    let product = value.magnitude.multipliedFullWidth(by: factor)
    // The quotient fits 64 bits exactly when this holds; the division would trap otherwise.
    guard product.high < divisor else { return limit }
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    // Rounding is away from zero when it is up for a positive or down for a negative value.
    let step: UInt64 = remainder != 0 && roundingUp == (value >= 0) ? 1 : 0
    guard quotient &+ step <= limit.magnitude, quotient != .max else { return limit }
    return value < 0 ? Int64(truncatingIfNeeded: 0 &- (quotient &+ step)) : Int64(quotient &+ step)
  }
}
