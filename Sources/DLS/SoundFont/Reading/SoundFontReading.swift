// SPDX-License-Identifier: MIT
// What comes out of reading a SoundFont. Any thread but audio.

/// A SoundFont, and what its file had that is not in it.
public struct SoundFontReading: Sendable, Equatable {
  /// Presets that can sound, and all instruments and samples, so that indices hold.
  public var soundFont: SoundFont
  /// Where the source's offset 0, from which the SoundFont's places count, stands in the file.
  public var origin = 0
  /// Findings, in the order of the file.
  public var warnings: [Warning] = []
  /// Chunks that mean nothing to this reader, by identifier: makers' own data.
  public var ignoredChunks: [CollectionReading.IgnoredChunk] = []

  /// A SoundFont without findings. Thread: any.
  public init(soundFont: SoundFont) { self.soundFont = soundFont }
}
