// SPDX-License-Identifier: MIT
// Which waves a bank needs in memory, and how large they are. Downloader thread.

/// The waves of a bank, each with each of the loops that it is used with, in the order of their first use.
struct WavePlan {
  /// Each layout once.
  private(set) var layouts: [WaveLayout] = []
  /// Frames of all layouts together.
  private(set) var frameCount = 0
  private var numbers: [WaveLayout: Int] = [:]

  /// The number of a layout.
  mutating func number(of layout: WaveLayout) -> Int {
    if let number = numbers[layout] { return number }
    numbers[layout] = layouts.count
    layouts.append(layout)
    frameCount += layout.storedFrameCount
    return layouts.count - 1
  }

  /// Refuses a bank whose regions ask for far more memory than it has sound.
  func check(soundFrameCount: Int) throws(BankFault) {
    guard frameCount <= 8 * soundFrameCount + 1 << 22 else { throw .tooManyLoops(byteCount: 2 * frameCount) }
  }
}
