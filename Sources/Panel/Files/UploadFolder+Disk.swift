// SPDX-License-Identifier: MIT
// What is done to the disk for uploads. Control threads.

internal import Glibc

extension UploadFolder {
  static let partPrefix = ".part-"

  /// Where a bank is until it is whole.
  static func part(_ number: Int, in folder: String) -> String { "\(folder)/\(partPrefix)\(getpid())-\(number)" }

  /// A folder with all above it, for this user alone; false where somebody else's stands in its place.
  static func make(_ path: String) -> Bool {
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

  /// Parts of programs that have ended in the middle, also of one that had this program's number.
  static func removeParts(in folder: String) {
    for name in FolderListing.names(folder) where name.hasPrefix(partPrefix) {
      guard let process = name.split(separator: "-").dropFirst().first.flatMap({ Int32($0) }) else { continue }
      if process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) { unsafe unlink("\(folder)/\(name)") }
    }
  }

  /// Deletes a bank.
  func delete(_ file: String) throws(Refusal) {
    guard unsafe unlink(file) == 0 else {
      throw Refusal(errno == ENOENT ? 404 : 500, "It cannot be deleted: \(unsafe String(cString: strerror(errno))).")
    }
  }
}
