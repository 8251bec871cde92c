// SPDX-License-Identifier: MIT
// What is done to the disk for uploads. Control threads.

internal import Glibc

extension UploadFolder {
  /// A folder with all above it, for this user alone; false where somebody else's stands in its place.
  static func makeFolders(_ path: String) -> Bool {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard unsafe mkdir(made, 0o700) == 0 || errno == EEXIST else { return false }
    }
    return isOwnFolder(made)
  }

  /// A folder, and no link to one, that belongs to this user.
  private static func isOwnFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid()
  }

  static func freeBytes(_ path: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Folders of programs that have ended without taking them away.
  static func removeOld(in parent: String) {
    for name in FolderListing.names(parent) where name.hasPrefix("panel-") {
      guard let process = name.split(separator: "-").dropFirst().first.flatMap({ Int32($0) }) else { continue }
      if kill(process, 0) != 0, errno == ESRCH { removeAll("\(parent)/\(name)") }
    }
  }

  /// A folder and what is in it: folders with files, and nothing deeper.
  static func removeAll(_ path: String) {
    guard isOwnFolder(path) else { return }
    for number in FolderListing.names(path) {
      for file in FolderListing.names("\(path)/\(number)") { unsafe unlink("\(path)/\(number)/\(file)") }
      unsafe rmdir("\(path)/\(number)")
    }
    unsafe rmdir(path)
  }
}
