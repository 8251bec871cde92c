// SPDX-License-Identifier: MIT
// Answers OSC messages. A control thread of its own.

internal import Glibc
internal import Synchronization
import Miniport
import Realtime
import Synthesis

/// A server for OSC over UDP. Each message is answered with `/reply` and its path, or with `/error`, its path, a number and a
/// sentence; what plays music is answered only where something is wrong.
public final class ControlServer: Sendable {
  private let socket: OSCSocket
  private let studio: Studio
  private let isStopping = Flag()
  private let thread: WorkerThread
  /// Where clients reach it.
  public let url: String

  /// How long a wait for a packet may take: what came to its end meanwhile is told after it.
  private static let patienceMilliseconds: Int32 = 20
  /// While so many wait for an answer, what is answered later is refused.
  private static let promiseLimit = 128

  private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
  }

  /// What was promised to somebody.
  private struct Promise {
    let path: String
    let to: OSCSocket.Address
    let answer: ControlMethod.Answer
    /// Hundredths of a download that were told.
    var toldPercent = 0
  }

  /// Listens from now on. `host`: an address of this machine; others than 127.0.0.1 let others in. `port`: 0 for any that is
  /// free. Thread: setup.
  public init(_ studio: Studio, host: String = "127.0.0.1", port: Int = 0) throws(OSCSocket.Failure) {
    let socket = try OSCSocket(host: host, port: port)
    self.socket = socket
    self.studio = studio
    url = "osc.udp://\(host):\(socket.port)/"
    let stopping = isStopping
    thread = WorkerThread(name: "control") {
      var promises: [Promise] = []
      while !stopping.isSet {
        // What comes in by JACK is to be read back soon.
        let isCapturing = studio.statistics.integer(.captureReaders) > 0
        let patience = isCapturing ? 1 : ControlServer.patienceMilliseconds
        if let packet = socket.receive(milliseconds: patience) {
          ControlServer.take(packet.bytes, from: packet.from, socket, studio, &promises)
        }
        var open: [Promise] = []
        for var promise in promises where !ControlServer.keep(&promise, socket) { open.append(promise) }
        promises = open
        studio.mirror.update()
        studio.sampleRunning()
        studio.activity.withLock { $0 }?.look(at: .now)
        studio.settleMixes()
        studio.endSilentClients(at: ContinuousClock().now)
        ControlServer.sendCaptured(studio, socket)
      }
    }
  }

  /// Ends the thread and the socket. Thread: control.
  public func stop() {
    isStopping.set()
    thread.join()
  }

  deinit { stop() }

  private static func take(
    _ bytes: [UInt8], from sender: OSCSocket.Address, _ socket: OSCSocket, _ studio: Studio, _ promises: inout [Promise]
  ) {
    let packet: OSCPacket
    do { packet = try OSCPacket(bytes) } catch {
      studio.statistics.add(to: .controlMessagesRefused)
      return send(ControlFault(.noPacket, error.description), about: "", to: sender, socket)
    }
    studio.clients.client(at: sender)?.hear(at: ContinuousClock().now)
    for part in packet.parts {
      studio.statistics.add(to: .controlMessages)
      let request = ControlRequest(message: part.message, time: part.time, sender: sender)
      do throws(ControlFault) {
        let method = try ControlMethod.method(for: part.message)
        guard promises.count < ControlServer.promiseLimit || !method.isLasting(part.message.arguments.count) else {
          throw ControlFault(.failed, "too many changes wait already: ask again")
        }
        let answer = try method.answer(studio, request)
        switch answer {
        case .values(let values): reply(values, about: part.message.path, to: sender, socket)
        case .download(let download):
          assert(method.isLasting(part.message.arguments.count), "\(part.message.path) is answered later")
          reply([.int32(Int32(clamping: download.id))], about: part.message.path, to: sender, socket)
          promises.append(Promise(path: part.message.path, to: sender, answer: answer))
        case .unload, .rack, .layout, .later:
          assert(method.isLasting(part.message.arguments.count), "\(part.message.path) is answered later")
          promises.append(Promise(path: part.message.path, to: sender, answer: answer))
        case .nothing: break
        }
      } catch {
        studio.statistics.add(to: .controlMessagesRefused)
        send(error, about: part.message.path, to: sender, socket)
      }
    }
  }

  /// Sends what has come in by JACK to who reads it back.
  private static func sendCaptured(_ studio: Studio, _ socket: OSCSocket) {
    for message in studio.takeCaptured() {
      let packet = OSCMessage(
        "/wavesink/captured", .int32(Int32(message.group)), .int64(message.time.frames), .blob(message.bytes)
      ).bytes
      for client in studio.clients.clients where client.isCapturing { socket.send(packet, to: client.address) }
    }
  }

  /// Tells how far a download is, each hundredth once at most.
  private static func tellProgress(of download: Download, _ promise: inout Promise, _ socket: OSCSocket) {
    guard let share = download.progress, Int(share * 100) > promise.toldPercent else { return }
    promise.toldPercent = Int(share * 100)
    socket.send(
      OSCMessage("/wavesink/progress", .int32(Int32(clamping: download.id)), .float(Float(share))).bytes, to: promise.to
    )
  }

  /// Tells the end of what has ended; true when that is done.
  private static func keep(_ promise: inout Promise, _ socket: OSCSocket) -> Bool {
    switch promise.answer {
    case .download(let download): return keep(download, &promise, socket)
    case .unload(let unload):
      switch unload.result {
      case nil: return false
      case .gone?: reply([.int32(Int32(clamping: unload.id))], about: promise.path, to: promise.to, socket)
      case .unknown?:
        let fault = ControlFault(.failed, "no bank has the id \(unload.id)")
        send(fault, about: promise.path, to: promise.to, socket)
      case .ended?:
        send(ControlFault(.failed, "the client ended first"), about: promise.path, to: promise.to, socket)
      }
    case .rack(let request):
      switch request.outcome {
      case nil: return false
      case .success(let report)?:
        if case .values(let json)? = try? ControlMethod.Answer.json(report) {
          reply(json, about: promise.path, to: promise.to, socket)
        }
      case .failure(let error)?:
        send(ControlFault(.failed, "\(request.path): \(error)"), about: promise.path, to: promise.to, socket)
      }
    case .layout(let request):
      switch request.outcome {
      case nil: return false
      case .done(let layout)?:
        reply(request.answer(layout), about: promise.path, to: promise.to, socket)
      case .failed(let sentence)?: send(ControlFault(.failed, sentence), about: promise.path, to: promise.to, socket)
      }
    case .later(let answer):
      switch answer.outcome {
      case nil: return false
      case .success(let values)?: reply(values, about: promise.path, to: promise.to, socket)
      case .failure(let fault)?: send(fault, about: promise.path, to: promise.to, socket)
      }
    case .values, .nothing: break
    }
    return true
  }

  /// Tells how far a download is, or how it ended; true then.
  private static func keep(_ download: Download, _ promise: inout Promise, _ socket: OSCSocket) -> Bool {
    switch download.outcome {
    case nil:
      tellProgress(of: download, &promise, socket)
      return false
    case .playing(let report)?:
      guard case .values(let json)? = try? ControlMethod.Answer.json(DownloadReport(download.id, report)) else {
        return true
      }
      reply([.int32(Int32(clamping: download.id))] + json, about: promise.path, to: promise.to, socket)
    case .failed(let sentence)?:
      let fault = ControlFault(.failed, "\(download.source.name): \(sentence)")
      send(fault, about: promise.path, to: promise.to, socket)
    }
    return true
  }

  private static func reply(
    _ values: [OSCValue], about path: String, to address: OSCSocket.Address, _ socket: OSCSocket
  ) {
    if !socket.send(OSCMessage("/reply", [.string(path)] + values).bytes, to: address) {
      send(ControlFault(.failed, "the answer is too long for a datagram"), about: path, to: address, socket)
    }
  }

  private static func send(
    _ fault: ControlFault, about path: String, to address: OSCSocket.Address, _ socket: OSCSocket
  ) {
    socket.send(
      OSCMessage("/error", .string(path), .int32(fault.code.rawValue), .string(fault.sentence)).bytes, to: address)
  }
}
