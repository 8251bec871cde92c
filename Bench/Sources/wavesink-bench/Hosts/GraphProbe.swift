// SPDX-License-Identifier: MIT
// Two JACK clients, one before and one behind the client that is measured.

import CJack
import Glibc

/// A source of notes and a sink of sound: what lies between the end of the one's callback and the beginning of the other's, in the same
/// cycle, is the time of the client between them, and that of two threads that wake up.
@safe final class GraphProbe {
  // Safe because the state is freed after both clients are closed.
  private let state: UnsafeMutablePointer<GraphProbeState>
  private let (before, behind): (OpaquePointer, OpaquePointer)

  init(on server: BenchServer) throws {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: GraphProbeState())
    unsafe before = try GraphProbe.open("before", on: server)
    unsafe behind = try GraphProbe.open("behind", on: server)
    unsafe state.pointee.output = GraphProbe.port(before, "out", JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput)
    unsafe state.pointee.input = GraphProbe.port(behind, "in", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    unsafe jack_set_process_callback(before, beforeCallback, state)
    unsafe jack_set_process_callback(behind, behindCallback, state)
    guard unsafe jack_activate(before) == 0, unsafe jack_activate(behind) == 0 else {
      throw BenchError.program("the clients of the benchmark cannot be activated")
    }
  }

  deinit {
    unsafe jack_client_close(before)
    unsafe jack_client_close(behind)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// Puts a client between the two: its first MIDI input and its first audio output. Waits until it is there.
  func connect(_ client: String) throws {
    let end = Clocks.wall() + 20_000_000_000
    while Clocks.wall() < end {
      if let input = first(client, JACK_DEFAULT_MIDI_TYPE, JackPortIsInput),
        let output = first(client, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput),
        unsafe jack_connect(before, "before:out", input) == 0, unsafe jack_connect(before, output, "behind:in") == 0
      {
        return
      }
      usleep(20_000)
    }
    throw BenchError.program("the client \(client) has no ports that can be connected")
  }

  /// Waits until a client is gone.
  func awaitEnd(of client: String) {
    let end = Clocks.wall() + 5_000_000_000
    while Clocks.wall() < end, first(client, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput) != nil { usleep(20_000) }
  }

  /// The times of the next so many cycles, in nanoseconds, and the loudest sample that was heard. `mark` is called where they begin and end.
  func measure(_ count: Int, _ mark: () -> Void) -> (nanoseconds: [UInt64], peak: Float) {
    unsafe state.pointee.begin(count)
    mark()
    while unsafe !state.pointee.isDone { usleep(10_000) }
    mark()
    return unsafe (state.pointee.times(count), state.pointee.peak)
  }

  private func first(_ client: String, _ type: String, _ flag: JackPortFlags) -> String? {
    guard let names = unsafe jack_get_ports(before, "^\(client):", type, UInt(flag.rawValue)) else { return nil }
    defer { unsafe jack_free(UnsafeMutableRawPointer(mutating: names)) }
    return unsafe names[0].map { unsafe String(cString: $0) }
  }

  /// A client of the server; throws where it lets none in.
  static func open(_ name: String, on server: BenchServer) throws -> OpaquePointer {
    var status = JackStatus(0)
    guard let client = unsafe jack_client_open_existing(name, server.name, &status) else {
      throw BenchError.program("the server refuses the client \(name)")
    }
    return unsafe client
  }

  /// A port of a client.
  static func port(_ client: OpaquePointer, _ name: String, _ type: String, _ flag: JackPortFlags) -> OpaquePointer? {
    unsafe jack_port_register(client, name, type, UInt(flag.rawValue), 0)
  }
}
