// SPDX-License-Identifier: MIT
// Notices files that are saved again. Main thread.

import Glibc

/// Watches files by their folders: most programs save a file under another name and then rename it.
@safe final class FileWatch {
  private let descriptor: Int32
  /// Names that are watched, by the number of their folder's watch.
  private var names: [Int32: Set<String>] = [:]
  private var folders: [Int32: String] = [:]

  private var paths: Set<String> = []

  /// Watches nothing yet.
  init() { descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) }

  /// Watches these too; what cannot be watched is left out. A path that is not among them any more is watched on, which does no
  /// harm.
  func follow(_ paths: some Sequence<String>) {
    for path in paths where self.paths.insert(path).inserted {
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
      let watch = unsafe inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO))
      guard watch >= 0 else { continue }
      names[watch, default: []].insert(name)
      folders[watch] = slash == nil ? "" : folder == "/" ? "/" : folder + "/"
    }
  }

  deinit { close(descriptor) }

  /// The paths, as they were given, of the files that have been saved since the last call; each once.
  func saved() -> [String] {
    var found: [String] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return found }
      unsafe buffer.withUnsafeBytes { bytes in
        var position = 0
        while position < count {
          let event = unsafe bytes.loadUnaligned(fromByteOffset: position, as: inotify_event.self)
          let start = position + MemoryLayout<inotify_event>.size
          let text = unsafe bytes[start..<start + Int(event.len)].prefix { $0 != 0 }
          let name = unsafe String(decoding: text, as: UTF8.self)
          if names[event.wd]?.contains(name) == true, let folder = folders[event.wd], !found.contains(folder + name) {
            found.append(folder + name)
          }
          position = start + Int(event.len)
        }
      }
    }
  }
}
