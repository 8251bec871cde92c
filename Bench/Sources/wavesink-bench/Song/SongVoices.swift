// SPDX-License-Identifier: MIT
// Counts the voices that a song begins, on both sides.

import AudioFile
import CFluidSynth
import Foundation
import MIDI
import Miniport
import Playback
import Realtime
import Synthesis

/// How many voices a song begins: where the sides differ they do not play the same notes.
enum SongVoices {
  /// In our engine, as `wavesink render` sets it up.
  static func ours(song path: String, bank: String) throws -> Int {
    let song = try Song(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    var configuration = Synthesizer.Configuration(rate: SampleRate(hertz: UInt32(BenchSettings.rate)))
    configuration.layout.groupCount = song.groupCount
    var renderer = OfflineRenderer(configuration, blockFrames: 256) {
      try CompressedSample.decode($0, frameLimit: $1).samples
    }
    for download in renderer.download([.file(bank)]) {
      if case .failed(let reason) = download.outcome { throw BenchError.bank("\(bank): \(reason)") }
    }
    unsafe renderer.render(song, tailSeconds: 1) { _ in }
    return Int(renderer.statistics.value(of: .voicesStarted))
  }

  /// In libfluidsynth, as its program sets it up.
  static func peer(song: String, bank: String) throws -> Int {
    guard let settings = unsafe new_fluid_settings() else { throw BenchError.fluidSynth("no settings") }
    defer { unsafe delete_fluid_settings(settings) }
    unsafe fluid_settings_setnum(settings, "synth.sample-rate", Double(BenchSettings.rate))
    guard let synth = unsafe new_fluid_synth(settings) else { throw BenchError.fluidSynth("no synthesizer") }
    defer { unsafe delete_fluid_synth(synth) }
    guard unsafe fluid_synth_sfload(synth, bank, 1) >= 0, let player = unsafe new_fluid_player(synth) else {
      throw BenchError.bank("\(bank): libfluidsynth cannot load it")
    }
    defer { unsafe delete_fluid_player(player) }
    var count = unsafe PeerVoiceCount(synth: synth)
    try unsafe withUnsafeMutablePointer(to: &count) { count in
      unsafe fluid_player_set_playback_callback(player, { unsafe PeerVoiceCount.hear($0, $1) }, count)
      unsafe fluid_player_add(player, song)
      guard unsafe fluid_player_play(player) == FLUID_OK else { throw BenchError.bank("\(song): cannot be played") }
      var samples = [Float](repeating: 0, count: 2 * BenchSettings.blockFrames)
      while unsafe fluid_player_get_status(player) == Int32(FLUID_PLAYER_PLAYING.rawValue) {
        unsafe samples.withUnsafeMutableBufferPointer { buffer in
          _ = unsafe fluid_synth_write_float(
            synth, Int32(BenchSettings.blockFrames), buffer.baseAddress, 0, 2, buffer.baseAddress, 1, 2)
        }
      }
    }
    return unsafe count.voiceCount
  }
}
