// SPDX-License-Identifier: MIT
// Mute and solo: kept here, and told to the engine as the silence of channels. Control threads.

import MIDI
import Miniport
import Realtime
import Synchronization

extension Studio {
  /// The mix of who asks: of who has the synthesizer open its own.
  func mix(for sender: OSCSocket.Address) -> ChannelMix {
    clients.client(at: sender)?.mix.withLock { $0 } ?? mix.withLock { $0 }
  }

  /// Switches channels of `groups`, the sender's, at a frame; `channel`: 0 to 15, nil for each of them.
  func set(
    _ which: ChannelMix.Switch, _ isOn: Bool, groups: [Int], channel: Int?, at time: FrameTime,
    for sender: OSCSocket.Address
  ) throws(ControlFault) {
    let channels = groups.flatMap { group in (channel.map { [$0] } ?? Array(0..<16)).map { 16 * (group - 1) + $0 } }
    if let client = clients.client(at: sender) {
      let engineGroups = self.groups(of: client)
      try client.mix.withLock { (mix) throws(ControlFault) in
        try change(&mix, which, isOn, channels, engineGroups, at: time, for: sender)
      }
    } else {
      try mix.withLock { (mix) throws(ControlFault) in
        let engineGroups = (1...groupCount).map { UInt16($0) }
        try change(&mix, which, isOn, channels, engineGroups, at: time, for: nil)
      }
    }
  }

  /// What is refused by the engine has not been switched. What is named is told again: a message that has a time has not
  /// taken effect yet, and a panic takes it back.
  private func change(
    _ mix: inout ChannelMix, _ which: ChannelMix.Switch, _ isOn: Bool, _ channels: [Int], _ engineGroups: [UInt16],
    at time: FrameTime, for sender: OSCSocket.Address?
  ) throws(ControlFault) {
    let count = 16 * engineGroups.count
    // Groups may have gone since they were named.
    let named = channels.filter { $0 < count }
    var new = mix
    if isOn { new[which].formUnion(named) } else { new[which].subtract(named) }
    let wanted = new.silenced(of: count)
    let changes = wanted.symmetricDifference(mix.told).union(named).filter { $0 < count }
    for channel in changes.sorted() {
      let isSilenced = wanted.contains(channel)
      let event = Event(
        mute: isSilenced, group: engineGroups[channel / 16], channel: UInt8(channel % 16), time: time)
      do throws(ControlFault) { try push(event, for: sender) } catch {
        // What went before it is taken back, behind it.
        mix.behindFrom = max(mix.behindFrom ?? .zero, time)
        throw error
      }
      if isSilenced { mix.told.insert(channel) } else { mix.told.remove(channel) }
    }
    (mix.muted, mix.solo) = (new.muted, new.solo)
  }

  /// There are so many groups now: one that comes is heard or not as the mix has it.
  func fitMix(to groupCount: Int) {
    mix.withLock { mix in
      mix.trim(to: 16 * groupCount)
      _ = tell(&mix, of: nil)
    }
  }

  /// Mutes these channels of the client's own groups and no others; how many messages that took, nil where there was no room for
  /// all of them yet.
  func setMuted(_ channels: Set<Int>) -> Int? {
    mix.withLock { mix in
      mix.muted = channels
      return tell(&mix, of: nil)
    }
  }

  /// Tells what found no room before. Thread: the control server's.
  func settleMixes() {
    mix.withLock { if $0.behindFrom != nil { _ = tell(&$0, of: nil) } }
    for client in clients.clients { client.mix.withLock { if $0.behindFrom != nil { _ = tell(&$0, of: client) } } }
  }

  /// Tells the engine what it does not know of a mix, `client`'s or the own one, as soon as that may take effect; how many messages that
  /// took, nil where there was no room for all of them.
  private func tell(_ mix: inout ChannelMix, of client: StudioClient?) -> Int? {
    guard let input = input() else { return 0 }
    let groups = client.map { self.groups(of: $0) } ?? (1...groupCount).map { UInt16($0) }
    let count = 16 * groups.count
    let wanted = mix.silenced(of: count)
    let changes = wanted.symmetricDifference(mix.told).filter { $0 < count }.sorted()
    let time = mix.behindFrom ?? .zero
    mix.behindFrom = time
    for channel in changes {
      let isSilenced = wanted.contains(channel)
      let event = Event(mute: isSilenced, group: groups[channel / 16], channel: UInt8(channel % 16), time: time)
      let isPushed =
        client.map { input.clients[$0.place].withInput { $0.push(event) } } ?? input.withInput { $0.push(event) }
      guard isPushed else { return nil }
      if isSilenced { mix.told.insert(channel) } else { mix.told.remove(channel) }
    }
    mix.behindFrom = nil
    return changes.count
  }

  /// What a new engine is told, which has silenced nothing. `groupLimit`: behind which the groups of clients come.
  func muteEvents(groupCount: Int, groupLimit: Int) -> [Event] {
    func events(_ mix: inout ChannelMix, _ groups: [UInt16]) -> [Event] {
      (mix.told, mix.behindFrom) = (mix.silenced(of: 16 * groups.count), nil)
      return mix.told.sorted().map {
        Event(mute: true, group: groups[$0 / 16], channel: UInt8($0 % 16))
      }
    }
    let own = mix.withLock { events(&$0, (1...groupCount).map { UInt16($0) }) }
    return clients.clients.reduce(own) { all, client in
      all + client.mix.withLock { events(&$0, client.groups.map { UInt16(groupLimit + $0 + 1) }) }
    }
  }
}
