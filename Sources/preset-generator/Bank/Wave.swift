// SPDX-License-Identifier: MIT
// A finished 16-bit wave of the pool. Off-line.

/// What becomes a `wave` list.
struct Wave {
  var name: String
  /// Frames per second.
  var rate: Int
  /// `usUnityNote`.
  var unityNote: Int
  var samples: [Int16]
  /// Frames that repeat.
  var loop: Range<Int>?

  /// Peak of every wave: −0.5 dBFS, so that interpolation between samples does not clip.
  static let peak = 0.944

  /// Rounds a tone to 16 bits with its peak at `Wave.peak`.
  init(_ tone: Tone, name: String) {
    let scale = Self.peak * 32767 / max(tone.peak, 1e-9)
    self.name = name
    rate = tone.rate
    unityNote = tone.key
    samples = tone.samples.map { Int16(($0 * scale).rounded()) }
    loop = tone.loop
  }
}
