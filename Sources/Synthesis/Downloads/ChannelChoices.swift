// SPDX-License-Identifier: MIT
// The programs that the channels have chosen, as the downloader knows them. Downloader thread.

internal import Realtime

/// What each channel has chosen, of the engine at hand or of the last one, which the next one may go on from.
struct ChannelChoices {
  /// By channel; those that nobody has spoken of have what all have at the start.
  private var choices: [Int32: ChannelProgram] = [:]
  /// What channels will choose.
  private var expected: [ChannelProgram] = []

  /// Before anybody has said anything: program 0, and the drum kit of channel 10.
  init() {
    for index in [0, 9] { take(ChannelProgram(index: index)) }
  }

  private mutating func take(_ choice: ChannelProgram) { choices[choice.index] = choice }

  /// Takes what channels will choose.
  mutating func expect(_ choices: [ChannelProgram]) { expected += choices }

  /// Takes what has been announced; true if that was anything.
  mutating func take(from engine: AttachedEngine) -> Bool {
    var hasNews = false
    while let choice = engine.choices.pop() {
      take(choice)
      hasNews = true
    }
    return hasNews
  }

  /// Those programs of them that the table has not in memory.
  func awaited(in table: InstrumentTable) -> Set<UInt32> {
    Set((choices.values + expected).compactMap { table.program(for: $0) }.filter(\.isAwaited).map(\.key))
  }
}
