// SPDX-License-Identifier: MIT
// Unpacks zlib streams within a limit. Any thread but the audio thread.

internal import CZlib

/// What came out of a zlib stream (RFC 1950).
enum Inflation {
  /// All of it.
  case whole([UInt8])
  /// What stood before the damage, or before the stream went beyond its limit.
  case part([UInt8])

  /// Bytes that are unpacked at a time while they are only counted.
  private static let windowSize = 1 << 14

  /// Unpacks `packed`; no more than `limit` bytes come out.
  ///
  /// Twice, first to count: memory is taken for what comes out alone, whatever the limit, and a file may hold hundreds of
  /// streams.
  init(_ packed: ArraySlice<UInt8>, limit: Int) {
    let (count, isWhole) = Inflation.measure(packed, limit: limit)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { output, written in
      // Safe because zlib is told how long both buffers are, which outlive the call.
      written = unsafe packed.withUnsafeBufferPointer { unsafe Inflation.fill(output, from: $0) }
    }
    self = isWhole ? .whole(bytes) : .part(bytes)
  }

  /// How many bytes come out, and whether the stream ends as it should.
  private static func measure(_ packed: ArraySlice<UInt8>, limit: Int) -> (count: Int, isWhole: Bool) {
    unsafe packed.withUnsafeBufferPointer { input in
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: windowSize) { window in
        unsafe withStream(input) { stream in
          var left = limit
          while true {
            let room = min(left, windowSize)
            unsafe stream.next_out = window.baseAddress
            unsafe stream.avail_out = UInt32(room)
            let result = unsafe inflate(&stream, Z_NO_FLUSH)
            let count = unsafe room - Int(stream.avail_out)
            left -= count
            // Without a byte that comes out nothing more will.
            if result != Z_OK || count == 0 { return (limit - left, result == Z_STREAM_END) }
          }
        } ?? (0, false)
      }
    }
  }

  /// Fills `output` as far as the stream goes; the bytes that came out.
  private static func fill(
    _ output: UnsafeMutableBufferPointer<UInt8>, from input: UnsafeBufferPointer<UInt8>
  ) -> Int {
    unsafe withStream(input) { stream in
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(clamping: output.count)
      _ = unsafe inflate(&stream, Z_FINISH)
      return unsafe output.count - Int(stream.avail_out)
    } ?? 0
  }

  /// Nil where zlib has no memory.
  private static func withStream<Result>(
    _ input: UnsafeBufferPointer<UInt8>, _ body: (inout z_stream) -> Result
  ) -> Result? {
    var stream = unsafe z_stream()
    // zlib takes a pointer that it does not write through.
    unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe stream.avail_in = UInt32(clamping: input.count)
    guard unsafe inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { unsafe inflateEnd(&stream) }
    return unsafe body(&stream)
  }
}
