// SPDX-License-Identifier: MIT
// A program that has opened the synthesizer. Control thread.

import Synchronization

/// An OSC peer with channel groups, a sequencer, counters and downloads of its own (DirectMusic: one pin instance for each
/// open). It lives as long as it is heard of.
final class StudioClient: Sendable {
  /// A number that no other client of this process has had.
  let id: Int32
  /// For people.
  let name: String
  /// Where it sends from.
  let address: OSCSocket.Address
  /// Which of the engine's client inputs it has, from 0.
  let place: Int
  /// What its banks and channels carry, so that it alone plays them: from 1, and not that of a client that has just gone.
  let owner: UInt8
  /// Its groups among those that are kept for clients, from 0.
  let groups: Range<Int>
  private let state: Mutex<State>
  /// Which channels of its groups are heard.
  let mix = Mutex(ChannelMix())

  private struct State {
    var lastHeard: ContinuousClock.Instant
    var downloads: [Int] = []
    var isCapturing = false
    var isClosing = false
  }

  /// How long it may be silent before it counts as gone.
  static let patience = Duration.seconds(5)

  init(
    id: Int32, name: String, address: OSCSocket.Address, place: Int, owner: UInt8, groups: Range<Int>,
    now: ContinuousClock.Instant
  ) {
    (self.id, self.name, self.address, self.place, self.groups) = (id, name, address, place, groups)
    self.owner = owner
    state = Mutex(State(lastHeard: now))
  }

  /// It has said something.
  func hear(at now: ContinuousClock.Instant) { state.withLock { $0.lastHeard = now } }

  /// Whether it has been silent for too long.
  func isGone(at now: ContinuousClock.Instant) -> Bool {
    now - state.withLock { $0.lastHeard } > StudioClient.patience
  }

  /// A bank that goes with it.
  func own(download id: Int) { state.withLock { if !$0.downloads.contains(id) { $0.downloads.append(id) } } }

  /// A bank that is its own no more.
  func disown(download id: Int) { state.withLock { $0.downloads.removeAll { $0 == id } } }

  /// It has gone; only its notes are left.
  func beginClosing() { state.withLock { ($0.isClosing, $0.isCapturing) = (true, false) } }

  /// Whether only its notes are left.
  var isClosing: Bool { state.withLock { $0.isClosing } }

  /// The downloads that it has asked for, those that failed among them.
  var downloads: [Int] { state.withLock { $0.downloads } }

  /// Whether it wants to read back what comes in by JACK.
  var isCapturing: Bool {
    get { state.withLock { $0.isCapturing } }
    set { state.withLock { $0.isCapturing = newValue } }
  }
}
