// SPDX-License-Identifier: MIT
// What the channels of an engine are like, on this side of it. Control threads.

import Miniport
import Realtime
import Synchronization
import Synthesis

/// The last report of each channel. It stays when the engine goes, and tells the next one what it was like.
final class ChannelMirror: Sendable {
  private let channels = Mutex(Channels())
  private let source = Mutex<Source?>(nil)

  /// The reports, in the order of channels.
  private struct Channels {
    /// Of all groups that there may be; behind those that are there, as after a reset.
    var own: [ChannelReport] = []
    /// Of the groups that are kept for clients.
    var clients: [ChannelReport] = []
    /// Groups that are there; nil before the first engine.
    var groupCount: Int?

    /// Numbered over all groups, as the engine does.
    var all: [ChannelReport] { own + clients }

    mutating func take(_ report: ChannelReport) {
      let index = Int(report.index)
      if own.indices.contains(index) {
        own[index] = report
      } else if clients.indices.contains(index - own.count) {
        clients[index - own.count] = report
      }
    }

    /// Other numbers of groups: what comes is as after a reset.
    mutating func resize(_ groupCount: Int, limit: Int, clients clientGroupCount: Int) {
      let present = own.prefix(16 * groupCount)
      own = (0..<16 * limit).map { $0 < present.count ? present[$0] : ChannelReport(index: $0, after: .dls) }
      clients = (0..<16 * clientGroupCount).map { index in
        index < clients.count ? clients[index] : ChannelReport(index: index, after: .dls)
      }
      for index in clients.indices { clients[index].index = Int32(own.count + index) }
      self.groupCount = groupCount
    }
  }

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

  /// The next engine is like this. Thread: control, while there is none.
  func resize(_ form: Studio.EngineForm) {
    update()
    source.withLock { $0 = nil }
    channels.withLock {
      $0.resize(form.layout.groupCount, limit: form.groupLimit, clients: form.clientGroupCount)
    }
  }

  /// The engine has so many groups now, and has reported those that have come. Thread: control.
  func setGroupCount(_ count: Int) {
    update()
    channels.withLock { if $0.groupCount != nil { $0.groupCount = count } }
  }

  /// Takes in what was reported since. Thread: control.
  func update() {
    guard let source = source.withLock({ $0 }) else { return }
    source.consumer.withLock { consumer in
      channels.withLock { channels in
        while let report = consumer.pop() { channels.take(report) }
      }
    }
  }

  /// The last report of each channel, in the order of groups. Thread: control.
  var reports: [ChannelReport] {
    update()
    return channels.withLock { $0.all }
  }

  /// What the next engine is to be told of all groups but those of clients. Thread: control, while there is none.
  func replace(with reports: [ChannelReport]) {
    channels.withLock { channels in
      channels.own = reports
      for index in channels.own.indices { channels.own[index].index = Int32(index) }
      channels.groupCount = reports.count / 16
    }
  }

  /// The reports of all groups that are there but those of clients. Thread: control.
  var ownReports: [ChannelReport] {
    update()
    return channels.withLock { Array($0.own.prefix(16 * ($0.groupCount ?? 0))) }
  }

  /// No voice sounds any more. Thread: control.
  func silence() {
    update()
    channels.withLock { channels in
      for index in channels.own.indices { channels.own[index].silence() }
      for index in channels.clients.indices { channels.clients[index].silence() }
    }
  }
}
