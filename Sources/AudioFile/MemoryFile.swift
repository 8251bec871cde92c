// SPDX-License-Identifier: MIT
// Bytes in memory as a file for libsndfile. Never on the audio thread.

import CSndFile
import Glibc

/// A position in bytes that somebody else keeps, as libsndfile sees it through its virtual input and output.
@safe struct MemoryFile {
  // Safe because who makes one keeps the bytes until the library has closed the file, and reads are checked.
  /// The whole file.
  let bytes: UnsafeRawBufferPointer
  /// Within the bytes, or at their end.
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  /// As many bytes as there are, up to the length of `room`; returns how many were read.
  mutating func read(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let count = unsafe min(room.count, bytes.count - position)
    unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    position += count
    return count
  }

  /// The new position; -1 where it would be outside.
  mutating func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    let origin =
      switch whence {
      case SEEK_SET: 0
      case SEEK_CUR: position
      default: unsafe bytes.count
      }
    let (target, overflows) = Int64(origin).addingReportingOverflow(offset)
    guard !overflows, target >= 0, target <= Int64(unsafe bytes.count) else { return -1 }
    position = Int(target)
    return target
  }

  /// The functions that libsndfile calls with a pointer to a `MemoryFile`.
  static var callbacks: SF_VIRTUAL_IO {
    unsafe SF_VIRTUAL_IO(
      get_filelen: { context in unsafe Int64(MemoryFile.at(context)?.pointee.bytes.count ?? -1) },
      seek: { offset, whence, context in unsafe MemoryFile.at(context)?.pointee.seek(offset, whence) ?? -1 },
      read: { bytes, count, context in
        let room = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))
        return Int64(unsafe MemoryFile.at(context)?.pointee.read(room) ?? 0)
      },
      write: { _, _, _ in 0 },
      tell: { context in Int64(unsafe MemoryFile.at(context)?.pointee.position ?? -1) })
  }

  // Safe because the decoder passes the address of a MemoryFile that outlives the library's handle.
  private static func at(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<MemoryFile>? {
    unsafe context?.assumingMemoryBound(to: MemoryFile.self)
  }
}
