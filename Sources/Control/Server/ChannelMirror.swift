// SPDX-License-Identifier: MIT
// What the channels of an engine are like, on this side of it. Control threads.

import Realtime
import Synchronization
import Synthesis

/// The last report of each channel. It stays when the engine goes, and tells the next one what it was like.
final class ChannelMirror: Sendable {
  private let channels = Mutex<[ChannelReport]>([])
  private let source = Mutex<Source?>(nil)

  /// Where reports come from.
  private final class Source: Sendable {
    let consumer: Mutex<RingConsumer<ChannelReport>>
    init(_ consumer: consuming RingConsumer<ChannelReport>) { self.consumer = Mutex(consumer) }
  }

  /// An engine of so many channels reports here from now on.
  func attach(_ consumer: consuming RingConsumer<ChannelReport>, channelCount: Int) {
    update()
    let new = Source(consumer)
    source.withLock { $0 = new }
    channels.withLock { channels in
      // What the last engine had is what this one is about to be told.
      for index in channels.count..<max(channels.count, channelCount) {
        channels.append(ChannelReport(index: index, after: .dls))
      }
      channels.removeLast(max(0, channels.count - channelCount))
    }
  }

  /// Takes in what was reported since. Thread: control.
  func update() {
    guard let source = source.withLock({ $0 }) else { return }
    source.consumer.withLock { consumer in
      channels.withLock { channels in
        while let report = consumer.pop() {
          if channels.indices.contains(Int(report.index)) { channels[Int(report.index)] = report }
        }
      }
    }
  }

  /// The last report of each channel, in the order of groups. Thread: control.
  var reports: [ChannelReport] {
    update()
    return channels.withLock { $0 }
  }

  /// What the next engine is to be told. Thread: control, while there is none.
  func replace(with reports: [ChannelReport]) { channels.withLock { $0 = reports } }

  /// No voice sounds any more. Thread: control.
  func silence() {
    update()
    channels.withLock { channels in
      for index in channels.indices { channels[index].silence() }
    }
  }
}
