// SPDX-License-Identifier: MIT
// What the rooms of the standards are like. Any thread.

/// What a room is like beside its time: no standard gives these numbers.
struct RoomCharacter: BitwiseCopyable, Sendable {
  /// Index into `ReverbPlan.sizes`.
  let size: Int
  /// Seconds before it begins, unless more is asked for.
  let preDelaySeconds: Double
  /// Of the time of the highs to that of the lows.
  let highFrequencyRatio: Double

  @_noLocks @_noAllocation
  private init(_ size: Int, _ preDelaySeconds: Double, _ highFrequencyRatio: Double) {
    self.size = size
    self.preDelaySeconds = preDelaySeconds
    self.highFrequencyRatio = highFrequencyRatio
  }

  /// Nil for what is no room. Thread: any.
  @_noLocks @_noAllocation
  static func of(_ room: EffectSettings.Room) -> RoomCharacter? {
    switch room {
    case .none, .delay, .panningDelay: nil
    case .smallRoom: RoomCharacter(3, 0.002, 0.5)
    case .mediumRoom: RoomCharacter(4, 0.005, 0.5)
    case .largeRoom: RoomCharacter(5, 0.008, 0.45)
    case .mediumHall: RoomCharacter(7, 0.014, 0.4)
    case .largeHall: RoomCharacter(7, 0.02, 0.4)
    case .stage: RoomCharacter(5, 0.012, 0.5)
    case .plate: RoomCharacter(5, 0, 0.8)
    case .tunnel: RoomCharacter(7, 0.01, 0.3)
    }
  }
}
