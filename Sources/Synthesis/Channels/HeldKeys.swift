// SPDX-License-Identifier: MIT
// The keys that are down on a channel in mono mode. Audio thread.

/// Keys in the order in which they went down, with their velocities: the last one sounds.
struct HeldKeys: BitwiseCopyable {
  /// More fingers than anybody has; the earliest key is forgotten beyond.
  private static var limit: Int { @_noLocks @_noAllocation get { 16 } }
  private var keys = [16 of UInt8](repeating: 0)
  private var velocities = [16 of UInt8](repeating: 0)
  private var count = 0

  @_noLocks @_noAllocation
  init() {}

  /// The key that sounds, with its velocity; nil when none is down. Thread: audio.
  var last: (key: UInt8, velocity: UInt8)? {
    @_noLocks @_noAllocation get { count > 0 ? (keys[count &- 1], velocities[count &- 1]) : nil }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func press(_ key: UInt8, velocity: UInt8) {
    lift(key)
    if count == HeldKeys.limit { remove(at: 0) }
    keys[count] = key
    velocities[count] = velocity
    count &+= 1
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func lift(_ key: UInt8) {
    for index in 0..<count where keys[index] == key { return remove(at: index) }
  }

  @_noLocks @_noAllocation
  private mutating func remove(at index: Int) {
    count &-= 1
    for place in index..<count {
      keys[place] = keys[place &+ 1]
      velocities[place] = velocities[place &+ 1]
    }
  }
}
