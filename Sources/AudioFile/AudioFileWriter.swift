// SPDX-License-Identifier: MIT
// Writes an audio file block by block. Never on the audio thread.

import CSndFile
public import Realtime

/// An audio file on its way to the disk.
///
/// The same samples give the same bytes, whenever they are written: no time stamps, no random numbers. The file gets its
/// name in `finish()`; without that, or after a failure, nothing is left behind and a file that was there before stays.
/// One thread at a time.
@safe public final class AudioFileWriter {
  /// What a finished file holds.
  public struct Summary: Equatable, Sendable {
    /// Frames written.
    public let frameCount: Int
    /// Samples beyond full scale, or no number, that were stored as the nearest that fits. Always 0 in a float file.
    public let clippedSampleCount: UInt64
  }

  /// Frames that are converted at a time; the Vorbis encoder keeps that many on its stack.
  private static let framesAtATime = 1024

  private let path: String
  private let format: AudioFileFormat
  private let channelCount: Int
  /// Of a WAV file only.
  private let waveHeader: WaveHeader?
  private let place: OutputPlace
  // Safe because only this class, on one thread at a time, touches both, and sets them to nil when they are gone.
  /// libsndfile's handle, and the file that it writes through; both nil once the file is finished or abandoned.
  private var handle: OpaquePointer?
  private var file: UnsafeMutablePointer<FileDescriptor>?
  private var frameCount = 0
  private var conversion = SampleConversion()
  private var failure: AudioFileError?

  /// Begins the file `path`; `-` is standard output, always raw.
  ///
  /// `channelCount`: at least 1. Throws when the file cannot be created, or the container does not take this rate or
  /// number of channels. Thread: control.
  public static func create(
    path: String, format: AudioFileFormat, rate: SampleRate, channelCount: Int
  ) throws(AudioFileError) -> AudioFileWriter {
    precondition(channelCount > 0, "an audio file has a channel")
    var info = SF_INFO()
    info.samplerate = Int32(clamping: rate.hertz)
    info.channels = Int32(clamping: channelCount)
    info.format = format.libraryFormat
    guard unsafe sf_format_check(&info) != 0 else {
      throw AudioFileError(
        path, .unsuitableLayout(format.container, hertz: rate.hertz, channelCount: channelCount))
    }
    var header: WaveHeader?
    if format.container == .wav, let sampleFormat = format.sampleFormat {
      header = WaveHeader(sampleFormat: sampleFormat, rate: rate, channelCount: channelCount)
    }
    let writer = AudioFileWriter(path, format, channelCount, header, try OutputPlace(path: path))
    try writer.open(&info)
    return writer
  }

  private init(
    _ path: String, _ format: AudioFileFormat, _ channelCount: Int, _ waveHeader: WaveHeader?, _ place: OutputPlace
  ) {
    self.path = path
    self.format = format
    self.channelCount = channelCount
    self.waveHeader = waveHeader
    self.place = place
    unsafe file = .allocate(capacity: 1)
    unsafe file?.initialize(to: FileDescriptor(place.descriptor))
  }

  deinit { abandon() }

  private func open(_ info: inout SF_INFO) throws(AudioFileError) {
    if let waveHeader {
      _ = unsafe waveHeader.bytes(frameCount: nil).withUnsafeBytes { unsafe file?.pointee.write($0) }
      unsafe file?.pointee.flush()
      unsafe file?.pointee.beginHere()
      guard unsafe file?.pointee.firstErrno == 0 else { throw fail(.create) }
    }
    var callbacks = FileDescriptor.callbacks
    unsafe handle = sf_open_virtual(&callbacks, Int32(SFM_WRITE), &info, file)
    guard unsafe handle != nil else { throw fail(.create) }
    if format.container == .ogg {
      var quality = 0.6
      unsafe sf_command(handle, Int32(SFC_SET_VBR_ENCODING_QUALITY), &quality, Int32(MemoryLayout<Double>.size))
    }
  }

  /// Adds frames; `samples` holds one sample for each channel of a frame in turn. Thread: control.
  public func write(interleaved samples: Span<Float>) throws(AudioFileError) {
    precondition(samples.count % channelCount == 0, "frames are whole")
    var start = 0
    while start < samples.count {
      let end = min(start + Self.framesAtATime * channelCount, samples.count)
      try writeSome(samples.extracting(start..<end))
      start = end
    }
  }

