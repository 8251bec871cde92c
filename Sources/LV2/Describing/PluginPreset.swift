// SPDX-License-Identifier: MIT
// A preset of a plug-in. Any thread.

/// What programs and people call a preset.
public struct PluginPreset: Codable, Equatable, Sendable {
  /// What programs call it.
  public let uri: String
  /// What people call it.
  public let name: String

  /// Thread: any.
  public init(uri: String, name: String) { (self.uri, self.name) = (uri, name) }

  /// What is in it.
  public struct Content: Sendable {
    /// Whose it is.
    public let preset: PluginPreset
    /// Values of controls, by their symbols.
    public var controls: [String: Float] = [:]
    /// It has more than that, which the plug-in takes before it runs.
    public let hasState: Bool
  }
}
