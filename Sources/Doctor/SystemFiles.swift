// SPDX-License-Identifier: MIT
// The files in which a system tells about itself. Control thread.

import Glibc

/// The files of `/proc`, `/sys`, `/etc` and `/dev`, under a root that may be another folder.
public struct SystemFiles: Sendable {
  /// No file that is read here is nearly as long.
  private static let byteLimit = 4 << 20

  private let root: String

  /// `root`: the folder that stands for `/`.
  public init(root: String = "") { self.root = root }

  /// Where a file of the system really lies.
  func place(of path: String) -> String { root + path }

  /// The text of a file; nil where it cannot be read.
  func text(_ path: String) -> String? {
    // Without waiting: what should be a file may be a pipe that nobody writes to.
    let descriptor = unsafe open(place(of: path), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < SystemFiles.byteLimit {
      let count = unsafe part.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 else { return nil }
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first line of a file, without the blanks round it.
  func line(_ path: String) -> String? {
    text(path).map { text in
      String(
        text.prefix { !$0.isNewline }.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  /// The number in a file's first line.
  func number(_ path: String) -> Int? { line(path).flatMap { Int($0) } }

  /// What lies in a folder, in the order of its bytes; empty where there is none.
  func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(place(of: folder)) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether there is such a file.
  func exists(_ path: String) -> Bool { unsafe access(place(of: path), F_OK) == 0 }

  /// Whether this process may read from it and write to it.
  func isOpenToUs(_ path: String) -> Bool { unsafe access(place(of: path), R_OK | W_OK) == 0 }

  /// The folder of the search path that has a program of this name.
  func folder(ofProgram name: String) -> String? {
    ["/usr/local/bin", "/usr/bin", "/bin"].first { exists("\($0)/\(name)") }
  }
}
