// SPDX-License-Identifier: MIT
// What the folders of plug-ins look like from outside. Any thread but audio.

import Glibc

/// All that the data of the plug-ins depend on, as text: where two are equal, lilv would read the same.
///
/// The data of a bundle may speak of plug-ins in another one, and a specification of all of them. So there is one text for all
/// bundles of all folders: with any change to any of them everything is read again.
struct BundleStamps: Equatable {
  /// A line for each folder, bundle and file of data.
  private(set) var text = ""
  /// Whose lines these are.
  private(set) var paths: Set<String> = []
  /// When the youngest of them has changed, in nanoseconds since 1970.
  private var youngest: Int64 = 0

  /// How deep the folders of a bundle are looked into.
  private static let depthLimit = 8
  /// Two changes within a tick of the kernel, 10 ms at most, have the same time.
  private static let doubtfulNanoseconds: Int64 = 50_000_000

  /// `folders`: with bundles in them. `bundles`: others. Thread: any but audio; it takes some milliseconds for some hundred bundles.
  init(folders: [String], bundles: [String] = []) {
    for folder in folders {
      note(folder)
      for name in BundleStamps.names(in: folder) { noteBundle(folder + "/" + name, depth: 0) }
    }
    for bundle in bundles { noteBundle(bundle, depth: 0) }
  }

  /// The same with files that lie elsewhere. Thread: any but audio.
  init(files: [String]) { for file in files { note(file) } }

  /// Whether the last change is so long ago that another one would have another time. Thread: any but audio.
  var isSettled: Bool {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return BundleStamps.nanoseconds(now) - youngest > BundleStamps.doubtfulNanoseconds
  }

  /// A bundle, and its files of data: their names end so by LV2's rules.
  private mutating func noteBundle(_ path: String, depth: Int) {
    guard note(path) == S_IFDIR, depth < BundleStamps.depthLimit else { return }
    for name in BundleStamps.names(in: path) {
      if name.hasSuffix(".ttl") {
        note(path + "/" + name)
      } else if BundleStamps.isFolder(path + "/" + name) {
        noteBundle(path + "/" + name, depth: depth + 1)
      }
    }
  }

  /// Writes a line, and says what kind of file it is; 0 for what is not there.
  @discardableResult private mutating func note(_ path: String) -> mode_t {
    paths.insert(path)
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      text += "\(path)\0-\n"
      return 0
    }
    // Beside the time of the content that of the entry: who installs a package sets the first one.
    let (written, changed) = (BundleStamps.nanoseconds(status.st_mtim), BundleStamps.nanoseconds(status.st_ctim))
    text += "\(path)\0\(written) \(changed) \(status.st_size) \(status.st_ino)\n"
    youngest = max(youngest, changed)
    return status.st_mode & S_IFMT
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Whether it is a folder, and no link to one, which might lead in a circle.
  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What is in a folder, in one order.
  private static func names(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
