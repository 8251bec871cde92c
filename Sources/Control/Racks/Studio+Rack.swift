// SPDX-License-Identifier: MIT
// A client's state as a rack, and a rack's state as that of a client. Control threads.

internal import MIDI
internal import Miniport
internal import Racks
internal import Realtime
internal import Synchronization
internal import Synthesis

extension Studio {
  /// Properties and channels as they are, and the files of the banks. Thread: control.
  public func rack() -> Rack {
    var rack = Rack()
    let present = present
    (rack.volume, rack.boost, rack.reverb) = (present.volume, present.boost, present.reverb)
    (rack.outputs, rack.effects) = (layout.outputs, layout.effects)
    for bank in ownBanks {
      // A song that carries several banks is one file.
      guard let file = bank.file, rack.banks.last?.file != file else { continue }
      rack.banks.append(Rack.Bank(file: file))
    }
    rack.routes = present.routes
    (rack.strips, rack.favourites) = (present.strips, present.favourites)
    let reports = mirror.ownReports
    guard !reports.isEmpty else { return rack }
    let muted = mix.withLock { $0.muted }
    rack.groups = stride(from: 0, to: reports.count, by: 16).map { first in
      var group = Rack.Group(after: reports[first].dialect)
      group.channels = reports[first..<first + 16].map(Rack.Channel.init)
      for channel in 0..<16 { group.channels[channel].isMuted = muted.contains(first + channel) }
      group.miniport = present.miniports[first / 16 + 1] ?? .synthesizer
      return group
    }
    for (group, name) in present.groupNames.enumerated() where rack.groups.indices.contains(group) {
      rack.groups[group].name = name
    }
    return rack
  }

  /// Brings properties and channels to the state of a rack; what they are like already is left alone. Without an engine the
  /// next one is told. How many messages that took; nil where there was no room for all of them. Thread: control.
  public func apply(_ rack: Rack) -> Int? {
    let wanted = rack.groups.enumerated().flatMap { group, state in
      state.channels.indices.map { state.channels[$0].report(index: 16 * group + $0, state.dialect) }
    }
    setGroupNames(rack.groups.map(\.name))
    let isRouted = present.routes == rack.routes || setRoutes(rack.routes)
    let old = settings.withLock { settings in
      defer {
        (settings.volume, settings.boost, settings.reverb) = (rack.volume, rack.boost, rack.reverb ?? settings.reverb)
        settings.favourites = rack.favourites
      }
      return settings
    }
    let muted = Set(
      rack.groups.enumerated().flatMap { group, state in
        state.channels.indices.filter { state.channels[$0].isMuted }.map { 16 * group + $0 }
      })
    guard form != nil else {
      mirror.replace(with: wanted)
      _ = setMuted(muted)
      return 0
    }
    let present = mirror.reports
    var count = 0
    var isWhole = isRouted
    withInput { input in
      for first in stride(from: 0, to: wanted.count, by: 16) {
        isWhole = change(wanted[first..<first + 16], from: present, input, &count) && isWhole
      }
      // Behind the resets of groups, which set the reverb anew.
      let isReset = zip(present, wanted).contains { $0.dialect != $1.dialect }
      for event in events(from: old, to: rack, isReset: isReset) {
        count += 1
        isWhole = input.push(event) && isWhole
      }
    }
    guard isWhole, let changes = setMuted(muted) else { return nil }
    return count + changes
  }

  /// One group; true where all messages found room.
  private func change(
    _ wanted: ArraySlice<ChannelReport>, from present: [ChannelReport], _ input: borrowing PortInput,
    _ count: inout Int
  ) -> Bool {
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

  /// `isReset`: a reset of a group is on its way, after which the reverb is another one.
  private func events(from old: StudioSettings, to rack: Rack, isReset: Bool) -> [Event] {
    var events: [Event] = []
    if old.volume != rack.volume { events.append(Event(.volume, Float(rack.volume))) }
    if old.boost != rack.boost { events.append(Event(.boost, Float(rack.boost))) }
    // A song may have set it since somebody did.
    if let wanted = rack.reverb ?? (isReset ? old.reverb : nil), isReset || !wanted.isNear(reverb) {
      events += Studio.events(wanted, at: .zero)
    }
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

extension WavesReverb {
  /// Whether another one is the same but for what 32 bits and a power make of its numbers.
  fileprivate func isNear(_ other: WavesReverb) -> Bool {
    abs(inputGainDecibels - other.inputGainDecibels) < 1e-3 && abs(mixDecibels - other.mixDecibels) < 1e-3
      && abs(timeSeconds - other.timeSeconds) < 1e-4 && abs(highFrequencyRatio - other.highFrequencyRatio) < 1e-4
  }
}
