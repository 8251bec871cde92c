// SPDX-License-Identifier: MIT
// A port as a patchbay shows it. Any thread.

/// A port of some client of the server.
public struct PatchbayPort: Equatable, Sendable {
  /// Its full name.
  public let name: String
  /// What people read; nil where nothing is said.
  public let prettyName: String?
  /// It takes; else it gives.
  public let isInput: Bool
  /// Messages go through it; else sound.
  public let isMIDI: Bool
  /// It is this client's.
  public let isOwn: Bool
  /// It is a machine's.
  public let isPhysical: Bool
}
