// SPDX-License-Identifier: MIT
// wavesink render: songs to audio files, without a server. Main thread, and a thread for each job.

public import ArgumentParser
public import AudioFile
import MIDI
import Playback
import Realtime
import Synthesis

/// Renders songs to audio files.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Render songs to audio files, as fast as the processor can.",
    discussion: """
      The result is the same to the bit whatever the block length, the number of jobs and the machine's speed. \
      --no-effects --gain 0 is the reference for measurements: 32-bit float, no dither, no limiter.
      """)

  @Argument(help: ArgumentHelp("MIDI files, or RMID files with a bank of their own.", valueName: "song"))
  var songs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Where to write: .wav, .flac, .ogg or .raw, or - for raw samples on standard output. Default: the song's name \
      with .wav, in this folder.
      """, valueName: "file"))
  var output: String?

  @OptionGroup var banks: BankOptions
  @OptionGroup var sound: SoundOptions

  @Option(help: ArgumentHelp("Frames a second, 8000 to 192000.", valueName: "Hz"))
  var rate: UInt32 = 48_000

  @Option(help: ArgumentHelp("Samples: float, s16 or s24. Default: the best that the kind of file holds.", valueName: "kind"))
  var format: SampleFormat?

  @Option(help: ArgumentHelp("Frames that are rendered at a time, 1 to 65536. No effect on the sound.", valueName: "frames"))
  var block = 256

  @Option(help: ArgumentHelp("The longest that the last notes may ring after the end.", valueName: "seconds"))
  var tail = 30.0

  @Option(help: ArgumentHelp("Songs that are rendered at the same time.", valueName: "count"))
  var jobs = 1

  func validate() throws {
    guard (8000...192_000).contains(rate) else { throw ValidationError("--rate is 8000 to 192000 Hz, not \(rate).") }
    guard (1...65_536).contains(block) else { throw ValidationError("--block is 1 to 65536 frames, not \(block).") }
    guard (0...3600).contains(tail) else { throw ValidationError("--tail is 0 to 3600 seconds, not \(tail).") }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs is 1 to 256, not \(jobs).") }
    guard output == nil || songs.count == 1 else {
      throw ValidationError("--output names one file, and there are \(songs.count) songs.")
    }
  }

  func run() throws {
    let waiting = BlockingQueue<String>()
    for song in songs { waiting.push(song) }
    let failures = BlockingQueue<CommandFailure>()
    let workers = (0..<min(jobs, songs.count)).map { number in
      WorkerThread(name: "render \(number + 1)") {
        while let song = waiting.popIfAny() {
          do throws(CommandFailure) { try render(song) } catch { failures.push(error) }
        }
      }
    }
    for worker in workers { worker.join() }
    var last: CommandFailure?
    while let failure = failures.popIfAny() {
      if let last { Console.error(last.sentence) }
      last = failure
    }
    if let last { throw last }
  }

  /// One song, on the thread of its job.
  private func render(_ path: String) throws(CommandFailure) {
    let file = try SongFile(path: path)
    let target = output ?? file.stem + ".wav"
    let rate = SampleRate(hertz: rate)
    var renderer = OfflineRenderer(
      sound.configuration(rate: rate, groupCount: file.song.groupCount), blockFrames: block)
    let sources = banks.sources(own: file.bank)
    guard !sources.isEmpty else { throw .noBank(for: path) }
    for download in renderer.download(sources) { try download.report() }
    do {
      let kind = try AudioFileFormat(path: target, sampleFormat: format)
      let writer = try AudioFileWriter.create(path: target, format: kind, rate: rate, channelCount: 2)
      try unsafe renderer.render(file.song, tailSeconds: tail) { samples throws(AudioFileError) in
        try unsafe writer.write(interleaved: samples)
      }
      let summary = try writer.finish()
      tell(about: renderer.statistics, summary, path: path)
    } catch { throw CommandFailure(status: .usage, sentence: error.description) }
  }

  /// Nothing is lost silently.
  private func tell(about statistics: borrowing Statistics, _ summary: AudioFileWriter.Summary, path: String) {
    let stolen = statistics.value(of: .voicesStolen) + statistics.value(of: .voicesRefused)
    if stolen > 0 { Console.warning("\(path): \(stolen) notes were cut for want of voices (--voices \(sound.voices))") }
    let silent = statistics.value(of: .notesWithoutRegion)
    if silent > 0 { Console.warning("\(path): \(silent) notes have no instrument in these banks") }
    let lost = statistics.value(of: .eventsLost) + statistics.value(of: .systemExclusiveLost)
    if lost > 0 { Console.warning("\(path): \(lost) messages were lost, damaged or too many at once") }
    if summary.clippedSampleCount > 0 {
      Console.warning("\(path): \(summary.clippedSampleCount) samples were over full scale and cut (--gain \(sound.gain))")
    }
  }
}

extension SampleFormat: ExpressibleByArgument {}
