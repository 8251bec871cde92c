// SPDX-License-Identifier: MIT
// One song on its way to a file. The thread of a job.

import AudioFile
import MIDI
import Miniport
import Playback
import Realtime
import Synthesis

extension RenderCommand {
  /// A day. A few bytes can ask for years of silence, which would fill any disk.
  private static let longestSeconds = 86_400.0

  /// Renders one song; nothing is left of a file that is not finished.
  func render(
    _ path: String, _ banks: [BankSource], isStopping: () -> Bool
  ) throws(CommandFailure) {
    let file = try SongFile(path: path)
    try checkLength(of: file)
    let sources = banks + file.banks
    guard !sources.isEmpty else { throw .noBank(for: path) }
    let rate = SampleRate(hertz: rate)
    var renderer = OfflineRenderer(
      try sound.configuration(rate: rate, layout: PortLayout(groupCount: file.song.groupCount, outputs: .stereo)),
      blockFrames: block,
      decoder: CompressedSample.decoder, sampleMemory: self.banks.sampleMemory)
    var progress = DecodingProgress()
    let downloads = renderer.download(sources, isSparing: true) { progress.show($0) }
    progress.end()
    for download in downloads { try download.report(isLive: false) }
    let summary = try write(file, from: &renderer, rate, isStopping)
    tell(about: renderer.statistics, summary, path: path)
  }

  private func write(
    _ file: SongFile, from renderer: inout OfflineRenderer, _ rate: SampleRate, _ isStopping: () -> Bool
  ) throws(CommandFailure) -> AudioFileWriter.Summary {
    let writer = try writing { () throws(AudioFileError) in
      let target = target(of: file.path)
      let kind = try AudioFileFormat(path: target, sampleFormat: format)
      return try AudioFileWriter.create(path: target, format: kind, rate: rate, channelCount: 2)
    }
    try unsafe renderer.render(file.song, tailSeconds: tail) { samples throws(CommandFailure) in
      guard !isStopping() else { throw .usage("\(file.path): stopped") }
      try writing { () throws(AudioFileError) in try unsafe writer.write(interleaved: samples) }
    }
    return try writing { () throws(AudioFileError) in try writer.finish() }
  }

  private func writing<Result>(_ body: () throws(AudioFileError) -> Result) throws(CommandFailure) -> Result {
    do { return try body() } catch { throw .usage(error.description) }
  }

  private func checkLength(of file: SongFile) throws(CommandFailure) {
    let seconds = file.song.lengthInSeconds
    guard seconds > RenderCommand.longestSeconds else { return }
    let hours = Int((seconds / 3600).rounded())
    throw .badInput(file.path, "the song is too long to be rendered: \(hours) hours, expected 24 at most")
  }

  /// Nothing is lost silently.
  private func tell(about statistics: borrowing Statistics, _ summary: AudioFileWriter.Summary, path: String) {
    var losses = LossReport()
    losses.tell(statistics, about: "\(path): ")
    let clipped = summary.clippedSampleCount
    if clipped > 0 {
      Console.warning("\(path): \(clipped) samples were over full scale and cut (--gain \(sound.gain))")
    }
  }
}
