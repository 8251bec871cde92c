// SPDX-License-Identifier: MIT
// Makes the bank that the synthesizers are measured with.

import Foundation

/// A small DLS collection: 16 instruments, each a looped wave that sounds until its note ends.
///
/// Sixteen different seconds of sound are 1.4 MB, more than a processor's nearest cache holds, as in a song.
struct BenchBank {
  /// The low-pass of each voice.
  let filter: VoiceFilter
  /// Whether each note dies away within a tenth of a second though its key is held.
  var isDying = false

  private static let instrumentCount = 16
  private static let waveFrames = 44_100
  private static let unityNote = 60

  /// The collection.
  var bytes: [UInt8] {
    let waves = (0..<Self.instrumentCount).map { wave(number: $0) }
    let offsets = waves.indices.map { index in waves[..<index].reduce(0) { $0 + $1.count } }
    let pool = words([8, waves.count] + offsets)
    let instruments = (0..<Self.instrumentCount).flatMap { instrument(number: $0) }
    return list(
      "RIFF", "DLS ",
      chunk("colh", words([Self.instrumentCount])) + list("LIST", "lins", instruments) + chunk("ptbl", pool)
        + list("LIST", "wvpl", waves.flatMap { $0 }))
  }

  private func instrument(number: Int) -> [UInt8] {
    // Range of keys, range of velocities, options, key group.
    let range = chunk("rgnh", halves([0, 127, 0, 127, 0, 0]))
    let link = chunk("wlnk", halves([0, 0]) + words([1, number]))
    let region = list("LIST", "rgn ", range + sampleParameters + link)
    let header = chunk("insh", words([1, 0, number]))
    return list("LIST", "ins ", header + list("LIST", "lrgn", region) + articulation)
  }

  /// Connections of nothing, the LFO and EG2 to the filter's cutoff, and the decays to nothing (DLS 2, 1.14.3).
  private var articulation: [UInt8] {
    let cutoff = [connection(from: 0, to: 0x0500, VoiceFilter.cutoffCents)]
    let moving = [
      connection(from: 1, to: 0x0500, VoiceFilter.depthCents), connection(from: 5, to: 0x0500, VoiceFilter.depthCents),
      connection(from: 0, to: 0x030B, VoiceFilter.decayTimeCents), connection(from: 0, to: 0x030E, 0),
    ]
    // 1200 * log2(0.1 s); the sustain is nothing.
    let dying = isDying ? [connection(from: 0, to: 0x0207, -3986), connection(from: 0, to: 0x020A, 0)] : []
    let connections =
      switch filter {
      case .none: dying
      case .still: dying + cutoff
      case .moving: dying + cutoff + moving
      }
    guard !connections.isEmpty else { return [] }
    return list("LIST", "lar2", chunk("art2", words([8, connections.count]) + connections.flatMap(\.self)))
  }

  private func connection(from source: Int, to destination: Int, _ scale: Int) -> [UInt8] {
    halves([source, 0, destination, 0]) + words([scale << 16])
  }

  private func wave(number: Int) -> [UInt8] {
    let format = halves([1, 1]) + words([44_100, 88_200]) + halves([2, 16])
    return list(
      "LIST", "wave", chunk("fmt ", format) + chunk("data", halves(samples(number: number))) + sampleParameters)
  }

  /// The unity note, and a loop over the whole wave.
  private var sampleParameters: [UInt8] {
    chunk("wsmp", words([20]) + halves([Self.unityNote, 0]) + words([0, 0, 1, 16, 0, 0, Self.waveFrames]))
  }

  /// Twelve harmonics of 262 Hz, each at another phase; whole periods in one second, so that the loop is smooth.
  private func samples(number: Int) -> [Int] {
    (0..<Self.waveFrames).map { frame in
      let time = 2 * Double.pi * 262 * Double(frame) / Double(Self.waveFrames)
      let sum = (1...12).reduce(0.0) { $0 + sin(Double($1) * (time + Double(number))) / Double($1) }
      return Int(8_000 * sum)
    }
  }

  private func chunk(_ identifier: String, _ content: [UInt8]) -> [UInt8] {
    Array(identifier.utf8) + words([content.count]) + content + (content.count % 2 == 0 ? [] : [0])
  }

  private func list(_ identifier: String, _ kind: String, _ content: [UInt8]) -> [UInt8] {
    chunk(identifier, Array(kind.utf8) + content)
  }

  private func words(_ numbers: [Int]) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  }

  private func halves(_ numbers: [Int]) -> [UInt8] {
    numbers.flatMap { number in (0..<2).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  }
}
