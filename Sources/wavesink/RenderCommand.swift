// SPDX-License-Identifier: MIT
// wavesink render: songs to audio files, without a server. Main thread; `RenderCommand+Song.swift` has what the jobs do.

public import ArgumentParser
public import AudioFile
import Glibc

/// Renders songs to audio files.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Render songs to audio files, as fast as the processor can.",
    usage: "wavesink render <song> ... [-o <file>] [--bank <file>] ... [<options>]",
    discussion: """
      The result is the same to the bit whatever the block length, the number of jobs and the machine's speed. \
      A file gets its name when it is complete; a file of that name is replaced. \
      --no-effects --gain 0 is the reference for measurements: 32-bit float, no dither, no reverb, no chorus, no \
      limiter.
      """)

  @Argument(
    help: ArgumentHelp("MIDI files, or RMID and XMF files with a bank of their own.", valueName: "song"),
    completion: .file())
  var songs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Where to write: .wav, .flac, .ogg or .raw, or - for raw samples on standard output. (default: the song's name \
      with .wav, in the current folder)
      """, valueName: "file"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("How a sample is stored; .flac takes no float, .ogg none of them.", valueName: "kind"))
  var format: SampleFormat?

  @Option(help: ArgumentHelp("Frames a second, 8000 to 192000.", valueName: "Hz"))
  var rate: UInt32 = 48_000

  @Option(
    help: ArgumentHelp("How long the last notes may ring after the end of the song, 0 to 3600.", valueName: "seconds"))
  var tail = 30.0

  @OptionGroup var banks: BankOptions
  @OptionGroup var sound: SoundOptions

  @Option(
    help: ArgumentHelp(
      "Songs that are rendered at the same time, 1 to 256, but never more than there are processors.",
      valueName: "count"))
  var jobs = 1

  @Option(
    help: ArgumentHelp("Frames that are rendered at a time, 1 to 65536. No effect on the sound.", valueName: "frames"))
  var block = 256

  func validate() throws {
    guard (8000...192_000).contains(rate) else { throw ValidationError("--rate is 8000 to 192000 Hz, not \(rate)") }
    guard (0...3600).contains(tail) else { throw ValidationError("--tail is 0 to 3600 seconds, not \(tail)") }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs is 1 to 256, not \(jobs)") }
    guard (1...65_536).contains(block) else { throw ValidationError("--block is 1 to 65536 frames, not \(block)") }
    guard output == nil || songs.count == 1 else {
      throw ValidationError("--output names one file, and there are \(songs.count) songs")
    }
    var songOfTarget: [String: String] = [:]
    for song in songs {
      do { _ = try AudioFileFormat(path: target(of: song), sampleFormat: format) } catch {
        throw ValidationError(error.description)
      }
      if let other = songOfTarget.updateValue(song, forKey: target(of: song)) {
        throw ValidationError("\(other) and \(song) would both be written to \(target(of: song))")
      }
    }
  }

  func run() throws {
    // With several songs a bad bank is told once, before the first of them. One song finds out by itself, which saves reading
    // its banks twice.
    let sources = try songs.count > 1 ? banks.readSources() : banks.sources()
    let jobs = RenderJobs(songs)
    // More than processors would only take more memory.
    let threadCount = min(self.jobs, songs.count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    try jobs.run(threadCount: threadCount) { song throws(CommandFailure) in
      try render(song, sources) { jobs.isStopping }
    }
  }

  /// Where the sound of a song goes.
  func target(of song: String) -> String { output ?? SongFile.stem(of: song) + ".wav" }
}

extension SampleFormat: ExpressibleByArgument {}
