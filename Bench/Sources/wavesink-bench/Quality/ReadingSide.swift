// SPDX-License-Identifier: MIT
// The interpolators that are measured beside each other.

import Foundation
import Synthesis

/// An interpolator of one of the synthesizers.
enum ReadingSide: CaseIterable {
  case linear
  case cubic
  case sinc
  case peerCubic
  case peerSinc

  /// For the head of a column.
  var title: String {
    switch self {
    case .linear: "linear"
    case .cubic: "cubic"
    case .sinc: "sinc"
    case .peerCubic: "fluidsynth, 4th order"
    case .peerSinc: "fluidsynth, 7th order"
    }
  }

  /// A synthesizer that reads the bank of sines in this way.
  func synthesizer(bank: [UInt8]) throws -> any BenchedSynth {
    switch self {
    case .linear: try ours(.linear, bank)
    case .cubic: try ours(.cubic, bank)
    case .sinc: try ours(.sinc, bank)
    case .peerCubic: try peer(.cubic, bank)
    case .peerSinc: try peer(.sinc, bank)
    }
  }

  private func ours(_ interpolation: Interpolation, _ bank: [UInt8]) throws -> Wavesink {
    try Wavesink(bank: BankSource.bytes(bank, name: "the bank of sines"), settings: settings(interpolation))
  }

  private func peer(_ interpolation: Interpolation, _ bank: [UInt8]) throws -> FluidSynth {
    try BankFile(bytes: bank).withPath { try FluidSynth(bank: $0, settings: settings(interpolation)) }
  }

  private func settings(_ interpolation: Interpolation) -> BenchSettings {
    BenchSettings(voiceCount: 1, interpolation: interpolation, peerInterpolation: interpolation, filter: .none)
  }
}
