// SPDX-License-Identifier: MIT
// The bytes of a file for libsndfile, through calls whose failures are kept. Never on the audio thread.

import CSndFile
import Glibc

/// An open file as libsndfile sees it through its virtual input and output.
///
/// libsndfile loses some errors, above all those at the end of a compressed file. This end of the line keeps the first
/// one, so that none is lost.
struct FileDescriptor {
  let number: Int32
  /// Whether the file has a position that can be moved: no pipe, no terminal.
  let isSeekable: Bool
  /// Where the library's file begins within the file.
  var origin: Int64 = 0
  /// Bytes from the origin; in a file without positions, those that have passed.
  var position: Int64 = 0
  /// The first failure; 0 for none.
  var firstErrno: Int32 = 0
  /// What has been written and not yet been given to the system: libsndfile writes in small pieces.
  private var pending: [UInt8] = []
  private static let pendingLimit = 1 << 16

  init(_ number: Int32) {
    self.number = number
    isSeekable = lseek(number, 0, SEEK_CUR) >= 0
  }

  /// Takes all of `bytes`; returns how many, fewer only after a failure. What the system refuses shows in `firstErrno`, at
  /// the latest after `flush()`.
  mutating func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard firstErrno == 0 else { return 0 }
    unsafe pending.append(contentsOf: bytes)
    if pending.count >= FileDescriptor.pendingLimit { flush() }
    position += Int64(bytes.count)
    return bytes.count
  }

  /// Gives the system what it has not got yet. A file must be flushed before it is closed.
  mutating func flush() {
    if firstErrno == 0, let code = unsafe pending.withUnsafeBytes({ unsafe FileDescriptor.write($0, to: number) }) {
      firstErrno = code
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// All of `bytes`; the errno of what failed.
  private static func write(_ bytes: UnsafeRawBufferPointer, to number: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      guard let next = unsafe bytes.baseAddress?.advanced(by: done) else { break }
      let count = unsafe Glibc.write(number, next, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      done += count
    }
    return nil
  }

  /// Puts `bytes` at the beginning of the file, over what is there; a stream is left as it is.
  mutating func overwrite(_ bytes: [UInt8]) {
    guard isSeekable else { return }
    flush()
    let count = unsafe pwrite(number, bytes, bytes.count, 0)
    if count != bytes.count { keep(count < 0 ? errno : EIO) }
  }

  /// As many bytes as there are, up to the length of `bytes`; returns how many were read.
  mutating func read(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
    flush()
    var done = 0
    while done < bytes.count {
      guard let next = unsafe bytes.baseAddress?.advanced(by: done) else { break }
      let count = unsafe Glibc.read(number, next, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      if count < 0 { keep(errno) }
      guard count > 0 else { break }
      done += count
    }
    position += Int64(done)
    return done
  }

  /// The new position, or -1. A stream can only be told to stay where it is.
  mutating func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    flush()
    guard isSeekable else {
      let target = whence == SEEK_SET ? offset : position + offset
      return target == position ? position : -1
    }
    let target = Int64(lseek(number, Int(whence == SEEK_SET ? offset + origin : offset), whence))
    guard target >= origin else { return -1 }
    position = target - origin
    return position
  }

  /// Makes the present position the beginning of the library's file.
  mutating func beginHere() {
    origin += position
    position = 0
  }

  /// Bytes from the origin to the end of the file. What has been written counts, wherever it is.
  var length: Int64 {
    var facts = stat()
    guard isSeekable, unsafe fstat(number, &facts) == 0 else { return position }
    return max(Int64(facts.st_size) - origin, position)
  }

  private mutating func keep(_ code: Int32) {
    if firstErrno == 0 { firstErrno = code }
  }

  /// The functions that libsndfile calls with a pointer to a `FileDescriptor`.
  static var callbacks: SF_VIRTUAL_IO {
    unsafe SF_VIRTUAL_IO(
      get_filelen: { context in unsafe FileDescriptor.at(context)?.pointee.length ?? -1 },
      seek: { offset, whence, context in unsafe FileDescriptor.at(context)?.pointee.seek(offset, whence) ?? -1 },
      read: { bytes, count, context in
        let room = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))
        return Int64(unsafe FileDescriptor.at(context)?.pointee.read(room) ?? 0)
      },
      write: { bytes, count, context in
        let data = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(count))
        return Int64(unsafe FileDescriptor.at(context)?.pointee.write(data) ?? 0)
      },
      tell: { context in unsafe FileDescriptor.at(context)?.pointee.position ?? -1 })
  }

  // Safe because the writer and the reader pass the address of a FileDescriptor that outlives the library's handle.
  private static func at(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<FileDescriptor>? {
    unsafe context?.assumingMemoryBound(to: FileDescriptor.self)
  }
}
