// SPDX-License-Identifier: MIT
// What the benchmarks ask of a synthesizer.

/// A synthesizer that has loaded the benchmark's bank and can be measured.
protocol BenchedSynth: AnyObject {
  /// Its name and version.
  var title: String { get }
  /// Voices that sound now.
  var soundingVoiceCount: Int { get }
  /// Begins a note.
  func start(_ note: Note)
  /// Ends a note.
  func stop(_ note: Note)
  /// Renders that many frames, at most `BenchSettings.longestPeriod`.
  func render(frameCount: Int)
  /// The first frames of what was rendered last, on the left.
  func left(frameCount: Int) -> [Float]
}
