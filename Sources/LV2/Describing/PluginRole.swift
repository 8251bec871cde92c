// SPDX-License-Identifier: MIT
// What a plug-in is used for. Any thread.

/// What somebody wants of a plug-in.
public enum PluginRole: String, Codable, Sendable {
  /// It makes sound of messages.
  case instrument
  /// It changes sound.
  case effect

  /// What is wrong with a plug-in that cannot do that; nil where it can. Thread: any.
  func fault(of plugin: PluginDescription) -> PluginFault? {
    switch self {
    case .instrument: plugin.isInstrument ? nil : .noInstrument(plugin.uri)
    case .effect: plugin.isEffect ? nil : .noEffect(plugin.uri)
    }
  }
}
