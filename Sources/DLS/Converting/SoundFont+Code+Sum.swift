// SPDX-License-Identifier: MIT
// What a generator is where no zone sets it, and how far its sums go (SoundFont 2.04, section 8.1.3). Any thread but
// audio.

extension SoundFont.Code {
  /// The generators where nothing sets them, by number.
  static let standardValues: [Double] = (0..<count).map { standardValue($0) }

  private static func standardValue(_ code: UInt16) -> Double {
    switch code {
    case filterCutoff: 13_500
    case scaleTuning: 100
    case key, velocity, rootKey: -1
    default: row(code)?.dimension == .time ? -12_000 : 0
    }
  }

  /// A sum of amounts within the generator's range.
  static func clamped(_ value: Double, _ code: UInt16) -> Double {
    // The specification says 99 cents at most; banks tune further with it, and mean it.
    guard let range = code == fineTune ? -1200...1200 : row(code)?.range else { return value }
    // No key at all, which is outside the range.
    if row(code)?.use == .instrument && value < Double(range.lowerBound) { return standardValues[Int(code)] }
    return min(max(value, Double(range.lowerBound)), Double(range.upperBound))
  }
}
