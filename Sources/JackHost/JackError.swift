// SPDX-License-Identifier: MIT
// What can go wrong between this client and the server. Control thread.

public import Realtime

/// Why there is no JACK client, or no longer one.
public enum JackError: Error, Equatable, Sendable {
  /// No server of this name answers.
  case noServer(name: String)
  /// Another client of the server has this name.
  case nameTaken(String)
  /// A client cannot have this name; `limit`: bytes that a name may have.
  case nameUnusable(String, limit: Int)
  /// The server answered, and refused; `status`: the bits of `jack_status_t`.
  case refused(name: String, status: UInt32)
  /// The server gave no port of this name, perhaps because it has no more.
  case noPort(name: String)
  /// The system gave no thread for a render worker; `status`: its error number.
  case noThread(status: Int32)
  /// The server registered the client and did not start it.
  case notActivated
  /// The server ended, or ended the client; `reason`: its own words, perhaps none.
  case serverGone(reason: String)
  /// The server changed its sample rate under the client.
  case sampleRateChanged(from: SampleRate, to: SampleRate)
}
