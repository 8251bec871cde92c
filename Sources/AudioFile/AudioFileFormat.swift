// SPDX-License-Identifier: MIT
// Which container and which samples a file gets. Never on the audio thread.

import CSndFile

/// A container together with the sample format in it, always a pair that goes together.
public struct AudioFileFormat: Equatable, Sendable {
  /// What holds the samples.
  public let container: AudioContainer
  /// How a sample is stored; nil in Ogg Vorbis, which has no sample format.
  public let sampleFormat: SampleFormat?

  /// The format for the extension of `path`, with the container's usual sample format unless one is asked for: float
  /// in `.wav` and `.raw`, s24 in `.flac`. `-`, standard output, is raw.
  ///
  /// Throws when the extension is unknown or its container does not hold such samples. Thread: any.
  public init(path: String, sampleFormat wanted: SampleFormat? = nil) throws(AudioFileError) {
    guard let container = AudioContainer(path: path) else { throw AudioFileError(path, .unknownExtension) }
    if let wanted, !container.sampleFormats.contains(wanted) {
      throw AudioFileError(path, .unsuitableSampleFormat(container, wanted))
    }
    self.container = container
    sampleFormat = wanted ?? container.sampleFormats.first
  }

  /// libsndfile's `format` field. The samples of a WAV file are raw; `WaveHeader` makes what stands before them.
  var libraryFormat: Int32 {
    let samples =
      switch sampleFormat {
      case .float: SF_FORMAT_FLOAT
      case .s16: SF_FORMAT_PCM_16
      case .s24: SF_FORMAT_PCM_24
      case nil: SF_FORMAT_VORBIS
      }
    let whole =
      switch container {
      case .wav, .raw: SF_FORMAT_RAW | SF_ENDIAN_LITTLE
      case .flac: SF_FORMAT_FLAC
      case .ogg: SF_FORMAT_OGG
      }
    return Int32(truncatingIfNeeded: whole | samples)
  }
}
