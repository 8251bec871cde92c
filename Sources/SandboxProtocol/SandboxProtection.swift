// SPDX-License-Identifier: MIT
// How well a sandbox is shut in. Control threads.

/// What the kernel lets a sandbox give up.
public struct SandboxProtection: Codable, Sendable, Equatable {
  /// It cannot get rights that it has not.
  public var hasNoNewPrivileges: Bool
  /// System calls are filtered.
  public var filtersSystemCalls: Bool
  /// It is in a network of its own, without any way out.
  public var isOffline: Bool
  /// It sees no files but those that it needs.
  public var limitsFiles: Bool

  /// All of it. Thread: any.
  public var isWhole: Bool { hasNoNewPrivileges && filtersSystemCalls && isOffline && limitsFiles }

  /// Thread: any.
  public init(hasNoNewPrivileges: Bool, filtersSystemCalls: Bool, isOffline: Bool, limitsFiles: Bool) {
    self.hasNoNewPrivileges = hasNoNewPrivileges
    self.filtersSystemCalls = filtersSystemCalls
    self.isOffline = isOffline
    self.limitsFiles = limitsFiles
  }
}
