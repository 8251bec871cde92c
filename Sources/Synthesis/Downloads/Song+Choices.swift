// SPDX-License-Identifier: MIT
// The programs of a song, before it plays. Control thread.

public import MIDI
internal import Miniport
internal import Realtime

extension Song {
  /// What its channels choose from its beginning to its end, by the rules that its own messages set: for
  /// `Downloader.expect`, so that the song does not begin with other instruments. Thread: control.
  public var choices: [ChannelProgram] {
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    let reports = RingEnds<ChannelReport>(capacity: 1)
    let ring = RingEnds<ChannelProgram>(capacity: 1024)
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: 48_000))
    configuration.layout.groupCount = max(1, groupCount)
    configuration.voiceLimit = 1
    configuration.hasEffects = false
    // Without instruments notes come to nothing: this is the state of the channels alone.
    var synthesizer = Synthesizer(
      configuration, tables: swap.reader, statistics: Statistics(), reports: reports.producer, choices: ring.producer)
    let heard = ring.consumer
    var choices: [ChannelProgram] = []
    for event in events {
      put(event, into: &synthesizer)
      synthesizer.announcePrograms()
      while let choice = heard.pop() {
        if !choices.contains(where: choice.isLike) { choices.append(choice) }
      }
    }
    return choices
  }

  private func put(_ event: Song.Event, into synthesizer: inout Synthesizer) {
    let message = MIDI.Event(time: .zero, packed: event.packed, length: UInt16(event.length), group: event.group)
    guard event.isLong || message.status == 0xF0 else { return synthesizer.put(message) }
    let bytes =
      event.isLong
      ? Array(systemExclusive(of: event))
      : (0..<Int(event.length)).map { UInt8(truncatingIfNeeded: event.packed >> (8 * $0)) }
    unsafe bytes.withUnsafeBytes { unsafe synthesizer.putSystemExclusive($0, time: .zero, group: event.group) }
  }
}

extension ChannelProgram {
  /// Whether another channel chooses the same, by the same rules.
  fileprivate func isLike(_ other: ChannelProgram) -> Bool {
    program == other.program && bankLSB == other.bankLSB && bankMSB == other.bankMSB
      && isDrumPart == other.isDrumPart && dialect == other.dialect
  }
}
