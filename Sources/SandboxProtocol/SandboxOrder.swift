// SPDX-License-Identifier: MIT
// What a client and a sandbox tell each other beside the audio, over a socket. Control threads.

/// What the client wants. Each is one packet of JSON.
public enum SandboxOrder: Codable, Sendable, Equatable {
  /// The first: which plug-in, and how.
  case open(SandboxPlugin)
  /// Its state, please.
  case state
  /// A property, by its URI, is to be this text.
  case text(property: String, String)
}

/// What the sandbox answers.
public enum SandboxAnswer: Codable, Sendable, Equatable {
  /// It runs; the number of its audio thread, and what protection it has.
  case ready(thread: Int32, protection: SandboxProtection)
  /// It does not, and why.
  case refused(String)
  /// The state, as LV2 writes it; nil where it has none.
  case state(String?)
  /// What the plug-in has written for people.
  case log([String])
}

/// A plug-in that is to run in a sandbox.
public struct SandboxPlugin: Codable, Sendable, Equatable {
  /// `SandboxLayout.version`.
  public var version: UInt32
  /// Bytes of the shared memory, as the client computes them.
  public var byteCount: Int
  /// What programs call it.
  public var uri: String
  /// What it is used for.
  public var isEffect: Bool
  /// A bundle that is seen for this plug-in alone.
  public var bundle: String?
  /// Hz.
  public var rate: Int
  /// Frames of the server's period.
  public var period: Int
  /// A preset to begin with.
  public var preset: String?
  /// A state to begin with.
  public var state: String?
  /// Values of controls, by their symbols.
  public var controls: [String: Float]
  /// Controls that are moved by controllers.
  public var controllers: [Int: String]

  /// Thread: any.
  public init(
    version: UInt32 = SandboxLayout.version, byteCount: Int, uri: String, isEffect: Bool,
    bundle: String?, rate: Int, period: Int,
    preset: String?, state: String?, controls: [String: Float], controllers: [Int: String]
  ) {
    (self.version, self.byteCount, self.uri, self.bundle) = (version, byteCount, uri, bundle)
    self.isEffect = isEffect
    (self.rate, self.period, self.preset, self.state) = (rate, period, preset, state)
    (self.controls, self.controllers) = (controls, controllers)
  }
}

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
