// SPDX-License-Identifier: MIT
// How long the state of a plug-in may be. Any thread but audio.

/// A state on its way between a client and a sandbox.
public enum SandboxState {
  /// Bytes of its text: far more than any plug-in should write into a session, and little enough to be held some times over.
  public static let byteLimit = 64 << 20

  /// Why a state is not handed over; nil where it is. Thread: any but audio.
  public static func problem(_ state: String) -> String? {
    let count = state.utf8.count
    guard count > byteLimit else { return nil }
    return "its state has \(count) bytes, more than the \(byteLimit >> 20) MB that a sandbox takes and gives"
  }
}
