// SPDX-License-Identifier: MIT
// A SoundFont as a page for people: `wavesink inspect`. Any thread but audio.

extension SoundFontReading {
  /// Presets, instruments and samples in units that people use, then what the file had that is not in them. Lines end in
  /// a newline. Thread: any but audio.
  public func treeDescription() -> String {
    var lines = TextTree()
    lines.add(soundFont)
    lines.add(ignored: ignoredChunks, warnings)
    return lines.text
  }
}
