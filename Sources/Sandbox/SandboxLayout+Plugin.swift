// SPDX-License-Identifier: MIT
// The shared memory that a plug-in needs. Any thread.

public import LV2
public import SandboxProtocol

extension SandboxLayout {
  /// Both sides compute it from what the plug-in's data say. Thread: any.
  public init(of plugin: PluginDescription) {
    self.init(
      outputCount: plugin.ports.count { $0.kind == .audio && !$0.isInput },
      inputCount: plugin.ports.count { $0.kind == .audio && $0.isInput }, controlCount: plugin.valueCount)
  }
}
