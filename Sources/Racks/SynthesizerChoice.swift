// SPDX-License-Identifier: MIT
// A synthesizer in a sandbox, as it is wanted. Any thread.

/// How a synthesizer of a group's own runs.
public struct SynthesizerChoice: Hashable, Sendable {
  /// It is one period late and never waited for.
  public var isPipelined: Bool
  /// The sandbox that it shares with others, by its name; nil for one of its own.
  public var sandboxGroup: String?

  /// Thread: any.
  public init(isPipelined: Bool = false, sandboxGroup: String? = nil) {
    self.isPipelined = isPipelined
    self.sandboxGroup = sandboxGroup
  }
}
