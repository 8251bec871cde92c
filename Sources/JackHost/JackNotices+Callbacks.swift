// SPDX-License-Identifier: MIT
// JACK's callbacks beside the audio: xruns, freewheel, latency, period, sample rate, the end. JACK's notification thread;
// but where the server fails JACK 2 reports the end on the process thread, whose last act that is, and each thread that
// JACK makes runs the first callback of its own.

import CJack
import CRealtime
import Realtime

/// The notices behind a callback's context, which lives as long as the client.
private func notices(_ context: UnsafeMutableRawPointer?) -> JackNotices? {
  guard let context = unsafe context else { return nil }
  return unsafe Unmanaged<JackNotices>.fromOpaque(context).takeUnretainedValue()
}

/// A period was not delivered in time.
@c func xrunCallback(_ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe notices(context)?.statistics.add(1, to: .xruns)
  return 0
}

/// The server begins or ends to run faster than time.
@c func freewheelCallback(_ isStarting: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let statistics = unsafe notices(context)?.statistics.another() else { return }
  let changes = (statistics.integer(.freewheel) >> 1) &+ 1
  statistics.set(changes << 1 | (isStarting != 0 ? 1 : 0), gauge: .freewheel)
}

/// Latencies in the graph changed.
@c func latencyCallback(_ mode: jack_latency_callback_mode_t, _ context: UnsafeMutableRawPointer?) {
  unsafe notices(context)?.passLatency(mode)
}

/// The server has a new period; JACK 2 also calls this at activation with the one that it has. Nothing in the engine
/// depends on the period: it is for people to see.
@c func bufferSizeCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  unsafe notices(context)?.statistics.set(Int64(frames), gauge: .periodFrames)
  return 0
}

/// The server has a new sample rate; it also calls this at activation with the one that it has.
@c func sampleRateCallback(_ hertz: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  guard let notices = unsafe notices(context), hertz > 0, hertz != notices.sampleRate.hertz else { return 0 }
  notices.news.send(.sampleRateChanged(to: SampleRate(hertz: hertz)))
  return 0
}

/// A port of some client has come or gone.
@c func portRegistrationCallback(_ port: jack_port_id_t, _ isNew: Int32, _ context: UnsafeMutableRawPointer?) {
  unsafe notices(context)?.portChanged(port)
}

/// Two ports of whichever clients were connected or disconnected.
@c func portConnectCallback(
  _ source: jack_port_id_t, _ destination: jack_port_id_t, _ isMade: Int32, _ context: UnsafeMutableRawPointer?
) {
  unsafe notices(context)?.news.send(.connectionsChanged)
}

/// The server is gone, or has thrown the client out. Where the process thread found that out it runs there, and may
/// allocate all the same: no cycle follows.
@c func shutdownCallback(
  _ status: JackStatus, _ reason: UnsafePointer<CChar>?, _ context: UnsafeMutableRawPointer?
) {
  let words = unsafe reason.map { unsafe String(cString: $0) } ?? ""
  unsafe notices(context)?.news.send(.serverGone(reason: words))
}

/// The same, without a reason.
@c func plainShutdownCallback(_ context: UnsafeMutableRawPointer?) {
  unsafe notices(context)?.news.send(.serverGone(reason: ""))
}

/// Runs once on each thread that JACK makes for this client: denormals cost a hundred times a normal multiply.
@c func threadInitCallback(_ context: UnsafeMutableRawPointer?) {
  rt_flush_denormals()
  unsafe notices(context)?.threads.addThisThread()
}
