// SPDX-License-Identifier: MIT
// Decodes the compressed samples of SoundFonts. Never on the audio thread.

import CSndFile
import DLS
import Realtime

/// Decodes a sample that is an audio file of its own: Vorbis, FLAC, or whatever else libsndfile knows.
public enum CompressedSample {
  /// Frames that are decoded at a time.
  private static let framesAtATime = 4096
  /// Frames that a byte of a compressed file is expected to hold at most, when memory is set aside beforehand.
  private static let framesPerByte = 32
  /// More channels would make a block of frames large.
  private static let channelLimit = 64

  /// The first channel of the whole file `bytes`.
  ///
  /// A file can say that it holds far more sound than anybody has memory for, and some do: it is refused when it has
  /// more than `frameLimit` frames, or none. Its sentence says nothing of a path. Any number of threads may decode at a
  /// time. Thread: setup, control or worker.
  public static func decode(_ bytes: [UInt8], frameLimit: Int) throws(AudioFileError) -> DecodedSample {
    let result = unsafe bytes.withUnsafeBytes { bytes in
      var file = unsafe MemoryFile(bytes)
      return unsafe withUnsafeMutablePointer(to: &file) { file in
        Result { () throws(AudioFileError) in try unsafe decode(file, frameLimit) }
      }
    }
    return try result.get()
  }

  private static func decode(
    _ file: UnsafeMutablePointer<MemoryFile>, _ frameLimit: Int
  ) throws(AudioFileError) -> DecodedSample {
    var info = SF_INFO()
    var callbacks = MemoryFile.callbacks
    // The library keeps the reason for a failure here in one place for all threads, so it is not asked for.
    guard let handle = unsafe sf_open_virtual(&callbacks, Int32(SFM_READ), &info, file) else {
      throw unsafe error(.unknownCoding(beginning: Array(file.pointee.bytes.prefix(4))))
    }
    defer { unsafe sf_close(handle) }
    let channelCount = Int(info.channels)
    guard (1...channelLimit).contains(channelCount) else { throw error(.unsuitableChannels(channelCount)) }
    let expected = unsafe min(Int(max(info.frames, 0)), frameLimit, framesPerByte * file.pointee.bytes.count)
    let stream = unsafe Stream(handle, channelCount: channelCount, expected: expected, frameLimit: frameLimit)
    let samples: WaveSamples =
      switch coding(info.format) {
      case .integer:
        .sixteen(try stream.all(0, { unsafe sf_readf_short(handle, &$0, sf_count_t(framesAtATime)) }) { $0 })
      case .lossy:
        .sixteen(try stream.all(0, { unsafe sf_readf_float(handle, &$0, sf_count_t(framesAtATime)) }, rounded))
      case .wide:
        .float(
          try stream.all(0, { unsafe sf_readf_float(handle, &$0, sf_count_t(framesAtATime)) }) {
            // A file of floating-point numbers may hold anything; 24 dB over full scale is as loud as waves get.
            $0.isFinite ? min(max($0, -16), 16) * 32_768 : 0
          })
      }
    guard samples.count > 0 else { throw error(.noFrames) }
    return DecodedSample(
      samples: samples, rate: SampleRate(hertz: UInt32(max(info.samplerate, 1))), channelCount: channelCount)
  }

  /// How the samples are best read.
  private enum Coding {
    /// As integers of up to 16 bits.
    case integer
    /// As numbers near those that were encoded, of which 16 bits are kept.
    case lossy
    /// As numbers of more than 16 bits.
    case wide
  }

  private static func coding(_ format: Int32) -> Coding {
    switch Int(format) & Int(SF_FORMAT_SUBMASK) {
    case Int(SF_FORMAT_PCM_S8), Int(SF_FORMAT_PCM_U8), Int(SF_FORMAT_PCM_16), Int(SF_FORMAT_ULAW),
      Int(SF_FORMAT_ALAW):
      .integer
    case Int(SF_FORMAT_PCM_24), Int(SF_FORMAT_PCM_32), Int(SF_FORMAT_FLOAT), Int(SF_FORMAT_DOUBLE): .wide
    default: .lossy
    }
  }

  /// A lossy coding overshoots: the nearest integer that fits. The library's own conversion would wrap round.
  private static func rounded(_ sample: Float) -> Int16 {
    let scaled = (sample * 32_768).rounded(.toNearestOrEven)
    return scaled.isNaN ? 0 : Int16(max(-32_768, min(32_767, scaled)))
  }

  private static func error(_ reason: AudioFileError.Reason) -> AudioFileError { AudioFileError("sample", reason) }

  /// The frames of one file on their way out of the library.
  @safe private struct Stream {
    // Safe because a stream is used only where its handle is open.
    private let handle: OpaquePointer
    private let channelCount: Int
    private let expected: Int
    private let frameLimit: Int

    init(_ handle: OpaquePointer, channelCount: Int, expected: Int, frameLimit: Int) {
      unsafe self.handle = unsafe handle
      (self.channelCount, self.expected, self.frameLimit) = (channelCount, expected, frameLimit)
    }

    /// The first channel to its end: `read` fills a block, whose numbers are `zero` before, and `convert` makes a sample
    /// of each.
    func all<Number, Sample>(
      _ zero: Number, _ read: (inout [Number]) -> sf_count_t, _ convert: (Number) -> Sample
    ) throws(AudioFileError) -> [Sample] {
      var samples: [Sample] = []
      samples.reserveCapacity(expected)
      var block = [Number](repeating: zero, count: framesAtATime * channelCount)
      while true {
        let count = Int(read(&block))
        guard samples.count + count <= frameLimit else { throw error(.tooManyFrames(limit: frameLimit)) }
        for frame in 0..<count { samples.append(convert(block[frame * channelCount])) }
        if count < framesAtATime { break }
      }
      // Safe because libsndfile's text is a constant, or belongs to the handle, which is still there.
      guard unsafe sf_error(handle) == Int32(SF_ERR_NO_ERROR) else {
        throw error(.library(.read, words: unsafe String(cString: sf_strerror(handle))))
      }
      return samples
    }
  }
}
