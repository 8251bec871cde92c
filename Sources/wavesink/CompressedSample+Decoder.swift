// SPDX-License-Identifier: MIT
// libsndfile as the decoder of SoundFonts. The downloader's workers.

import AudioFile
import Synthesis

extension CompressedSample {
  /// What the engine asks to decode a sample: Vorbis, FLAC and whatever else libsndfile reads.
  static let decoder: SampleDecoder = { bytes, frameLimit in
    switch try decode(bytes, frameLimit: frameLimit).samples {
    case .int16(let samples): .sixteen(samples)
    case .float(let samples): .float(samples)
    }
  }
}
