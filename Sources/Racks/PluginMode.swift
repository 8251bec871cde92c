// SPDX-License-Identifier: MIT
// Where a plug-in runs. Any thread.

/// Where a plug-in or a synthesizer runs, and whether it is waited for.
public enum PluginMode: String, CaseIterable, Sendable {
  /// In a process of its own, whose end ends nothing else; the audio thread waits for it up to a half of the period, for effects up to seven
  /// tenths of it, all of them together.
  case sandbox
  /// The same, one period late, and never waited for.
  case pipelined
  /// In the audio process, whose fate it shares.
  case inProcess = "in-process"
}
