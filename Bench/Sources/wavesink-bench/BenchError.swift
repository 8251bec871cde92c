// SPDX-License-Identifier: MIT
// Why a measurement would mean nothing.

/// Why a measurement would mean nothing.
enum BenchError: Error, CustomStringConvertible {
  /// libfluidsynth could not be set up.
  case fluidSynth(String)
  /// A bank could not be loaded.
  case bank(String)
  /// Another program failed.
  case program(String)
  /// A side does not sound as many voices as were asked for.
  case voices(side: String, sounding: Int, asked: Int)

  var description: String {
    switch self {
    case .fluidSynth(let what): "libfluidsynth: \(what)"
    case .bank(let what), .program(let what): what
    case .voices(let side, let sounding, let asked):
      "\(side) sounds \(sounding) voices where \(asked) were asked for: no ratio would mean anything"
    }
  }
}
