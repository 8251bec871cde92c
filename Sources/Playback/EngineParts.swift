// SPDX-License-Identifier: MIT
// A synthesizer with everything that it needs, before it is handed to whoever renders. Setup.

public import Miniport
public import Realtime
public import Synthesis

/// A synthesizer by itself.
public typealias SynthesizerParts = EngineParts<Synthesizer>

/// The parts of a synthesizer, or of a miniport around one, with its port, each to be moved to the thread that it belongs to.
@frozen public struct EngineParts<M: Miniport & ~Copyable>: ~Copyable {
  /// For the thread that renders.
  public var port: Port<M>
  /// For the player.
  public let input: PortInput
  /// Each for a thread of its own, which the port's host makes; they end with the port.
  public let workers: [RenderWorker]
  /// Brings banks in and takes them out; it must outlive the port.
  public let downloader: Downloader
  /// What becomes of the channels, for a control thread; who does not look at it loses nothing.
  public let channelReports: RingConsumer<ChannelReport>
  /// Peaks and keys of the channels, for a control thread.
  public let channelActivity: ChannelActivity
  /// What comes in by JACK, for who reads it back.
  public let captured: RingConsumer<CapturedPiece>
  /// Counters and gauges.
  public let statistics: Statistics

  /// `statistics`: where the parts count. `downloader`: which keeps the banks, and has no engine at hand. `clientCount`: clients
  /// that may open it, 0 to 12. `around`: makes the miniport of the synthesizer. Thread: setup.
  public init(
    _ configuration: Synthesizer.Configuration, statistics: borrowing Statistics, downloader: Downloader,
    clientCount: Int = 0, around: (consuming Synthesizer) -> M
  ) {
    let swap = TableSwapEnds<InstrumentTable>(initial: .empty)
    // Each channel may change in one block.
    let channelCapacity = 1 << (Int.bitWidth - (16 * configuration.allGroupCount - 1).leadingZeroBitCount)
    let reports = RingEnds<ChannelReport>(capacity: channelCapacity)
    let choices = RingEnds<ChannelProgram>(capacity: channelCapacity)
    let synthesizer = Synthesizer(
      configuration, tables: swap.reader, statistics: statistics.another(), reports: reports.producer,
      choices: choices.producer)
    channelReports = reports.consumer
    channelActivity = synthesizer.activity.another()
    workers = synthesizer.makeWorkers()
    let capture = RingEnds<CapturedPiece>(capacity: clientCount > 0 ? 4096 : 1)
    captured = capture.consumer
    port = Port(
      miniport: around(synthesizer), busCount: configuration.layout.busCount, groupCount: configuration.allGroupCount,
      statistics: statistics,
      sequencerCapacity: configuration.eventCapacity, clientCount: clientCount, busLimit: configuration.busLimit,
      captured: capture.producer)
    input = port.makeInput(source: MessageSource.player)
    self.downloader = downloader
    downloader.attach(
      swap.publisher, choices: choices.consumer, rate: configuration.rate,
      interpolation: configuration.interpolation)
    self.statistics = statistics.another()
  }
}

extension EngineParts where M == Synthesizer {
  /// A synthesizer by itself, with a downloader of its own. `decoder`: for SoundFonts with compressed samples. Thread: setup.
  public init(
    _ configuration: Synthesizer.Configuration, statistics: borrowing Statistics = Statistics(),
    decoder: SampleDecoder? = nil
  ) {
    self.init(configuration, statistics: statistics, downloader: Downloader(decoder: decoder))
  }

  /// The same with a downloader that there is. Thread: setup.
  public init(
    _ configuration: Synthesizer.Configuration, statistics: borrowing Statistics, downloader: Downloader,
    clientCount: Int = 0
  ) {
    self.init(configuration, statistics: statistics, downloader: downloader, clientCount: clientCount) { $0 }
  }
}
