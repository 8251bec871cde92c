// SPDX-License-Identifier: MIT
// Makes the record of what a port owes. Setup thread.

extension NoteOverflow {
  /// `groupCount`: channel groups, from 1. Thread: setup.
  init(groupCount: Int) {
    self.groupCount = groupCount
    unsafe places = .allocate(capacity: groupCount * 16)
    unsafe places.initialize(repeating: Place.never, count: groupCount * 16)
    unsafe firsts = .allocate(capacity: groupCount)
    unsafe firsts.initialize(repeating: Place.never, count: groupCount)
  }
}
