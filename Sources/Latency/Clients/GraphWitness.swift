// SPDX-License-Identifier: MIT
// What the server calls our clients for beside the audio. JACK's notification thread.

import CJack
import CRealtime
import Realtime

/// Keeps what the server tells of xruns and of its end. It outlives the client.
final class GraphWitness: Sendable {
  let statistics = Statistics()
  /// Why the server went, once it has.
  let ends = BlockingQueue<String>()

  /// Has a client call this. Thread: control, before activation.
  func watch(_ client: ClientHandle) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe jack_on_shutdown(client.pointer, latencyPlainShutdown, context)
    unsafe jack_on_info_shutdown(client.pointer, latencyShutdown, context)
    unsafe jack_set_xrun_callback(client.pointer, latencyXrun, context)
    unsafe jack_set_thread_init_callback(client.pointer, latencyThreadInit, nil)
  }

  static func from(_ context: UnsafeMutableRawPointer?) -> GraphWitness? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<GraphWitness>.fromOpaque(context).takeUnretainedValue()
  }
}

@c func latencyXrun(_ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe GraphWitness.from(context)?.statistics.add(1, to: .xruns)
  return 0
}

@c func latencyShutdown(_ status: JackStatus, _ reason: UnsafePointer<CChar>?, _ context: UnsafeMutableRawPointer?) {
  let words = unsafe reason.map { unsafe String(cString: $0) } ?? ""
  unsafe GraphWitness.from(context)?.ends.push(words)
}

@c func latencyPlainShutdown(_ context: UnsafeMutableRawPointer?) {
  unsafe GraphWitness.from(context)?.ends.push("")
}

@c func latencyThreadInit(_ context: UnsafeMutableRawPointer?) { rt_flush_denormals() }
