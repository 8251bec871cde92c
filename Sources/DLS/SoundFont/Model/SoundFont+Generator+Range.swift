// SPDX-License-Identifier: MIT
// What a generator's number may be (SoundFont 2.04, 8.1.3). Any thread but audio.

extension SoundFont.Generator {
  /// The range of the amount, where the amount is outside it; nil where all is well.
  ///
  /// In a preset the amount is added to the instrument's: it may be any difference of two amounts.
  func excess(in level: SoundFont.Level) -> ClosedRange<Int>? {
    guard let range = SoundFont.Code.row(code)?.range, !isNothing else { return nil }
    let span = range.upperBound - range.lowerBound
    let possible = level == .instrument ? range : -span...span
    return possible.contains(Int(amount)) ? nil : possible
  }

  /// Numbers outside the range that have a meaning by convention: no time at all, no fixed key or velocity.
  private var isNothing: Bool {
    switch code {
    case SoundFont.Code.lfoDelay, SoundFont.Code.vibratoDelay, SoundFont.Code.eg1Delay, SoundFont.Code.eg2Delay,
      SoundFont.Code.eg1Attack, SoundFont.Code.eg2Attack, SoundFont.Code.eg1Hold, SoundFont.Code.eg2Hold:
      amount == .min
    case SoundFont.Code.key, SoundFont.Code.velocity, SoundFont.Code.rootKey: amount == -1
    default: false
    }
  }
}
