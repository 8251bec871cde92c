// SPDX-License-Identifier: MIT
// The real program and its server: how it begins, what it is patched to, how it ends.

import CJack
import Foundation
import Testing

@Suite(.serialized) struct ServerTests {
  /// Starts the program and waits until it is active.
  static func start(on server: JackServer, _ arguments: [String] = []) throws -> WavesinkProcess {
    let program = try WavesinkProcess(["run"] + arguments, environment: server.environment)
    guard waitUntil(seconds: 3, { program.errors.contains(" runs at ") }) else {
      throw JackServer.Failure(description: "it does not run: \(program.errors)")
    }
    return program
  }

  @Test(arguments: [
    (["--no-connect"], ["midi_in_1", "out_1", "out_2"]),
    (
      ["--no-connect", "--groups", "2", "--outputs", "groups"],
      ["midi_in_1", "midi_in_2", "group_1_left", "group_1_right", "group_2_left", "group_2_right"]
    ),
  ])
  func `its ports appear at once and under their names`(arguments: [String], ports: [String]) throws {
    let server = try JackServer()
    let control = try ProbeClient("control", on: server)
    let begin = Date()
    let program = try WavesinkProcess(["run"] + arguments, environment: server.environment)
    #expect(
      waitUntil(seconds: 2) { Set(control.ports("^wavesink:")) == Set(ports.map { "wavesink:" + $0 }) },
      "\(program.errors)")
    #expect(Date().timeIntervalSince(begin) < 1.5)
  }

  @Test func `it connects to the hardware when asked`() throws {
    let server = try JackServer()
    let program = try Self.start(on: server, ["--connect"])
    let control = try ProbeClient("control", on: server)
    #expect(waitUntil(seconds: 2) { control.connections(of: "system:playback_2") == ["wavesink:out_2"] })
    #expect(control.connections(of: "system:playback_1") == ["wavesink:out_1"])
    #expect(!program.errors.contains("warning"))
  }

  @Test func `who only sends notes hears the built-in bank, which nobody has asked for`() throws {
    let server = try JackServer()
    let program = try Self.start(on: server, ["--no-connect"])
    // It is brought in while the program runs already.
    let isHeard = waitUntil(seconds: 10) {
      let trial = try? Trial.run(
        on: server, to: Stage.input, from: Stage.outputs,
        messages: [(bytes: [0x90, 60, 127], offset: 0), (bytes: [0x80, 60, 0], offset: 2400)], tailFrames: 0)
      return trial?.recording.left.contains { $0.magnitude > 0.01 } ?? false
    }
    #expect(isHeard, "\(program.errors)")
  }

  @Test func `without a server it ends with 69 and a sentence, within a second`() throws {
    let environment = ProcessInfo.processInfo.environment.merging(["JACK_DEFAULT_SERVER": "wavesink-test-none"]) { $1 }
    // The least of three: what else runs on the machine may slow one of them.
    let seconds = try (0..<3).map { _ in
      let begin = Date()
      let program = try WavesinkProcess(["run"], environment: environment)
      let status = program.exitStatus(within: 3)
      #expect(status == 69)
      #expect(isSentence(program.errors), "\(program.errors)")
      #expect(program.errors.contains("wavesink-test-none"))
      return Date().timeIntervalSince(begin)
    }
    #expect(seconds.contains { $0 < 1 }, "\(seconds)")
  }

  @Test func `a name that is taken ends it with 64 and a sentence: the user can choose another`() throws {
    let server = try JackServer()
    let other = try ProbeClient("wavesink", on: server)
    // PipeWire knows no taken names, but for this.
    _ = unsafe try other.register("in", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput)
    let program = try WavesinkProcess(["run", "--no-connect"], environment: server.environment)
    let status = program.exitStatus(within: 3)
    #expect(status == 64)
    #expect(isSentence(program.errors), "\(program.errors)")
    other.close()
  }

  @Test(arguments: [true, false])
  func `when the server goes it ends with 69 and a sentence where that is wanted`(crashes: Bool) throws {
    let server = try JackServer()
    let program = try Self.start(on: server, ["--no-connect", "--no-reconnect"])
    if crashes { server.crash() } else { server.stop() }
    let status = program.exitStatus(within: 10)
    #expect(status == 69)
    #expect(program.errors.split(separator: "\n").contains { $0.contains("JACK server") }, "\(program.errors)")
  }

  @Test func `a signal ends it with 0 while it waits for a server too`() throws {
    let server = try JackServer()
    let program = try Self.start(on: server, ["--no-connect"])
    server.crash()
    #expect(waitUntil(seconds: 2) { program.errors.contains("waiting for it to come back") }, "\(program.errors)")
    program.signal(SIGINT)
    let status = program.exitStatus(within: 5)
    #expect(status == 0)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends it with 0`(signal: Int32) throws {
    let server = try JackServer()
    let program = try Self.start(on: server, ["--no-connect"])
    program.signal(signal)
    let status = program.exitStatus(within: 5)
    #expect(status == 0)
    let control = try ProbeClient("control", on: server)
    #expect(waitUntil(seconds: 1) { control.ports("^wavesink:").isEmpty })
  }

  /// One line that begins with the program's name.
  private func isSentence(_ text: String) -> Bool {
    text.hasPrefix("wavesink: ") && text.split(separator: "\n").count == 1
  }
}
