// SPDX-License-Identifier: MIT
// Why a miniport did not take its place. Any thread.

public import LV2
public import Sandbox

/// What is wrong with a change of a rack.
public enum RackFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// No block came in time.
  case stopped
  /// The plug-in does not play.
  case plugin(PluginFault)
  /// The plug-in's sandbox does not run.
  case sandbox(SandboxProcess.Failure)
  /// There are too many miniports.
  case full
  /// There is no bus of this name.
  case unknownBus(String)

  /// Thread: any but audio.
  public var description: String {
    switch self {
    case .stopped: "the server runs no cycles at the moment"
    case .plugin(let fault): fault.description
    case .sandbox(let failure): failure.description
    case .unknownBus(let name): "there is no bus \(name)"
    case .full: "there is no place for another miniport"
    }
  }
}
