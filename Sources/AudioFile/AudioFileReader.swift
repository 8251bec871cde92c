// SPDX-License-Identifier: MIT
// Reads a whole audio file. Never on the audio thread.

import CSndFile
import Glibc
import Realtime

/// Reads audio files of every kind that libsndfile knows; a file without a header (`.raw`) is none.
public enum AudioFileReader {
  /// Frames that are read at a time.
  private static let framesAtATime = 4096

  /// Reads the file `path`. Throws when it cannot be read or is no audio file. Thread: control.
  public static func read(path: String) throws(AudioFileError) -> AudioFileContents {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw AudioFileError(path, .system(.open, errno: errno)) }
    defer { close(descriptor) }
    var file = FileDescriptor(descriptor)
    return try unsafe withUnsafeMutablePointer(to: &file) { (file) throws(AudioFileError) in
      try unsafe read(path, file)
    }
  }

  private static func read(
    _ path: String, _ file: UnsafeMutablePointer<FileDescriptor>
  ) throws(AudioFileError) -> AudioFileContents {
    var info = SF_INFO()
    var callbacks = FileDescriptor.callbacks
    guard let handle = unsafe sf_open_virtual(&callbacks, Int32(SFM_READ), &info, file) else {
      throw unsafe error(path, file, .open, nil)
    }
    defer { unsafe sf_close(handle) }
    let channelCount = max(Int(info.channels), 1)
    var channels = [[Float]](repeating: [], count: channelCount)
    var block = [Float](repeating: 0, count: framesAtATime * channelCount)
    // The header's number of frames is a promise: what counts is what comes.
    while true {
      let count = Int(unsafe sf_readf_float(handle, &block, sf_count_t(framesAtATime)))
      for channel in channels.indices {
        channels[channel].append(contentsOf: (0..<count).lazy.map { block[$0 * channelCount + channel] })
      }
      if count < framesAtATime { break }
    }
    let failed = unsafe sf_error(handle) != Int32(SF_ERR_NO_ERROR) || file.pointee.firstErrno != 0
    if failed { throw unsafe error(path, file, .read, handle) }
    return AudioFileContents(rate: SampleRate(hertz: UInt32(max(info.samplerate, 1))), channels: channels)
  }

  private static func error(
    _ path: String, _ file: UnsafeMutablePointer<FileDescriptor>, _ operation: AudioFileError.Operation,
    _ handle: OpaquePointer?
  ) -> AudioFileError {
    let code = unsafe file.pointee.firstErrno
    if code != 0 { return AudioFileError(path, .system(operation, errno: code)) }
    // Safe because libsndfile's text is a constant, or belongs to the handle, which is still there.
    return AudioFileError(path, .library(operation, words: unsafe String(cString: sf_strerror(handle))))
  }
}
