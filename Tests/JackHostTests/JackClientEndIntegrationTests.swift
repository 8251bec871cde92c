// SPDX-License-Identifier: MIT
// What the client says when there is no server, or no longer.

import CJack
import Foundation
import JackHost
import Realtime
import Testing

@Suite(.serialized) struct JackClientEndIntegrationTests {
  /// Opens a client, or says why not.
  static func failure(_ configuration: JackConfiguration) -> JackError? {
    do throws(JackError) {
      let client = try JackClient.open(configuration, statistics: Statistics())
      _ = client.sampleRate
      return nil
    } catch { return error }
  }

  @Test func `without a server it fails within a second`() {
    let begin = Date()
    let error = Self.failure(JackConfiguration(serverName: "wavesink-test-none"))
    #expect(error == .noServer(name: "wavesink-test-none"))
    #expect(Date().timeIntervalSince(begin) < 1)
  }

  @Test func `a server that crashed is no server`() throws {
    let server = try JackServer()
    server.crash()
    let begin = Date()
    let error = Self.failure(JackConfiguration(serverName: server.name))
    #expect(error == .noServer(name: server.name))
    #expect(Date().timeIntervalSince(begin) < 1)
  }

  @Test func `a name that is taken is refused and not changed`() throws {
    let server = try JackServer()
    let other = try ProbeClient("wavesink", on: server)
    // PipeWire knows no taken names, but for this.
    _ = unsafe try other.register("in", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput)
    #expect(Self.failure(JackConfiguration(serverName: server.name)) == .nameTaken("wavesink"))
    other.close()
    #expect(Self.failure(JackConfiguration(serverName: server.name)) == nil)
  }

  @Test(arguments: [true, false])
  func `it says so when the server goes`(crashes: Bool) throws {
    let server = try JackServer()
    let statistics = Statistics()
    var client = try JackClientIntegrationTests.impulses(on: server, statistics: statistics)
    let before = client.waitForEnd(milliseconds: 50)
    #expect(before == nil)
    if crashes { server.crash() } else { server.stop() }
    let error = client.waitForEnd(milliseconds: 3000)
    guard case .serverGone = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let again = client.waitForEnd(milliseconds: 0)
    #expect(again == error)
    let connections = client.connectToPhysicalOutputs()
    #expect(connections.isEmpty)
  }

  @Test func `closing frees the engine`() throws {
    let server = try JackServer()
    var witness: Witness? = Witness()
    weak let seen = witness
    do {
      let client = try JackClientIntegrationTests.impulses(
        on: server, witness: try #require(witness), statistics: Statistics())
      witness = nil
      #expect(seen != nil)
      _ = client.sampleRate
    }
    #expect(seen == nil)
  }

  @Test(arguments: [true, false], [true, false])
  func `closing frees the engine where the server failed too, as no thread of its is left`(
    crashes: Bool, isSeen: Bool
  ) throws {
    let server = try JackServer()
    var witness: Witness? = Witness()
    weak let seen = witness
    do {
      var client = try JackClientIntegrationTests.impulses(
        on: server, witness: try #require(witness), statistics: Statistics())
      witness = nil
      if crashes { server.crash() } else { server.stop() }
      let end = isSeen ? client.waitForEnd(milliseconds: 3000) : nil
      #expect((end != nil) == isSeen)
      #expect(seen != nil)
    }
    #expect(seen == nil)
  }
}
