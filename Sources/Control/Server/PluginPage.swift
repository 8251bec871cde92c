// SPDX-License-Identifier: MIT
// Plug-ins that are installed, as values for programs. Control threads.

internal import LV2

/// Some of the plug-ins: as many as fit a datagram. Fields may be added, and are never renamed.
public struct PluginPage: Codable, Sendable {
  /// Plug-ins that are installed.
  public let total: Int
  /// Number of the first one here.
  public let first: Int
  /// Some of them, in the order of their URIs.
  public let plugins: [Plugin]

  /// A plug-in.
  public struct Plugin: Codable, Sendable {
    /// What programs call it.
    public let uri: String
    /// What people call it.
    public let name: String
    /// The kind of plug-in, such as Instrument or Reverb; empty where nothing is said.
    public let `class`: String
    /// Whether it can be hosted.
    public let canBeHosted: Bool
    /// Why not.
    public let reason: String?
    /// It makes sound of messages.
    public let isInstrument: Bool
    /// It changes sound.
    public let isEffect: Bool

    init(_ plugin: PluginDescription) {
      (uri, name, `class`) = (plugin.uri, plugin.name, plugin.kind)
      canBeHosted = plugin.isHostable
      reason = plugin.obstacles.isEmpty ? nil : plugin.obstacles.joined(separator: "; ")
      (isInstrument, isEffect) = (plugin.isInstrument, plugin.isEffect)
    }
  }

  init(_ all: [PluginDescription], first: Int) {
    total = all.count
    self.first = first
    plugins = JSONPage.elements(of: all.dropFirst(first).prefix(500).map(Plugin.init), from: 0)
  }
}
