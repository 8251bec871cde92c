// SPDX-License-Identifier: MIT
// How a miniport is. Any thread but audio.

/// What becomes of a miniport or effect, for people.
public struct MiniportStatus: Sendable, Equatable {
  /// How far it is.
  public enum State: String, Sendable {
    /// It plays.
    case playing
    /// Its sandbox has ended, and another one is on its way.
    case starting
    /// It has not begun: there is silence, or sound passes.
    case failed
    /// Its sandbox has ended too often, and is left alone.
    case givenUp = "given-up"
  }

  /// What people call it.
  public let name: String
  /// How far it is.
  public let state: State
  /// How often its sandbox was started anew.
  public let restarts: Int
  /// How late it is.
  public let latencyFrames: Int
  /// Why it has not begun, where it has failed.
  public let reason: String?

  /// Thread: any.
  public init(name: String, state: State, restarts: Int = 0, latencyFrames: Int = 0, reason: String? = nil) {
    self.name = name
    self.state = state
    self.restarts = restarts
    self.latencyFrames = latencyFrames
    self.reason = reason
  }
}
