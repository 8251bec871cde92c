// SPDX-License-Identifier: MIT
// What the channels of an engine are like, on this side of it. Control threads.

import Realtime
import Synchronization
import Synthesis

/// The last report of each channel. It stays when the engine goes, and tells the next one what it was like.
final class ChannelMirror: Sendable {
  private let channels = Mutex<[ChannelReport]>([])
  private let source = Mutex<Source?>(nil)
  /// Groups that are not clients'; nil before the first engine.
  private let groupCount = Mutex<Int?>(nil)

  /// Where reports come from.
  private final class Source: Sendable {
    let consumer: Mutex<RingConsumer<ChannelReport>>
    init(_ consumer: consuming RingConsumer<ChannelReport>) { self.consumer = Mutex(consumer) }
  }

  /// An engine reports here from now on; `resize` comes before.
  func attach(_ consumer: consuming RingConsumer<ChannelReport>) {
    let new = Source(consumer)
    source.withLock { $0 = new }
  }

  /// The next engine has so many groups, and further ones for clients. Thread: control, while there is none.
  func resize(groupCount: Int, clientGroupCount: Int) {
    update()
    source.withLock { $0 = nil }
    let last = self.groupCount.withLock { last in
      defer { last = groupCount }
      return last
    }
    channels.withLock { channels in
      // What the last engine had is what this one is about to be told; the groups of clients come behind the others.
      let own = Array(channels.prefix(16 * (last ?? groupCount)))
      let clients = Array(channels.dropFirst(16 * (last ?? groupCount)))
      channels = ChannelMirror.resized(own, to: groupCount) + ChannelMirror.resized(clients, to: clientGroupCount)
      for index in channels.indices { channels[index].index = Int32(index) }
    }
  }

  private static func resized(_ reports: [ChannelReport], to groupCount: Int) -> [ChannelReport] {
    let new = (reports.count..<max(reports.count, 16 * groupCount)).map { ChannelReport(index: $0, after: .dls) }
    return Array((reports + new).prefix(16 * groupCount))
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

  /// What the next engine is to be told of all groups but those of clients. Thread: control, while there is none.
  func replace(with reports: [ChannelReport]) {
    let last = groupCount.withLock { last in
      defer { last = reports.count / 16 }
      return last ?? 0
    }
    channels.withLock { channels in
      channels = reports + channels.dropFirst(16 * last)
      for index in channels.indices { channels[index].index = Int32(index) }
    }
  }

  /// The reports of all groups but those of clients. Thread: control.
  var ownReports: [ChannelReport] { Array(reports.prefix(16 * (groupCount.withLock { $0 } ?? 0))) }

  /// No voice sounds any more. Thread: control.
  func silence() {
    update()
    channels.withLock { channels in
      for index in channels.indices { channels[index].silence() }
    }
  }
}
