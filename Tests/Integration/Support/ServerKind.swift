// SPDX-License-Identifier: MIT
// Which server the tests start: JACK 2, or PipeWire with its library in the place of JACK's. The test's thread.

import CJack
import Foundation
import Testing

/// A kind of server, as WAVESINK_TEST_SERVER chooses it for the whole process.
enum ServerKind {
  /// `jackd` with the dummy driver.
  case jack
  /// PipeWire alone with a sink of no device; nobody makes connections but the tests. The gate `pipewire` chooses it.
  case pipeWire

  static let chosen: ServerKind =
    ProcessInfo.processInfo.environment["WAVESINK_TEST_SERVER"] == "pipewire" ? .pipeWire : .jack

  /// Why a test that freewheels is for JACK 2 alone.
  static let ownFreewheel: Comment =
    "under PipeWire only the client that asks runs faster than time, with what it is connected to"

  /// Where PipeWire keeps its sockets; the gate has made a folder for them.
  private static var folder: String? { ProcessInfo.processInfo.environment["PIPEWIRE_RUNTIME_DIR"] }

  /// The words that start a server of this kind in the foreground.
  ///
  /// `waitsForClients`: JACK 2 is synchronous (-S), so that a busy machine delays a cycle rather than skips a client. Else it is as people
  /// have it, and says who was late.
  func command(name: String, rate: Int, period: Int, waitsForClients: Bool) throws -> [String] {
    switch self {
    case .jack:
      let manner = waitsForClients ? ["-S"] : []
      return ["jackd", "-n", name] + manner + ["-d", "dummy", "-r", "\(rate)", "-p", "\(period)"]
    case .pipeWire:
      let version = unsafe jack_get_version_string().map { unsafe String(cString: $0) } ?? ""
      guard let folder = ServerKind.folder, !version.hasPrefix("1.9.") else {
        throw JackServer.Failure(description: "this process is not under PipeWire: run Tests/Gates/pipewire")
      }
      let file = "\(folder)/\(name).conf"
      try ServerKind.configuration(name: name, rate: rate, period: period)
        .write(toFile: file, atomically: true, encoding: .utf8)
      return ["pipewire", "-c", file]
    }
  }

  /// What a program needs in its environment to find a server of this kind.
  func environment(name: String) -> [String: String] {
    switch self {
    case .jack: ["JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1"]
    // What is said of a server has JACK's name for it.
    case .pipeWire: ["JACK_DEFAULT_SERVER": name, "PIPEWIRE_REMOTE": name]
    }
  }

  /// Why a server of this kind may not start.
  var absence: String {
    switch self {
    case .jack: "jackd is not installed: apt-get install jackd2"
    case .pipeWire: "pipewire is not installed: apt-get install pipewire"
    }
  }

  /// A server with one clock, to which the sink and all clients belong, and one that runs faster than time.
  private static func configuration(name: String, rate: Int, period: Int) -> String {
    """
    context.properties = {
      core.daemon = true
      core.name = \(name)
      default.clock.rate = \(rate)
      default.clock.quantum = \(period)
      default.clock.min-quantum = 16
      default.clock.max-quantum = 8192
      clock.power-of-two-quantum = false
    }
    context.spa-libs = {
      audio.convert.* = audioconvert/libspa-audioconvert
      support.* = support/libspa-support
    }
    context.modules = [
      { name = libpipewire-module-rt args = { nice.level = -11 } flags = [ ifexists nofail ] }
      { name = libpipewire-module-protocol-native }
      { name = libpipewire-module-metadata }
      { name = libpipewire-module-spa-node-factory }
      { name = libpipewire-module-client-node }
      { name = libpipewire-module-access }
      { name = libpipewire-module-adapter }
      { name = libpipewire-module-link-factory }
    ]
    context.objects = [
      { factory = metadata args = { metadata.name = default } }
      { factory = spa-node-factory args = {
        factory.name = support.node.driver
        node.name = Dummy-Driver
        node.group = pipewire.dummy
        priority.driver = 20000
      } }
      { factory = spa-node-factory args = {
        factory.name = support.node.driver
        node.name = Freewheel-Driver
        node.group = pipewire.freewheel
        node.freewheel = true
        priority.driver = 19000
      } }
      { factory = adapter args = {
        factory.name = support.null-audio-sink
        node.name = system
        node.description = system
        node.group = pipewire.dummy
        media.class = Audio/Sink
        audio.position = "FL,FR"
        adapter.auto-port-config = { mode = dsp monitor = false control = false position = unknown }
      } }
    ]

    """
  }
}
