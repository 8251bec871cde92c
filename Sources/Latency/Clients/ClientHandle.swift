// SPDX-License-Identifier: MIT
// One client of the tool's own, and what it asks of the server. Control thread.

import CJack
import Realtime

/// A JACK client, open until it is closed.
@safe final class ClientHandle: @unchecked Sendable {
  // Safe because libjack's functions may be called by any thread, and the pointer is used until `close` alone.
  let pointer: OpaquePointer
  let name: String
  private var isOpen = true

  /// `server`: nil for the default one. Throws where it gives no client; never starts one. Thread: control.
  init(_ name: String, server: String?) throws(LatencyError) {
    jack_silence_messages()
    var status = JackStatus(0)
    guard let pointer = unsafe jack_client_open_existing(name, server, &status) else {
      if status.rawValue & JackServerFailed.rawValue != 0 { throw .noServer(name: ClientHandle.name(ofServer: server)) }
      throw .refused("client \(name) (status \(status.rawValue))")
    }
    unsafe self.pointer = pointer
    self.name = unsafe String(cString: jack_get_client_name(pointer))
  }

  deinit { close() }

  /// What a server is called where nobody has said which. Thread: any.
  static func name(ofServer server: String?) -> String {
    unsafe server ?? getenv("JACK_DEFAULT_SERVER").map { unsafe String(cString: $0) } ?? "default"
  }

  /// Ends the callbacks. Thread: control.
  func close() {
    guard isOpen else { return }
    isOpen = false
    unsafe jack_client_close(pointer)
  }

  var rate: SampleRate { SampleRate(hertz: max(1, unsafe jack_get_sample_rate(pointer))) }
  var periodFrames: Int { Int(unsafe jack_get_buffer_size(pointer)) }
  var isRealtime: Bool { unsafe jack_is_realtime(pointer) != 0 }
  var priority: Int { Int(unsafe jack_client_real_time_priority(pointer)) }

  func register(_ port: String, _ type: String, _ flags: JackPortFlags) throws(LatencyError) -> OpaquePointer {
    guard let made = unsafe jack_port_register(pointer, port, type, UInt(flags.rawValue), 0) else {
      throw .refused("port \(name):\(port)")
    }
    return unsafe made
  }

  /// Starts it: from now on the server calls `process` with `context`, and `witness` for what else it has to say. Thread: control, once.
  func activate(
    _ process: @escaping @convention(c) (UInt32, UnsafeMutableRawPointer?) -> Int32, _ context: UnsafeMutableRawPointer,
    witness: GraphWitness
  ) throws(LatencyError) {
    witness.watch(self)
    unsafe jack_set_process_callback(pointer, process, context)
    try activate()
  }

  /// Starts it, without callbacks of its own. Thread: control, once.
  func activate() throws(LatencyError) {
    guard unsafe jack_activate(pointer) == 0 else { throw .refused("start to client \(name)") }
  }

  /// Full names of ports whose type and flags are these, in the server's order.
  func ports(type: String, flags: JackPortFlags) -> [String] {
    guard let names = unsafe jack_get_ports(pointer, nil, type, UInt(flags.rawValue)) else { return [] }
    defer { unsafe jack_free(UnsafeMutableRawPointer(mutating: names)) }
    var found: [String] = []
    while let name = unsafe names[found.count] { unsafe found.append(String(cString: name)) }
    return found
  }

  var midiInputs: [String] { ports(type: JACK_DEFAULT_MIDI_TYPE, flags: JackPortIsInput) }
  var audioOutputs: [String] { ports(type: JACK_DEFAULT_AUDIO_TYPE, flags: JackPortIsOutput) }

  /// Connects two ports; whether they are connected now.
  func connect(_ source: String, _ destination: String) -> Bool {
    let status = unsafe jack_connect(pointer, source, destination)
    return status == 0 || status == 17  // EEXIST
  }

  /// The latency that the server reports of a port, the least and the most.
  func latency(of port: String, _ mode: jack_latency_callback_mode_t) -> (least: Int, most: Int) {
    var range = jack_latency_range_t(min: 0, max: 0)
    if let port = unsafe jack_port_by_name(pointer, port) { unsafe jack_port_get_latency_range(port, mode, &range) }
    return (Int(range.min), Int(range.max))
  }

  /// Whether there is a port of this name.
  func hasPort(_ name: String) -> Bool { unsafe jack_port_by_name(pointer, name) != nil }

  /// Asks for another period; whether the server took it.
  func setPeriod(_ frames: Int) -> Bool { unsafe jack_set_buffer_size(pointer, UInt32(frames)) == 0 }

  /// The client of a port's full name.
  static func client(ofPort name: String) -> String { String(name.prefix { $0 != ":" }) }
}
