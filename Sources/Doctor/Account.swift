// SPDX-License-Identifier: MIT
// Who asks. Control thread.

import Glibc

/// The user of this process.
public struct Account: Equatable, Sendable {
  /// The user's name; the number where there is none.
  public var name: String
  /// The user's number; 0 is root.
  public var number: UInt32
  /// The groups that this process is in, by number.
  public var groupNumbers: Set<UInt32>

  /// Thread: any but audio.
  public init(name: String, number: UInt32, groupNumbers: Set<UInt32>) {
    self.name = name
    self.number = number
    self.groupNumbers = groupNumbers
  }

  /// The user of this process. Thread: any but audio.
  public static func current() -> Account {
    let number = geteuid()
    var name = "\(number)"
    if let entry = unsafe getpwuid(number), let found = unsafe entry.pointee.pw_name {
      name = unsafe String(cString: found)
    }
    var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = unsafe getgroups(Int32(groups.count), &groups)
    return Account(name: name, number: number, groupNumbers: Set(groups.prefix(Int(max(0, count))) + [getegid()]))
  }
}
