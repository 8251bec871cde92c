// SPDX-License-Identifier: MIT
// A whole file as bytes. Any thread that may wait.

internal import Glibc

/// Reads files.
public enum FileBytes {
  /// Why a file could not be read.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    /// The system's own reason, such as "No such file or directory".
    case cannotOpen(reason: String)
    case isDirectory
    case cannotRead(reason: String)
    /// It has more than `limit` bytes, or no end.
    case tooLarge(limit: Int)

    /// The rest of a sentence that begins with the file's name.
    public var description: String {
      switch self {
      case .cannotOpen(let reason): "cannot be opened: \(reason)"
      case .isDirectory: "is a directory, not a file"
      case .cannotRead(let reason): "cannot be read: \(reason)"
      case .tooLarge(let limit): "is too large: expected at most \(limit >> 20) MiB"
      }
    }
  }

  /// The most bytes that are read: 2 GiB, far more than any bank or song has. A device may have no end.
  public static var byteLimit: Int { 1 << 31 }

  /// All bytes of the file at `path`, which are at most `limit`. Thread: setup, control or worker.
  public static func read(_ path: String, limit: Int = byteLimit) throws(Failure) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotOpen(reason: systemReason()) }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw .cannotRead(reason: systemReason()) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory }
    guard Int(status.st_size) <= limit else { throw .tooLarge(limit: limit) }
    var bytes: [UInt8] = []
    // The size is a hint only: a pipe has none, and a file may grow while it is read. One byte more finds the end.
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .cannotRead(reason: systemReason())
      }
      guard bytes.count + count <= limit else { throw .tooLarge(limit: limit) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// The first bytes of the regular file at `path`, as many as there are of `count`; none of anything else, for what is
  /// read of a pipe is gone. Thread: setup, control or worker.
  public static func beginning(of path: String, count: Int) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
    return Array(bytes.prefix(max(0, found)))
  }

  static func systemReason() -> String { unsafe String(cString: strerror(errno)) }
}
