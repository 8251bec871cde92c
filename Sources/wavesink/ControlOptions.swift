// SPDX-License-Identifier: MIT
// Options that say how a client is controlled. Main thread.

import ArgumentParser
import Control

/// Where a client listens for OSC.
struct ControlOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Listen for OSC messages, which wavesink ctl sends too.")
  var control = true

  @Option(
    name: .customLong("control-port"),
    help: ArgumentHelp("UDP port to listen to, 0 for any that is free.", valueName: "number"))
  var port = 0

  @Option(
    name: .customLong("control-address"),
    help: ArgumentHelp(
      "Address of this machine to listen to; with another one than this others can change what plays.",
      valueName: "host"))
  var address = "127.0.0.1"

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--control-port is 0 to 65535, not \(port)") }
  }

  /// A server that runs, and its announcement.
  struct Running {
    fileprivate let server: ControlServer
    fileprivate var announcement: Announcement?

    /// Where it listens.
    var url: String { server.url }

    /// The client has another name.
    mutating func announce(_ name: String) {
      announcement?.remove()
      announcement = ControlOptions.announcement(name, server)
    }

    /// Thread: main.
    func stop() {
      announcement?.remove()
      server.stop()
    }
  }

  /// Listens, says where, and announces it; nil where that is not wanted.
  func start(_ studio: Studio) throws(CommandFailure) -> Running? {
    guard control else { return nil }
    let server: ControlServer
    do { server = try ControlServer(studio, host: address, port: port) } catch {
      throw .usage("OSC at \(address): \(error.description)")
    }
    Console.notice("control by OSC at \(server.url)")
    return Running(server: server, announcement: ControlOptions.announcement(studio.name, server))
  }

  fileprivate static func announcement(_ name: String, _ server: ControlServer) -> Announcement? {
    do { return try Announcement(name: name, url: server.url) } catch {
      Console.warning("\(error.description); wavesink ctl needs --url \(server.url)")
      return nil
    }
  }
}
