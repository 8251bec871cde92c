// SPDX-License-Identifier: MIT
// The bytes of a bank, in memory or in a file. Any thread that may wait.

internal import Glibc

/// A file's bytes, read piece by piece: a large bank's samples go straight to where they play from, without a copy of
/// the whole file in between.
@safe public final class ByteSource: Sendable {
  private enum Storage: Sendable {
    case memory(ArraySlice<UInt8>)
    case file(Int32)
  }

  private let storage: Storage
  /// Bytes; offsets count from 0.
  public let count: Int
  /// Where offset 0 stands in the file that a slice is part of: what findings count from.
  public let origin: Int
  /// When the file was written to last, as of its opening.
  private let written: timespec

  /// Bytes that are in memory; offset 0 is the slice's first byte. Thread: any.
  public init(_ bytes: ArraySlice<UInt8>) {
    storage = .memory(bytes)
    count = bytes.count
    origin = bytes.startIndex
    written = timespec()
  }

  /// The file at `path`, of at most `FileBytes.byteLimit` bytes. What has no size of its own, such as a pipe, is read to
  /// its end at once. Thread: setup, control or worker.
  public init(path: String) throws(FileBytes.Failure) {
    origin = 0
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotOpen(reason: FileBytes.systemReason()) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      let bytes = try FileBytes.read(path)
      storage = .memory(bytes[...])
      count = bytes.count
      written = timespec()
      return
    }
    guard Int(status.st_size) <= FileBytes.byteLimit else {
      close(file)
      throw .tooLarge(limit: FileBytes.byteLimit)
    }
    storage = .file(file)
    count = Int(status.st_size)
    written = status.st_mtim
  }

  /// A descriptor of a file that has a size, of at most `FileBytes.byteLimit` bytes; it is closed with this value, or where it cannot be read.
  /// Thread: setup, control or worker.
  public init(file: Int32) throws(FileBytes.Failure) {
    origin = 0
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw .cannotRead(reason: "it is no file with a size")
    }
    guard Int(status.st_size) <= FileBytes.byteLimit else {
      close(file)
      throw .tooLarge(limit: FileBytes.byteLimit)
    }
    storage = .file(file)
    count = Int(status.st_size)
    written = status.st_mtim
  }

  deinit { if case .file(let file) = storage { close(file) } }

  /// False once somebody has written to the file: what was read of it does not fit what is read now. A file that another
  /// one has replaced is as it was. Thread: setup, control or worker.
  public var isAsOpened: Bool {
    guard case .file(let file) = storage else { return true }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { return false }
    return status.st_mtim.tv_sec == written.tv_sec && status.st_mtim.tv_nsec == written.tv_nsec
      && Int(status.st_size) == count
  }

  /// A copy of the bytes in `range`, which lies within the source. Thread: setup, control or worker.
  public func bytes(in range: Range<Int>) throws(FileBytes.Failure) -> [UInt8] {
    if case .memory(let bytes) = storage {
      return Array(bytes[bytes.startIndex + range.lowerBound..<bytes.startIndex + range.upperBound])
    }
    var failure: FileBytes.Failure?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      do throws(FileBytes.Failure) {
        unsafe try copy(
          range, to: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<range.count]))
        count = range.count
      } catch {
        failure = error
        count = 0
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Fills `buffer` with the bytes in `range`, which lies within the source and is as long. Thread: setup, control or
  /// worker.
  public func copy(_ range: Range<Int>, to buffer: UnsafeMutableRawBufferPointer) throws(FileBytes.Failure) {
    precondition(range.count == buffer.count, "as many bytes as there is room for")
    switch storage {
    case .memory(let bytes):
      let first = bytes.startIndex
      unsafe buffer.copyBytes(from: bytes[first + range.lowerBound..<first + range.upperBound])
    case .file(let file):
      var done = 0
      while done < range.count {
        let got = unsafe pread(file, buffer.baseAddress! + done, range.count - done, off_t(range.lowerBound + done))
        if got < 0 {
          if errno == EINTR { continue }
          throw .cannotRead(reason: FileBytes.systemReason())
        }
        // Somebody has cut the file since it was opened.
        guard got > 0 else { throw .cannotRead(reason: "it ends at byte \(range.lowerBound + done) now") }
        done += got
      }
    }
  }
}
