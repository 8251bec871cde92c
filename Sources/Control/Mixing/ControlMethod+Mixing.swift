// SPDX-License-Identifier: MIT
// Messages that show and switch what is heard of channels. Control thread.

import Miniport
import Realtime
import Synchronization

extension ControlMethod {
  /// What a mixer has beside volumes.
  static let mixing = [
    ControlMethod(
      path: "/wavesink/meters", types: [""], arguments: "",
      summary: """
        Replies with the peaks of the last 50 to 100 ms as bytes (b), all numbers with the upper byte first: how many groups there are, 32 \
        bits; for each channel of each group its peak, a 32-bit float, 0 for silence; the peaks of the outputs, left and right; and by how many dB the \
        limiter lowers them. Channels are measured while somebody asks, once a second at least: the first answer has silence for them.
        """
    ) { studio, request throws(ControlFault) in .values([.blob(studio.meters(for: request.sender))]) },
    ControlMethod(
      path: "/wavesink/keys", types: ["i"], arguments: "group",
      summary: """
        Replies with the keys that sound in a group because they are down or held by a pedal, as bytes (b): 16 for each channel, in which bit \
        k % 8 of byte k / 8 is key k. As for meters, the first answer has none.
        """
    ) { studio, request throws(ControlFault) in
      let first = 16 * (try request.oneGroup(of: studio) - 1)
      let sets = studio.activity.withLock { $0 }?.keys(ofChannels: first..<first + 16, at: .now)
      return .values([.blob((sets ?? Array(repeating: KeySet(), count: 16)).flatMap(\.bytes))])
    },
    ControlMethod(
      path: "/wavesink/mute", types: ["ii", "iii"], arguments: "group, channel[, 0 or 1]",
      summary: """
        Silences a channel, with what it sends to reverb and chorus, or lets it be heard again, without a step; 0 is all channels. Its notes go on, \
        and no controller changes. In a bundle with a time it takes effect at its frame; what is told of it is so at once. \
        Replies with 1 (i) where the channel, or each of them, is muted, else 0.
        """
    ) { studio, request throws(ControlFault) in try studio.answer(request, .mute) },
    ControlMethod(
      path: "/wavesink/solo", types: ["ii", "iii"], arguments: "group, channel[, 0 or 1]",
      summary: """
        The same for being heard alone: as long as any channel is solo, those that are not are silent. Of who has it open, among its own groups. Racks do \
        not keep it.
        """
    ) { studio, request throws(ControlFault) in try studio.answer(request, .solo) },
  ]
}

extension Studio {
  /// Switches what a message says, or tells it.
  fileprivate func answer(
    _ request: ControlRequest, _ which: ChannelMix.Switch
  ) throws(ControlFault) -> ControlMethod.Answer {
    let count = try request.groups(of: self).count
    let number = try request.integer(0, "group", 0...64)
    let groups = number == 0 ? Array(1...count) : [number]
    let channel = try request.integer(1, "channel", 0...16)
    if request.message.arguments.count > 2 {
      let isOn = try request.integer(2, "switch", 0...1) == 1
      try set(
        which, isOn, groups: groups, channel: channel == 0 ? nil : channel - 1, at: try frame(of: request.time),
        for: request.sender)
    }
    let on = mix(for: request.sender)[which]
    let channels = channel == 0 ? 0..<16 : channel - 1..<channel
    let isOn = groups.allSatisfy { group in channels.allSatisfy { on.contains(16 * (group - 1) + $0) } }
    return .values([.int32(isOn ? 1 : 0)])
  }

  /// What `/wavesink/meters` replies with: of who has the synthesizer open its own groups.
  fileprivate func meters(for sender: OSCSocket.Address) -> [UInt8] {
    let peaks = activity.withLock { $0 }?.peaks(at: .now) ?? []
    let groups = clients.client(at: sender).map { self.groups(of: $0) } ?? (1...groupCount).map { UInt16($0) }
    var floats: [Float] = []
    for group in groups.map(Int.init) {
      for channel in 16 * (group - 1)..<16 * group { floats.append(channel < peaks.count ? peaks[channel] : 0) }
    }
    let outputs = running.withLock { $0.meter.shown }
    floats += [Float(outputs.left), Float(outputs.right), Float(outputs.reduction)]
    let words = [UInt32(groups.count)] + floats.map(\.bitPattern)
    var bytes: [UInt8] = []
    for word in words {
      for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return bytes
  }
}
