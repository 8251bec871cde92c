// SPDX-License-Identifier: MIT
// What a page holds down. Control threads.

internal import Control
internal import Synchronization

/// Keys and pedals that a page has put down and not let go: one that goes away, as a phone does that leaves the network, cannot do so
/// any more.
final class PageKeys: Sendable {
  /// More than hands and feet hold; what is more is not remembered.
  private static let limit = 1024
  private static let sustain: Int32 = 64

  private struct Key: Hashable {
    let group: Int32
    let channel: Int32
    /// Nil for the sustain pedal.
    let number: Int32?
  }

  private let keys = Mutex<Set<Key>>([])

  /// A message that has gone to the control server.
  func note(_ message: OSCMessage) {
    let numbers = message.arguments.compactMap { if case .int32(let number) = $0 { number } else { nil } }
    // A note with seconds ends by itself.
    guard numbers.count == 4, message.arguments.count == 4 else { return }
    let isNote = message.path == "/wavesink/note"
    guard isNote || (message.path == "/wavesink/control" && numbers[2] == PageKeys.sustain) else { return }
    let key = Key(group: numbers[0], channel: numbers[1], number: isNote ? numbers[2] : nil)
    keys.withLock { keys in
      if numbers[3] == 0 {
        keys.remove(key)
      } else if keys.count < PageKeys.limit {
        keys.insert(key)
      }
    }
  }

  /// The messages that let go of all of it.
  func takeEnds() -> [OSCMessage] {
    keys.withLock { keys in
      defer { keys = [] }
      return keys.map { key in
        guard let number = key.number else {
          return OSCMessage(
            "/wavesink/control", .int32(key.group), .int32(key.channel), .int32(PageKeys.sustain), .int32(0))
        }
        return OSCMessage("/wavesink/note", .int32(key.group), .int32(key.channel), .int32(number), .int32(0))
      }
    }
  }
}
