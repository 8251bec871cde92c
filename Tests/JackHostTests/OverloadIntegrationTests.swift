// SPDX-License-Identifier: MIT
// A client whose miniport has too much to do, against a real server.

import CJack
import Foundation
import JackHost
import Miniport
import Realtime
import Testing

@Suite(.serialized) struct OverloadIntegrationTests {
  /// A client whose miniport works for this part of each period.
  static func busy(
    _ part: Double, isLate: Bool = false, on server: JackServer, _ log: BusyLog, statistics: borrowing Statistics
  ) throws -> JackClient {
    let configuration = JackConfiguration(clientName: "busy", serverName: server.name)
    var client = try JackClient.open(configuration, statistics: statistics)
    let port = Port(
      miniport: BusyMiniport(
        log, part: part, rate: Double(server.rate), late: isLate ? statistics.another() : nil), busCount: 1,
      groupCount: 1,
      statistics: statistics)
    try unsafe client.activate(port, process: busyProcessCallback)
    return client
  }

  @Test func `a miniport that takes nearly the whole period is asked for less until it fits`()
    throws
  {
    let server = try JackServer(period: 1024)
    let log = BusyLog()
    let statistics = Statistics()
    let client = try Self.busy(0.93, on: server, log, statistics: statistics)
    #expect(waitUntil(seconds: 3) { log.overloads > 0 })
    let part = log.part
    #expect(part > 0.25 && part < 0.7 / 0.85, "\(part)")
    // After the first it may be asked once more, where the machine was busy; then it fits.
    usleep(500_000)
    let asked = log.overloads
    #expect(waitUntil(seconds: 3) { statistics.real(.load) < 0.85 })
    #expect(waitUntil(seconds: 20) { log.overloads > asked + 2 || statistics.real(.load) < 0.75 })
    #expect(log.overloads <= asked + 2)
    _ = client.sampleRate
  }

  @Test func `one whose workers are late again and again is asked for less, though it comes back in time`() throws {
    let server = try JackServer(period: 1024)
    let log = BusyLog()
    let statistics = Statistics()
    let client = try Self.busy(0.5, isLate: true, on: server, log, statistics: statistics)
    #expect(waitUntil(seconds: 3) { log.overloads > 1 })
    #expect(log.part == 0.7)
    _ = client.sampleRate
  }

  @Test func `one that needs half of the period is left alone`() throws {
    let server = try JackServer(period: 1024)
    let log = BusyLog()
    let statistics = Statistics()
    let client = try Self.busy(0.5, on: server, log, statistics: statistics)
    usleep(2_000_000)
    #expect(log.overloads == 0)
    #expect(statistics.real(.load) > 0.4)
    _ = client.sampleRate
  }

  @Test(.enabled(if: ServerKind.chosen == .jack, ServerKind.ownFreewheel))
  func `a miniport is told of a freewheel and of its end, and never of an overload in between`() throws {
    let server = try JackServer(period: 256)
    let log = BusyLog()
    let statistics = Statistics()
    let client = try Self.busy(0.95, on: server, log, statistics: statistics)
    let control = try ProbeClient("control", on: server)
    let isOn = unsafe jack_set_freewheel(control.handle, 1)
    #expect(isOn == 0)
    #expect(waitUntil(seconds: 2) { log.freewheels == 1 })
    let before = log.overloads
    usleep(500_000)
    #expect(log.overloads == before)
    let isOff = unsafe jack_set_freewheel(control.handle, 0)
    #expect(isOff == 0)
    #expect(waitUntil(seconds: 2) { log.ends == 1 })
    _ = client.sampleRate
  }
}
