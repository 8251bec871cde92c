// SPDX-License-Identifier: MIT
// A running client as the commands `run` and `play` use it. Main thread.

import AudioFile
import JackHost
import Miniport
import Playback
import Realtime
import Synthesis

/// A client with its synthesizer, from its ports' first appearance to its end.
struct JackSession: ~Copyable {
  private var client: JackClient
  private let downloader: Downloader
  private var signals: StopSignals
  let statistics: Statistics
  private var pending: [Download] = []
  private var progress = DecodingProgress()

  var rate: SampleRate { client.sampleRate }

  /// How a wait ended.
  enum Wake { case time, stop }

  /// Opens and activates; the ports are there when this returns, sound follows with the banks. `input` is the way in for
  /// the player.
  static func start(
    _ configuration: JackConfiguration, sound: SoundOptions, input: (consuming PortInput) -> Void
  ) throws(CommandFailure) -> JackSession {
    let signals = StopSignals()
    let ready = Statistics()
    // The rate is the server's: it is known when the client is open, and a bad option before that.
    var wanted = try sound.configuration(rate: SampleRate(hertz: 48_000), groupCount: configuration.groupCount)
    do {
      var client = try JackClient.open(configuration, statistics: ready)
      wanted.rate = client.sampleRate
      wanted.outputs = configuration.outputs
      let parts = SynthesizerParts(
        wanted, statistics: ready, downloader: Downloader(decoder: CompressedSample.decoder))
      input(parts.input)
      let downloader = parts.downloader
      for worker in parts.workers { try client.start(worker) }
      try client.activate(parts.port)
      return JackSession(client: client, downloader: downloader, signals: signals, statistics: ready)
    } catch { throw failure(error) }
  }

  private init(
    client: consuming JackClient, downloader: Downloader, signals: StopSignals,
    statistics: consuming Statistics
  ) {
    self.client = client
    self.downloader = downloader
    self.signals = signals
    self.statistics = statistics
  }

  /// Asks for banks, which play as they come in.
  mutating func download(_ sources: [BankSource]) { pending += sources.map { downloader.download($0) } }

  /// True while a bank is on its way.
  var isDownloading: Bool { !pending.isEmpty }

  /// Reports the banks that have come in; throws for one that does not play.
  mutating func reportDownloads() throws(CommandFailure) {
    progress.show(pending)
    while let first = pending.first, first.outcome != nil {
      pending.removeFirst()
      progress.end()
      try first.report(isLive: true)
    }
  }

  /// Connects to the first playback ports of the hardware, if there are any.
  func connect() {
    if client.connectToPhysicalOutputs().isEmpty {
      Console.warning("there are no playback ports to connect to: nothing will be heard until you connect one")
    }
  }

  /// What the client is and where, for a notice.
  var description: String {
    "\(client.configuration.clientName) runs at \(rate.hertz) Hz, \(client.periodFrames) frames a period"
  }

  /// Waits for some time, a signal, or the end of the server, which is thrown.
  mutating func wait(milliseconds: Int32) throws(CommandFailure) -> Wake {
    if let ending = client.waitForEnd(milliseconds: milliseconds) { throw JackSession.failure(ending) }
    return signals.take() ? .stop : .time
  }

  /// Which exit status a fault of the client has: a name that is taken or impossible is the user's to change.
  private static func failure(_ error: JackError) -> CommandFailure {
    switch error {
    case .nameTaken, .nameUnusable: .usage(error.description)
    default: CommandFailure(status: .noServer, sentence: error.description)
    }
  }
}
