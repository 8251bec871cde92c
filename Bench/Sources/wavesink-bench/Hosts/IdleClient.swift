// SPDX-License-Identifier: MIT
// A JACK client that does nothing: what is left of a measurement where there is nothing to be measured.

import CJack
import CRealtime

/// A client with a MIDI input and an audio output, which is silent. It goes with this value.
@safe final class IdleClient {
  // Safe because the port is used by the callback alone, until the client is closed.
  private let client: OpaquePointer

  init(_ name: String, on server: BenchServer) throws {
    unsafe client = try GraphProbe.open(name, on: server)
    _ = unsafe GraphProbe.port(client, "in", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput)
    let output = unsafe GraphProbe.port(client, "out", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput)
    unsafe jack_set_process_callback(client, idleCallback, UnsafeMutableRawPointer(output))
    unsafe jack_activate(client)
  }

  deinit { unsafe jack_client_close(client) }
}

/// The callback of a client that does nothing.
func idleCallback(_ frames: UInt32, _ context: UnsafeMutableRawPointer?) -> Int32 {
  guard let port = OpaquePointer(context), let samples = unsafe rt_jack_audio(port, frames) else { return 0 }
  unsafe rt_zero(samples, UInt64(frames) * 4)
  return 0
}