  /// Adds frames; `samples` holds one sample for each channel of a frame in turn. Thread: control.
  public func write(interleaved samples: UnsafeBufferPointer<Float>) throws(AudioFileError) {
    try write(interleaved: unsafe samples.span)
  }

  /// Completes the file and gives it its name.
  ///
  /// Throws what `write` threw, if it did; then, as after a failure here, nothing is left behind. Thread: control.
  public func finish() throws(AudioFileError) -> Summary {
    if let failure { throw failure }
    precondition(unsafe handle != nil, "a file is finished once")
    let status = unsafe sf_close(handle)
    unsafe handle = nil
    if let waveHeader { complete(waveHeader) }
    unsafe file?.pointee.flush()
    guard status == 0, unsafe file?.pointee.firstErrno == 0 else { throw fail(.finish, status: status) }
    if format.container == .ogg, place.isRevisable, let code = OggPages.renumber(place.descriptor) {
      throw fail(.system(.finish, errno: code))
    }
    forgetFile()
    if let code = place.commit() {
      let error = AudioFileError(path, .system(.finish, errno: code))
      failure = error
      throw error
    }
    return Summary(frameCount: frameCount, clippedSampleCount: conversion.clippedCount)
  }
}

extension AudioFileWriter {
  private func writeSome(_ samples: Span<Float>) throws(AudioFileError) {
    if let failure { throw failure }
    precondition(unsafe handle != nil, "a finished file takes no frames")
    let written =
      switch format.sampleFormat {
      case .float: writeFloats(samples)
      case .s16: writeIntegers(samples, bits: 16)
      case .s24: writeIntegers(samples, bits: 24)
      case nil: writeLimited(samples)
      }
    guard written == samples.count, unsafe file?.pointee.firstErrno == 0 else { throw fail(.write) }
    frameCount += samples.count / channelCount
  }

  private func writeFloats(_ samples: Span<Float>) -> Int {
    Int(unsafe samples.withUnsafeBufferPointer { unsafe sf_write_float(handle, $0.baseAddress, sf_count_t($0.count)) })
  }

  /// libsndfile takes the upper bits of each 32-bit integer.
  private func writeIntegers(_ samples: Span<Float>, bits: Int) -> Int {
    var integers = [Int32](repeating: 0, count: samples.count)
    for index in samples.indices {
      integers[index] = conversion.integer(samples[index], bits: bits) << Int32(32 - bits)
    }
    return Int(unsafe sf_write_int(handle, integers, sf_count_t(integers.count)))
  }

  private func writeLimited(_ samples: Span<Float>) -> Int {
    var limited = [Float](repeating: 0, count: samples.count)
    for index in samples.indices { limited[index] = conversion.limited(samples[index]) }
    return writeFloats(limited.span)
  }

  /// Now that the length is known.
  private func complete(_ header: WaveHeader) {
    if header.isPadded(frameCount: frameCount) {
      _ = unsafe [UInt8(0)].withUnsafeBytes { unsafe file?.pointee.write($0) }
    }
    unsafe file?.pointee.overwrite(header.bytes(frameCount: frameCount))
  }

  /// The error of a call of libsndfile that failed; nothing of the file is left.
  private func fail(_ operation: AudioFileError.Operation, status: Int32 = 0) -> AudioFileError {
    if let code = unsafe file?.pointee.firstErrno, code != 0 { return fail(.system(operation, errno: code)) }
    // Safe because libsndfile's texts are constants or belong to the handle, which is still there.
    let words = unsafe status != 0 ? String(cString: sf_error_number(status)) : String(cString: sf_strerror(handle))
    return fail(.library(operation, words: words))
  }

  private func fail(_ reason: AudioFileError.Reason) -> AudioFileError {
    let error = AudioFileError(path, reason)
    failure = error
    abandon()
    return error
  }

  private func abandon() {
    if unsafe handle != nil { unsafe sf_close(handle) }
    unsafe handle = nil
    guard unsafe file != nil else { return }
    forgetFile()
    place.abandon()
  }

  private func forgetFile() {
    unsafe file?.deinitialize(count: 1)
    unsafe file?.deallocate()
    unsafe file = nil
  }
}
