// SPDX-License-Identifier: MIT
// What the server tells the client beside the audio. JACK's notification thread writes, where the server fails also the
// process thread; the control thread reads.

import CJack
import Glibc
import Realtime

/// What the callbacks outside the audio thread use.
///
/// News travels to the control thread through a socket, so that it can be waited for together with anything else.
@safe final class JackNotices: @unchecked Sendable {
  // Safe because everything here is constant but for the freewheel ring, which JACK's one notification thread alone
  // pushes to, and a socket takes datagrams from any thread.
  let ports: JackPorts
  let statistics: Statistics
  let sampleRate: SampleRate
  /// Frames from an event to its sound.
  let latencyFrames: UInt32
  let freewheel: RingProducer<Bool>
  /// The socket to write news to; it never blocks.
  let writer: Int32

  init(
    of client: borrowing JackClient, latencyFrames: Int, freewheel: consuming RingProducer<Bool>, writer: Int32
  ) {
    unsafe ports = client.ports
    statistics = client.statistics.another()
    sampleRate = client.sampleRate
    self.latencyFrames = UInt32(max(0, latencyFrames))
    self.freewheel = freewheel
    self.writer = writer
  }

  /// Sends one piece of news as one datagram. Thread: notification, or process when the server fails.
  func send(_ kind: Kind, _ text: some Collection<UInt8>) {
    let bytes = [kind.rawValue] + text.prefix(JackNotices.textLimit)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(writer, $0.baseAddress, $0.count) }
  }

  /// What a piece of news is about: its first byte.
  enum Kind: UInt8 {
    /// The server is gone; the reason follows.
    case serverGone
    /// The sample rate changed; the new one follows, in hertz, as decimal digits.
    case sampleRateChanged
  }

  /// Bytes of text that a piece of news has at most.
  static var textLimit: Int { 500 }

  /// Passes the latency of one side of the client to the other, that of the miniport added. Thread: notification.
  ///
  /// Capture latency travels from the MIDI inputs to the outputs, playback latency the other way.
  func passLatency(_ mode: jack_latency_callback_mode_t) {
    let isCapture = mode == JackCaptureLatency
    let known = unsafe isCapture ? ports.midiInputs : ports.audioOutputs
    let wanted = unsafe isCapture ? ports.audioOutputs : ports.midiInputs
    var range = jack_latency_range_t(min: .max, max: 0)
    for index in unsafe known.indices {
      var one = jack_latency_range_t()
      unsafe jack_port_get_latency_range(known[index], mode, &one)
      range.min = min(range.min, one.min)
      range.max = max(range.max, one.max)
    }
    range.min &+= latencyFrames
    range.max &+= latencyFrames
    for index in unsafe wanted.indices { unsafe jack_port_set_latency_range(wanted[index], mode, &range) }
  }
}
