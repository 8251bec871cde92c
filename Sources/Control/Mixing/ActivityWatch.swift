// SPDX-License-Identifier: MIT
// What is heard of the channels of an engine, as long as somebody asks. Control threads.

import Realtime
import Synchronization

/// Has an engine measure its channels while somebody wants to know, and not else.
final class ActivityWatch: Sendable {
  private let state: Mutex<State>

  /// How long an engine measures after the last question.
  static let patience = Duration.seconds(1)
  /// How often peaks are taken in: often enough for a moment of the meters.
  private static let turn = Duration.milliseconds(10)

  private struct State: ~Copyable {
    let activity: ChannelActivity
    var meters: ChannelMeters
    /// The last questions; nil where nothing is measured.
    var peaksAsked: ContinuousClock.Instant?
    var keysAsked: ContinuousClock.Instant?
    /// When peaks were taken in last.
    var taken: ContinuousClock.Instant?

    mutating func take(at now: ContinuousClock.Instant) {
      guard now - (taken ?? now - ActivityWatch.turn) >= ActivityWatch.turn else { return }
      taken = now
      meters.take(activity, at: now)
    }

    /// What was measured before somebody asked is old.
    mutating func begin() {
      for channel in 0..<activity.channelCount { _ = activity.takePeak(ofChannel: channel) }
      meters = ChannelMeters(channelCount: activity.channelCount)
      taken = nil
    }

    func want() { activity.want(peaks: peaksAsked != nil, keys: keysAsked != nil) }
  }

  init(_ activity: consuming ChannelActivity) {
    let meters = ChannelMeters(channelCount: activity.channelCount)
    state = Mutex(State(activity: activity, meters: meters))
  }

  /// The peaks of all channels; silence at the first question.
  func peaks(at now: ContinuousClock.Instant) -> [Float] {
    state.withLock { state in
      if state.peaksAsked == nil { state.begin() }
      state.peaksAsked = now
      state.want()
      state.take(at: now)
      return state.meters.shown
    }
  }

  /// The keys that sound on some channels; none at the first question.
  func keys(ofChannels channels: Range<Int>, at now: ContinuousClock.Instant) -> [KeySet] {
    state.withLock { state in
      let isKnown = state.keysAsked != nil
      state.keysAsked = now
      state.want()
      return channels.map { isKnown ? state.activity.keys(ofChannel: $0) : KeySet() }
    }
  }

  /// Takes in peaks, and ends what nobody has asked for lately.
  func look(at now: ContinuousClock.Instant) {
    state.withLock { state in
      if let asked = state.peaksAsked, now - asked > ActivityWatch.patience { state.peaksAsked = nil }
      if let asked = state.keysAsked, now - asked > ActivityWatch.patience { state.keysAsked = nil }
      state.want()
      if state.peaksAsked != nil { state.take(at: now) }
    }
  }
}
