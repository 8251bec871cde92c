// SPDX-License-Identifier: MIT
// What is in a folder. Control threads.

internal import Glibc

/// Lists folders.
enum FolderListing {
  /// Names in a folder, in no order; none where it cannot be read.
  static func names(_ path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Bytes of a file; nil for what is none, or cannot be read.
  static func size(_ path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      unsafe access(path, R_OK) == 0
    else { return nil }
    return Int(status.st_size)
  }
}
