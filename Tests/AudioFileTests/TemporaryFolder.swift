// SPDX-License-Identifier: MIT
// A folder for the files of one test. Test thread.

import Glibc

/// A folder of its own for each test, removed with all that is in it.
final class TemporaryFolder {
  let path: String

  init() {
    var name = Array("/tmp/audiofile-tests-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&name) != nil else { fatalError("no temporary folder can be made") }
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    for name in names { unsafe unlink(self / name) }
    unsafe rmdir(path)
  }

  /// The path of a file in the folder.
  static func / (folder: TemporaryFolder, name: String) -> String { "\(folder.path)/\(name)" }

  /// What lies in the folder, hidden files too, in order.
  var names: [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name.0) { unsafe String(cString: $0) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of a file in the folder.
  func bytes(_ name: String) -> [UInt8] {
    guard let file = unsafe fopen(self / name, "r") else { return [] }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while case let count = unsafe fread(&block, 1, block.count, file), count > 0 { bytes += block.prefix(count) }
    return bytes
  }

  /// Makes a file in the folder.
  func write(_ bytes: some Sequence<UInt8>, to name: String) {
    guard let file = unsafe fopen(self / name, "w") else { fatalError("no file can be made in \(path)") }
    let array = Array(bytes)
    unsafe fwrite(array, 1, array.count, file)
    unsafe fclose(file)
  }
}
