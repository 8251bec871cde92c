// SPDX-License-Identifier: MIT
// Makes the record of what a port owes. Setup thread.

extension NoteOverflow {
  /// `groupCount`: channel groups, from 1. Thread: setup.
  init(groupCount: Int) {
    self.groupCount = groupCount
    unsafe places = .allocate(capacity: max(groupCount, 1) * 16)
    unsafe places.initialize(repeating: Place.never, count: max(groupCount, 1) * 16)
  }
}
