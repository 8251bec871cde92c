// SPDX-License-Identifier: MIT
// What brings another program's sound to the same level and beginning. Any thread.

/// A program's own scale of loudness, and where its songs begin.
struct Calibration: Sendable {
  private var factor = 1.0
  private var delayFrames = 0

  /// Leaves sound as it is.
  init() {}

  /// From what a program makes of a note at frame 0 that should be at 0 dB.
  init(measuring renderer: Renderer) throws {
    let sound = try renderer.render(ProbeSong(frames: 24_000, [.on(0)]), [ProbeBank.level().bytes()])
    factor = Sound.reference / sound.left[12_000]
    delayFrames = sound.onset.isNaN ? 0 : Int(sound.onset)
  }

  func applied(to sound: Sound) -> Sound {
    guard factor != 1 || delayFrames > 0 else { return sound }
    var sound = sound
    let silence = [Double](repeating: 0, count: delayFrames)
    sound.left = sound.left.dropFirst(delayFrames).map { $0 * factor } + silence
    sound.right = sound.right.dropFirst(delayFrames).map { $0 * factor } + silence
    return sound
  }
}
