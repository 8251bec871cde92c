// SPDX-License-Identifier: MIT
// libsndfile as the decoder of SoundFonts. The downloader's workers.

import AudioFile
import Synthesis

extension CompressedSample {
  /// What the engine asks to decode a sample: Vorbis, FLAC and whatever else libsndfile reads.
  static let decoder: SampleDecoder = { bytes, frameLimit in
    try decode(bytes, frameLimit: frameLimit).samples
  }
}
