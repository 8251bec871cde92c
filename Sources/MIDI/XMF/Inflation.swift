// SPDX-License-Identifier: MIT
// Unpacks zlib streams within a limit. Any thread but the audio thread.

internal import CZlib

/// What came out of a zlib stream (RFC 1950).
enum Inflation {
  /// All of it.
  case whole([UInt8])
  /// What stood before the damage, or before the stream went beyond its limit.
  case part([UInt8])

  /// Unpacks `packed`; no more than `limit` bytes come out.
  init(_ packed: ArraySlice<UInt8>, limit: Int) {
    var isWhole = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
      unsafe packed.withUnsafeBufferPointer { input in
        // Safe because both buffers outlive the call, and zlib is told how long they are.
        unsafe (count, isWhole) = Inflation.run(input, output)
      }
    }
    self = isWhole ? .whole(bytes) : .part(bytes)
  }

  /// How many bytes came out, and whether the stream ended as it should.
  private static func run(
    _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> (count: Int, isWhole: Bool) {
    var stream = unsafe z_stream()
    guard unsafe inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return (0, false)
    }
    defer { unsafe inflateEnd(&stream) }
    // zlib takes a pointer that it does not write through.
    unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe stream.avail_in = UInt32(clamping: input.count)
    unsafe stream.next_out = output.baseAddress
    unsafe stream.avail_out = UInt32(clamping: output.count)
    let result = unsafe inflate(&stream, Z_FINISH)
    return unsafe (Int(stream.total_out), result == Z_STREAM_END)
  }
}
