// SPDX-License-Identifier: MIT
// A descriptor on its way between a client and a sandbox. Control threads.

internal import CSandbox
internal import Glibc

/// An open file, closed with this value.
public final class OpenFile: Sendable {
  /// The descriptor.
  public let number: Int32

  /// Takes a descriptor over. Thread: any but audio.
  public init(_ number: Int32) { self.number = number }

  /// Opens a file to be read; nil, with the number of the error in `errno`, where that cannot be. Thread: control.
  public init?(reading path: String) {
    number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return nil }
  }

  /// Memory with these bytes, which nobody can change any more; nil where the system gives none. Thread: control.
  public init?(holding bytes: UnsafeRawBufferPointer) {
    number = unsafe sandbox_sealed("wavesink", bytes.baseAddress, UInt64(bytes.count))
    guard number >= 0 else { return nil }
  }

  deinit { if number >= 0 { close(number) } }

  /// The bytes of such memory; nil for anything else, or more than `limit`. Thread: control.
  func sealedBytes(limit: Int) -> [UInt8]? {
    var status = stat()
    guard sandbox_is_sealed(number), unsafe fstat(number, &status) == 0, Int(status.st_size) <= limit else {
      return nil
    }
    let count = Int(status.st_size)
    var done = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      while done < count {
        let step = unsafe pread(number, buffer.baseAddress.map { unsafe $0 + done }, count - done, off_t(done))
        if step < 0, errno == EINTR { continue }
        guard step > 0 else { break }
        done += step
      }
      written = done
    }
    return done == count ? bytes : nil
  }
}
