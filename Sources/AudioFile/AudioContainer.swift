// SPDX-License-Identifier: MIT
// The kinds of audio file that can be written. Never on the audio thread.

/// What holds the samples of an audio file.
public enum AudioContainer: String, CaseIterable, Sendable {
  /// RIFF WAVE; RF64 (EBU Tech 3306) from 4 GiB on.
  case wav
  /// FLAC: compressed without loss.
  case flac
  /// Ogg Vorbis: compressed with loss, at quality 0.6 (about 190 kbit/s in stereo).
  case ogg
  /// Interleaved little-endian samples without a header.
  case raw

  /// The container that the extension of `path` names, in either case; `raw` for `-`, nil for any other. Thread: any.
  public init?(path: String) {
    guard path != "-" else {
      self = .raw
      return
    }
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  /// The sample formats that the container holds, the usual one first; empty where it has none of its own. Thread: any.
  public var sampleFormats: [SampleFormat] {
    switch self {
    case .wav, .raw: [.float, .s16, .s24]
    case .flac: [.s24, .s16]
    case .ogg: []
    }
  }

  /// What people call it. Thread: any.
  public var name: String {
    switch self {
    case .wav: "WAV"
    case .flac: "FLAC"
    case .ogg: "Ogg Vorbis"
    case .raw: "raw"
    }
  }
}
