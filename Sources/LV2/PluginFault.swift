// SPDX-License-Identifier: MIT
// Why a plug-in does not play. Any thread.

/// What is wrong with a plug-in, its state, or a wish about it.
public enum PluginFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// No plug-in of this URI is installed.
  case unknown(String)
  /// It cannot be hosted, for these reasons.
  case notHostable(uri: String, obstacles: [String])
  /// It plays no messages: it is no instrument.
  case noInstrument(String)
  /// It changes no sound: it is no effect.
  case noEffect(String)
  /// Its code cannot be loaded, or refuses.
  case notStarted(uri: String)
  /// It needs blocks of a power of 2, and the period is none.
  case periodUnusable(uri: String, frames: Int)
  /// It has no control of this symbol.
  case unknownControl(uri: String, symbol: String)
  /// There is no preset of this URI.
  case unknownPreset(uri: String, preset: String)
  /// A state cannot be read, or is that of another plug-in.
  case badState(uri: String, path: String)

  /// A sentence without the file or command that it is about. Thread: any but audio.
  public var description: String {
    switch self {
    case .unknown(let uri): "no LV2 plug-in \(uri) is installed (wavesink plugins lists them)"
    case .notHostable(let uri, let obstacles): "\(uri) cannot be hosted: \(obstacles.joined(separator: "; "))"
    case .noInstrument(let uri): "\(uri) is no instrument: it takes no MIDI, or makes no sound of it"
    case .noEffect(let uri): "\(uri) is no effect: it has no audio inputs, or no outputs"
    case .notStarted(let uri): "\(uri) did not start: its code cannot be loaded, or it refuses"
    case .periodUnusable(let uri, let frames):
      "\(uri) needs periods of a power of 2, and the server's has \(frames) frames"
    case .unknownControl(let uri, let symbol): "\(uri) has no control \(symbol)"
    case .unknownPreset(let uri, let preset): "\(uri) has no preset \(preset)"
    case .badState(let uri, let path): "\(path) is no state of \(uri)"
    }
  }
}
