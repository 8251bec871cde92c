// SPDX-License-Identifier: MIT
// A client's state as a rack, and a rack's state as that of a client. Control threads.

internal import MIDI
internal import Miniport
internal import Realtime
internal import Synchronization
internal import Synthesis

extension Studio {
  /// Properties and channels as they are, and the files of the banks. Thread: control.
  public func rack() -> Rack {
    var rack = Rack()
    let present = present
    (rack.volume, rack.boost, rack.reverb) = (present.volume, present.boost, present.reverb)
    if let form { rack.outputs = form.outputs }
    for bank in downloader.banks.reversed() where !bank.isBuiltIn {
      // A song that carries several banks is one file.
      guard let file = bank.file, rack.banks.last?.file != file else { continue }
      rack.banks.append(Rack.Bank(file: file))
    }
    let reports = mirror.ownReports
    guard !reports.isEmpty else { return rack }
    rack.groups = stride(from: 0, to: reports.count, by: 16).map { first in
      var group = Rack.Group(after: reports[first].dialect)
      group.channels = reports[first..<first + 16].map(Rack.Channel.init)
      return group
    }
    return rack
  }

  /// Brings properties and channels to the state of a rack; what they are like already is left alone. Without an engine the
  /// next one is told. How many messages that took; nil where there was no room for all of them. Thread: control.
  public func apply(_ rack: Rack) -> Int? {
    let wanted = rack.groups.enumerated().flatMap { group, state in
      state.channels.indices.map { state.channels[$0].report(index: 16 * group + $0, state.dialect) }
    }
    let old = settings.withLock { settings in
      defer { (settings.volume, settings.boost, settings.reverb) = (rack.volume, rack.boost, rack.reverb) }
      return settings
    }
    guard form != nil else {
      mirror.replace(with: wanted)
      return 0
    }
    var count = 0
    var isWhole = true
    withInput { input in
      for event in Studio.events(from: old, to: rack) {
        count += 1
        isWhole = input.push(event) && isWhole
      }
      for first in stride(from: 0, to: wanted.count, by: 16) {
        isWhole = change(wanted[first..<first + 16], input, &count) && isWhole
      }
    }
    return isWhole ? count : nil
  }

  /// One group; true where all messages found room.
  private func change(
    _ wanted: ArraySlice<ChannelReport>, _ input: borrowing PortInput, _ count: inout Int
  ) -> Bool {
    let present = mirror.reports
    let group = UInt16(wanted.startIndex / 16 + 1)
    guard let dialect = wanted.first?.dialect, present.indices.contains(wanted.endIndex - 1) else { return true }
    let isReset = present[wanted.startIndex].dialect != dialect
    var isWhole = true
    if isReset {
      count += 1
      isWhole = push(dialect.resetMessage, into: input, group: group)
    }
    for index in wanted.indices {
      let base = isReset ? ChannelReport(index: index, after: dialect) : present[index]
      for message in wanted[index].messages(from: base) {
        count += 1
        isWhole = push(message, into: input, group: group) && isWhole
      }
      guard wanted[index].priority != present[index].priority else { continue }
      count += 1
      isWhole = input.push(Event(wanted[index].priority, group: group, channel: UInt8(index % 16))) && isWhole
    }
    return isWhole
  }

  private static func events(from old: StudioSettings, to rack: Rack) -> [Event] {
    var events: [Event] = []
    if old.volume != rack.volume { events.append(Event(.volume, rack.volume)) }
    if old.boost != rack.boost { events.append(Event(.boost, rack.boost)) }
    if let reverb = rack.reverb, reverb != old.reverb { events += Studio.events(reverb, at: .zero) }
    return events
  }

  /// Asks the program's main thread for a rack to be saved or loaded.
  func request(_ request: RackRequest) { racks.withLock { $0.append(request) } }

  /// What has been asked for since the last call. Thread: main.
  public func takeRackRequests() -> [RackRequest] {
    racks.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }
}
