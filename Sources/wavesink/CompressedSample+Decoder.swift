// SPDX-License-Identifier: MIT
// Gives the synthesizer the decoder of the room that knows audio files. Any thread but audio.

import AudioFile
import Synthesis

extension CompressedSample {
  /// Decodes the samples of SoundFonts, version 3.
  static let decoder: SampleDecoder? = { bytes, frameLimit in
    switch try decode(bytes, frameLimit: frameLimit).samples {
    case .int16(let samples): .sixteen(samples)
    case .float(let samples): .float(samples)
    }
  }
}
