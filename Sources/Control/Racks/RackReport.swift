// SPDX-License-Identifier: MIT
// What saving or loading a rack has done, as values for programs. Control threads.

/// All of it is 0 where a rack is loaded into a client that is like it already.
public struct RackReport: Codable, Sendable, Equatable {
  /// The rack's file.
  public var path: String
  /// Banks brought in.
  public var banksLoaded = 0
  /// Banks taken out; what sounds goes on to its end.
  public var banksUnloaded = 0
  /// MIDI messages and properties that channels were sent.
  public var messages = 0
  /// Groups and outputs, miniports, strips, routes and favourites that were changed: one for each miniport and strip, and one for each of the others.
  public var formChanges = 0
  /// Connections made, or asked for where the other side is not there yet.
  public var connectionsMade = 0
  /// Connections taken away.
  public var connectionsCut = 0
  /// What could not be done, and what is odd.
  public var warnings: [String] = []

  /// Thread: any.
  public init(path: String) { self.path = path }

  /// Whether anything was done at all.
  public var hasChanged: Bool {
    banksLoaded + banksUnloaded + messages + formChanges + connectionsMade + connectionsCut > 0
  }
}
