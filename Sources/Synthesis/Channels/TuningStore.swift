// SPDX-License-Identifier: MIT
// The tunings of the MIDI Tuning Standard. Audio thread; made at setup.

/// Tuning programs, each with its distance from equal temperament for every key, and the tuning that the user has set
/// under them all.
@safe struct TuningStore: ~Copyable {
  /// Programs with a tuning of their own, over all groups and banks.
  static var capacity: Int { @_noLocks @_noAllocation get { 128 } }

  // Safe because `cents` covers 128 keys and `names` one number for each of `capacity` programs, `base` 128 keys, and
  // this value alone has them.
  private let cents: UnsafeMutablePointer<Float>
  private let names: UnsafeMutablePointer<UInt32>
  private let base: UnsafeMutablePointer<Double>
  private var count = 0

  /// `keyCents`: cents for each of the 128 keys over equal temperament; none for nothing. Thread: setup.
  init(keyCents: [Double]) {
    unsafe cents = .allocate(capacity: 128 * TuningStore.capacity)
    unsafe cents.initialize(repeating: 0, count: 128 * TuningStore.capacity)
    unsafe names = .allocate(capacity: TuningStore.capacity)
    unsafe names.initialize(repeating: 0, count: TuningStore.capacity)
    unsafe base = .allocate(capacity: 128)
    for key in 0..<128 { unsafe (base + key).initialize(to: key < keyCents.count ? keyCents[key] : 0) }
  }

  deinit {
    unsafe cents.deallocate()
    unsafe names.deallocate()
    unsafe base.deallocate()
  }

  /// The user's tuning, in cents. Thread: audio.
  @_noLocks @_noAllocation
  func baseCents(ofKey key: UInt8) -> Double { unsafe base[Int(key & 0x7F)] }

  /// Cents of a key in a tuning program; 0 in one that was never tuned. Thread: audio.
  @_noLocks @_noAllocation
  func cents(group: Int, bank: UInt8, program: UInt8, key: UInt8) -> Double {
    guard let place = place(TuningStore.name(group, bank, program)) else { return 0 }
    return unsafe Double(cents[128 &* place &+ Int(key & 0x7F)])
  }

  /// Tunes a key; false when there is no room for one more program. Thread: audio.
  @_noLocks @_noAllocation
  mutating func set(group: Int, bank: UInt8, program: UInt8, key: UInt8, cents value: Double) -> Bool {
    let name = TuningStore.name(group, bank, program)
    guard let place = place(name) ?? add(name) else { return false }
    unsafe cents[128 &* place &+ Int(key & 0x7F)] = Float(value)
    return true
  }

  /// Forgets the programs of a group, from 0. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reset(group: Int) {
    var place = 0
    while place < count {
      guard unsafe names[place] >> 14 == UInt32(group) else {
        place = place &+ 1
        continue
      }
      count &-= 1
      unsafe names[place] = names[count]
      for key in 0..<128 { unsafe cents[128 &* place &+ key] = cents[128 &* count &+ key] }
    }
  }

  @_noLocks @_noAllocation
  private static func name(_ group: Int, _ bank: UInt8, _ program: UInt8) -> UInt32 {
    UInt32(group) << 14 | UInt32(bank & 0x7F) << 7 | UInt32(program & 0x7F)
  }

  @_noLocks @_noAllocation
  private func place(_ name: UInt32) -> Int? {
    for place in 0..<count where unsafe names[place] == name { return place }
    return nil
  }

  @_noLocks @_noAllocation
  private mutating func add(_ name: UInt32) -> Int? {
    guard count < TuningStore.capacity else { return nil }
    unsafe names[count] = name
    for key in 0..<128 { unsafe cents[128 &* count &+ key] = 0 }
    count &+= 1
    return count &- 1
  }
}
