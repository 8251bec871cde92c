// SPDX-License-Identifier: MIT
// Opens a client and starts it. Setup thread.

import CJack
public import Miniport
public import Realtime

extension JackClient {
  /// Opens a client of a running server and registers its ports; never starts a server.
  ///
  /// Fails at once where there is no server. Thread: setup.
  public static func open(
    _ configuration: JackConfiguration, statistics: borrowing Statistics
  ) throws(JackError) -> JackClient {
    precondition(configuration.layout.groupCount > 0, "a client has a channel group")
    jack_silence_messages()
    EngineRemains.sweep()
    try checkName(configuration.clientName)
    var status = JackStatus(0)
    guard
      let handle = unsafe jack_client_open_existing(configuration.clientName, configuration.serverName, &status)
    else { throw failure(ofServer: serverName(configuration.serverName), status: status.rawValue) }
    // Not with JackUseExactName: libjack then reports the refusal as a server error like any other (JACK 1.9.21). PipeWire
    // gives a name to anybody, and then shows the ports of the later one under another.
    guard unsafe String(cString: jack_get_client_name(handle)) == configuration.clientName,
      unsafe !hasPorts(handle, of: configuration.clientName)
    else {
      unsafe jack_client_close(handle)
      throw .nameTaken(configuration.clientName)
    }
    let ports: JackPorts
    do throws(JackError) {
      ports = try unsafe JackPorts(of: configuration.layout, client: handle)
    } catch {
      unsafe jack_client_close(handle)
      throw error
    }
    let client = unsafe JackClient(handle: handle, ports: ports, configuration: configuration, statistics: statistics)
    client.describe()
    return client
  }

  private init(
    handle: OpaquePointer, ports: JackPorts, configuration: JackConfiguration, statistics: borrowing Statistics
  ) {
    unsafe self.handle = unsafe handle
    self.ports = ports
    self.configuration = configuration
    sampleRate = SampleRate(hertz: max(1, unsafe jack_get_sample_rate(handle)))
    self.statistics = statistics.another()
    unsafe clock = JackClock(handle, statistics)
    news = JackNewsQueue()
  }

  /// Starts the client with the miniport that it hosts: from now on it sounds, and `port` belongs to the audio thread.
  ///
  /// `port` has as many buses as the configuration says. Thread: setup, once.
  public mutating func activate(_ port: consuming Port<HostedMiniport>) throws(JackError) {
    try unsafe activate(port, process: hostedProcessCallback)
  }

  /// Starts the client with a miniport of any kind. `process` is the caller's own C function, proved for this kind: it
  /// gets the address of an `Engine<M>` and calls `process(frames:)`. Thread: setup, once.
  public mutating func activate<M: Miniport & ~Copyable>(
    _ port: consuming Port<M>, process: @escaping @convention(c) (UInt32, UnsafeMutableRawPointer?) -> Int32
  ) throws(JackError) {
    precondition(unsafe active == nil, "a client is activated once")
    silence = NoteRelease(
      players: port.makeInput(source: MessageSource.server), outputs: port.makeInput(source: MessageSource.host))
    let notices = JackNotices(of: self, latencyFrames: port.latencyFrames)
    toldLatency = Int64(port.latencyFrames)
    let table = JackPortTable(ports)
    let swap = TableSwapEnds<JackPortTable>(initial: table)
    let tables = TableSwitch<JackPortTable>(swap.publisher, initial: table)
    let busLimit = port.busLimit
    let engine = UnsafeMutablePointer<Engine<M>>.allocate(capacity: 1)
    unsafe engine.initialize(
      to: Engine(port: port, client: self, tables: swap.reader))
    unsafe active = ActiveParts(
      notices: notices, tables: tables, busLimit: busLimit, engine: UnsafeMutableRawPointer(engine)
    ) { address in
      let engine = unsafe address.assumingMemoryBound(to: Engine<M>.self)
      unsafe engine.deinitialize(count: 1)
      unsafe engine.deallocate()
    }
    let context = unsafe Unmanaged.passUnretained(notices).toOpaque()
    guard unsafe jack_set_process_callback(handle, process, engine) == 0, unsafe setCallbacks(context) else {
      throw .notActivated
    }
    // JACK 2 calls back with the period at activation, PipeWire with the next one.
    statistics.set(Int64(periodFrames), gauge: .periodFrames)
    // PipeWire 0.3.65 calls the plain one alone, JACK 2 the other one alone where there are both.
    unsafe jack_on_shutdown(handle, plainShutdownCallback, context)
    unsafe jack_on_info_shutdown(handle, shutdownCallback, context)
    guard unsafe jack_activate(handle) == 0 else { throw .notActivated }
  }

  /// Registers what is called beside the audio; false where the server refuses one.
  private func setCallbacks(_ context: UnsafeMutableRawPointer) -> Bool {
    let results = unsafe [
      jack_set_thread_init_callback(handle, threadInitCallback, context),
      jack_set_xrun_callback(handle, xrunCallback, context),
      jack_set_freewheel_callback(handle, freewheelCallback, context),
      jack_set_latency_callback(handle, latencyCallback, context),
      jack_set_buffer_size_callback(handle, bufferSizeCallback, context),
      jack_set_sample_rate_callback(handle, sampleRateCallback, context),
      jack_set_port_registration_callback(handle, portRegistrationCallback, context),
      jack_set_port_connect_callback(handle, portConnectCallback, context),
    ]
    return results.allSatisfy { $0 == 0 }
  }

  /// A name must be one that JACK takes unchanged.
  private static func checkName(_ name: String) throws(JackError) {
    let limit = Int(jack_client_name_size()) - 1
    guard (1...limit).contains(name.utf8.count), !name.contains(":"), !name.contains("\0") else {
      throw .nameUnusable(name, limit: limit)
    }
  }

  /// The name under which a server is looked for. Thread: setup or control.
  static func serverName(_ wanted: String?) -> String {
    unsafe wanted ?? getenv("JACK_DEFAULT_SERVER").map { unsafe String(cString: $0) } ?? "default"
  }

  /// Why a server did not take a client. Thread: setup or control.
  static func failure(ofServer name: String, status: UInt32) -> JackError {
    status & JackServerFailed.rawValue != 0 ? .noServer(name: name) : .refused(name: name, status: status)
  }
}
