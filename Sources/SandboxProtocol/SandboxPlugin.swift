// SPDX-License-Identifier: MIT
// The plug-in of a sandbox. Control threads.

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
