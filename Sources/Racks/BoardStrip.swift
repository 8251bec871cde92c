// SPDX-License-Identifier: MIT
// A strip as the control side has it. Control threads.

import Miniport
import Realtime
import Synthesis

/// Memory and wishes of a strip; its effects are among the places of the board.
@safe struct BoardStrip {
  // Safe because the board frees all of it when the audio thread has a table without the strip.
  let slope: UnsafeMutablePointer<GainSlope>
  let signal: UnsafeMutablePointer<Float>
  /// What it is to be; effects that fade are not in it.
  var choice: StripChoice
  /// One for each bus that it has ever sent to.
  private(set) var sends: [String: UnsafeMutablePointer<GainSlope>] = unsafe [:]

  /// `beginning`: how loud it is at first; nil for as it is to be. Its sends begin in silence. Thread: control.
  init(_ choice: StripChoice, beginning: Float? = nil) {
    self.choice = choice
    unsafe slope = .allocate(capacity: 1)
    unsafe slope.initialize(to: GainSlope(gain: beginning ?? BoardStrip.factor(choice.level)))
    unsafe signal = .allocate(capacity: 2 * StereoBlock.longestCount)
    unsafe signal.initialize(repeating: 0, count: 2 * StereoBlock.longestCount)
    for bus in choice.sends.keys { send(to: bus) }
  }

  /// Provides for a send, which begins in silence. Thread: control.
  mutating func send(to bus: String) {
    guard unsafe sends[bus] == nil else { return }
    let slope = UnsafeMutablePointer<GainSlope>.allocate(capacity: 1)
    unsafe slope.initialize(to: GainSlope(gain: 0))
    unsafe sends[bus] = unsafe slope
  }

  /// Forgets a send, and frees it. Thread: control.
  mutating func forget(_ bus: String) { unsafe sends.removeValue(forKey: bus)?.deallocate() }

  /// Thread: control.
  func deallocate() {
    unsafe slope.deallocate()
    unsafe signal.deallocate()
    for bus in unsafe Array(sends.keys) { unsafe sends[bus]?.deallocate() }
  }

  /// A level as a factor. Thread: any.
  static func factor(_ decibels: Double) -> Float {
    decibels <= -96 ? 0 : Float(RealtimeMath.amplitude(ofDecibels: decibels))
  }
}
