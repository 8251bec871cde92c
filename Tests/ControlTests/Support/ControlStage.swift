// SPDX-License-Identifier: MIT
// A synthesizer with a control server, rendered by a thread of the test's own.

import DLS
import Foundation
import LV2
import MIDI
import Miniport
import Playback
import Realtime
import Synchronization
import Synthesis

@testable import Control

/// An engine that renders all the time, what it has rendered, and a client of its control server.
final class ControlStage: Sendable {
  static let rate = SampleRate(hertz: 48_000)
  let studio: Studio
  let server: ControlServer
  let client: ControlClient
  /// What has come out on the left, from frame 0 of the timeline on.
  private let sound = Mutex<[Float]>([])
  private let isStopping = Mutex(false)
  /// Nothing is to be rendered, as where a server has stopped, and nothing is.
  private let pause = Mutex((isWanted: false, isThere: false))
  /// Messages that are to come in as if by JACK.
  private let incoming = Mutex<[(bytes: [UInt8], frame: Int64, group: UInt16)]>([])
  private let thread = Mutex<WorkerThread?>(nil)

  /// `hasEngine`: false for a client between two servers.
  init(hasEngine: Bool = true, library: PluginLibrary = PluginLibrary(folders: [])) throws {
    let downloader = Downloader(sampleMemory: SampleMemory(limit: 64 << 20))
    let statistics = Statistics()
    studio = Studio(
      name: "stage", version: "1.2.3", downloader: downloader, statistics: statistics.another(), library: library)
    server = try ControlServer(studio)
    client = try ControlClient(url: server.url)
    guard hasEngine else { return }
    var configuration = Synthesizer.Configuration(rate: ControlStage.rate)
    configuration.hasEffects = false
    configuration.layout.groupCount = 2
    configuration.spareGroupCount = Studio.clientGroupCount
    var parts = SynthesizerParts(
      configuration, statistics: statistics, downloader: downloader, clientCount: Studio.clientCount)
    var clientInputs: [ClientInput] = []
    for client in 0..<Studio.clientCount { clientInputs.append(ClientInput(parts.port.makeClientInput(client))) }
    // A clock that begins with the timeline: each moment has its frame.
    let form = Studio.EngineForm(configuration)
    _ = studio.replay(into: parts.input, form)
    let thru = parts.port.thru
    studio.attach(
      parts.input, clientInputs: clientInputs, captured: parts.captured, parts.channelReports, parts.channelActivity,
      thru: thru, form
    ) { nanoseconds in
      FrameTime(Int64((Double(nanoseconds) * 48_000 / 1e9).rounded()))
    }
    let port = PortBox(parts.port)
    let thread = WorkerThread(name: "stage") { [unowned self] in
      while !isStopping.withLock({ $0 }) {
        let isPaused = pause.withLock { pause in
          pause.isThere = pause.isWanted
          return pause.isThere
        }
        guard !isPaused else {
          usleep(300)
          continue
        }
        let messages = incoming.withLock { incoming in
          defer { incoming = [] }
          return incoming
        }
        for message in messages { port.accept(message.bytes, at: message.frame, group: message.group) }
        let block = port.render(frames: 64)
        sound.withLock { $0 += block }
        usleep(300)
      }
    }
    self.thread.withLock { $0 = thread }
  }

  /// Ends all threads, in the order in which they need each other.
  func stop() {
    server.stop()
    isStopping.withLock { $0 = true }
    thread.withLock { $0 }?.join()
    studio.downloader.stop()
  }

  /// Ends rendering for a while, or goes on; nothing is being rendered when this has ended one.
  func setPaused(_ isWanted: Bool) {
    pause.withLock { $0.isWanted = isWanted }
    while pause.withLock({ $0.isThere }) != isWanted { usleep(100) }
  }

  /// A message comes in by JACK.
  func acceptFromJack(_ bytes: [UInt8], at frame: Int64, group: UInt16) {
    incoming.withLock { $0.append((bytes, frame, group)) }
  }

  /// The level of the last frame of a thousand more, in thousandths of a full-scale wave that is played at full volume.
  var level: Int {
    pass(frames: 1000)
    return Int((Double(rendered.last ?? 0) / 0.5.squareRoot() * 1000).rounded())
  }

  /// What has been rendered so far.
  var rendered: [Float] { sound.withLock { $0 } }

  /// Waits until so many frames more are rendered.
  func pass(frames: Int) {
    let end = rendered.count + frames
    while sound.withLock({ $0.count }) < end { usleep(500) }
  }

  /// A bank of one program that is a constant level at any key, in a file that the caller removes.
  static func bankFile(level: Double = 0.5, program: UInt8 = 0, name: String = "level") throws -> String {
    var collection = DLS.Collection()
    let sample = Int16(level * 32_768)
    let data = [UInt8](
      (0..<64).flatMap { _ in [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)] })
    var wave = Wave(format: .signed16, sampleRate: 48_000, channelCount: 1, data: data[...])
    var parameters = SampleParameters()
    parameters.loop = SampleParameters.Loop(kind: .forward, start: 0, length: 64)
    wave.sample = parameters
    collection.waves = [wave]
    var instrument = Instrument(address: Instrument.Address(bankMSB: 0, bankLSB: 0, program: program, isDrum: false))
    instrument.info.entries = [Info.Entry(tag: "INAM", text: name)]
    instrument.regions = [Region(keys: 0...127, velocities: 0...127, link: WaveLink(cue: 0))]
    collection.instruments = [instrument]
    let path = NSTemporaryDirectory() + "wavesink-control-\(UUID().uuidString).dls"
    try Data(collection.written()).write(to: URL(fileURLWithPath: path))
    return path
  }
}
