// SPDX-License-Identifier: MIT
// Where the files of a rack are. Any thread.

import Control
import Glibc

/// Paths of banks, which a rack may have from its own folder on.
enum RackPath {
  /// The same path from the root on, for a file that need not be there.
  static func whole(_ path: String) -> String {
    if let whole = unsafe realpath(path, nil) {
      defer { unsafe free(whole) }
      return unsafe String(cString: whole)
    }
    guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) + "/" + path
  }

  /// The banks of a rack file with whole paths.
  static func whole(_ banks: [Rack.Bank], from rack: String) -> [Rack.Bank] {
    let folder = folder(of: rack)
    return banks.map { bank in
      Rack.Bank(file: whole(bank.file.hasPrefix("/") ? bank.file : folder + bank.file), hash: bank.hash)
    }
  }

  /// A whole path from the folder of the rack on, where the file lies in it or below: both may then move together.
  static func short(_ whole: String, from rack: String) -> String {
    let folder = folder(of: rack)
    return folder.count > 1 && whole.hasPrefix(folder) ? String(whole.dropFirst(folder.count)) : whole
  }

  /// With the slash at its end; empty for a path without one.
  private static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }
}
