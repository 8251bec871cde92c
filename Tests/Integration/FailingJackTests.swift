// SPDX-License-Identifier: MIT
// The real program with a libjack whose calls fail, one after the other. The test's thread.

import Foundation
import Testing

@Suite(.serialized, .enabled(if: ServerKind.chosen == .jack, "pw-jack puts another library in the same place"))
struct FailingJackTests {
  /// The library that stands before libjack, compiled once, beside the program.
  private static let shim: Result<URL, any Error> = Result {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let library = WavesinkProcess.binary.deletingLastPathComponent().appendingPathComponent("failing-jack.so")
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "clang", "-shared", "-fPIC", "-o", library.path, tests.appendingPathComponent("Shims/failing-jack.c").path,
      "-ldl",
    ]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw JackServer.Failure(description: "the shim does not compile") }
    return library
  }

  private static func program(
    failing call: String, _ arguments: [String] = [], on server: JackServer
  ) throws -> WavesinkProcess {
    let environment = server.environment.merging([
      "LD_PRELOAD": try shim.get().path, "WAVESINK_FAILING_CALL": call,
    ]) { $1 }
    return try WavesinkProcess(["run", "--threads", "2", "--connect"] + arguments, environment: environment)
  }

  @Test func `a call without which there is no sound ends the program with 69 and a sentence`() throws {
    let server = try JackServer()
    for (call, words) in [
      ("jack_port_register:1", "gave no port \"midi_in_1\""), ("jack_port_register:2", "gave no port \"out_1\""),
      ("jack_port_register:3", "gave no port \"out_2\""), ("jack_activate:1", "did not start this client"),
      ("jack_set_process_callback:1", "did not start this client"),
      ("jack_set_xrun_callback:1", "did not start this client"),
      ("jack_set_latency_callback:1", "did not start this client"),
      ("jack_set_sample_rate_callback:1", "did not start this client"),
      ("jack_client_create_thread:0", "no thread for a render worker"),
    ] {
      let program = try Self.program(failing: call, on: server)
      #expect(program.exitStatus(within: 8) == 69, "\(call): \(program.errors)")
      #expect(program.errors.contains(words), "\(call): \(program.errors)")
      let control = try ProbeClient("control", on: server)
      #expect(control.ports("^wavesink:").isEmpty, "\(call)")
      control.close()
    }
  }

  @Test func `without one of the others there are ports, and it ends in order`() throws {
    let server = try JackServer()
    for call in [
      "jack_connect:1", "jack_connect:0", "jack_client_create_thread:1", "jack_set_property:0", "jack_get_ports:0",
      "jack_get_uuid_for_client_name:0",
    ] {
      let program = try Self.program(failing: call, on: server)
      #expect(waitUntil(seconds: 5) { program.errors.contains("control by OSC at ") }, "\(call): \(program.errors)")
      let control = try ProbeClient("control", on: server)
      #expect(waitUntil(seconds: 2) { control.ports("^wavesink:").count == 3 }, "\(call)")
      control.close()
      program.signal(SIGTERM)
      #expect(program.exitStatus(within: 5) == 0, "\(call): \(program.errors)")
    }
  }

  @Test func `where a server refuses a new client's ports the program tries again, and plays when it gives them`()
    throws
  {
    let server = try JackServer()
    let program = try Self.program(failing: "jack_port_register:5", on: server)
    #expect(waitUntil(seconds: 5) { program.errors.contains("control by OSC at ") })
    server.crash()
    try server.start()
    // The fifth port is the second of the next client, whose first attempt fails so.
    let control = try ProbeClient("control", on: server)
    #expect(waitUntil(seconds: 8) { control.ports("^wavesink:").count == 3 }, "\(program.errors)")
    #expect(waitUntil(seconds: 2) { program.errors.contains("reconnected after ") }, "\(program.errors)")
  }
}
