// SPDX-License-Identifier: MIT
// wavesink play: songs through JACK, with a progress line. Main thread.

import ArgumentParser
import JackHost
import MIDI
import Miniport
import Playback
import Realtime

/// Plays songs.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Play songs through JACK.",
    usage: "wavesink play <song> ... [--bank <file>] ... [<options>]",
    discussion: "It ends when the last note has died away, or with Ctrl-C.")

  @Argument(
    help: ArgumentHelp("MIDI files, or RMID and XMF files with a bank of their own.", valueName: "song"),
    completion: .file())
  var songs: [String]

  @OptionGroup var banks: BankOptions

  @OptionGroup var demand: DemandOptions

  @Flag(
    inversion: .prefixedNo,
    help: "Connect the outputs to the playback ports of the sound card, where no --connect-to says otherwise.")
  var connect = true

  @OptionGroup var patterns: PatternOptions

  @Option(help: ArgumentHelp("The client's name, which no other client may have.", valueName: "name"))
  var name = "wavesink"

  @OptionGroup var sound: SoundOptions

  func run() throws {
    var files: [SongFile] = []
    for path in songs { files.append(try SongFile(path: path)) }
    let groupCount = files.map(\.song.groupCount).max() ?? 1
    let sources = try banks.readSources()
    for file in files where sources.isEmpty && file.banks.isEmpty { throw CommandFailure.noBank(for: file.path) }
    let configuration = JackConfiguration(
      clientName: name, layout: PortLayout(groupCount: groupCount, outputs: .stereo))
    // A song that goes on after its server was away would be another song: it ends.
    var session = try JackSession(
      configuration, sound: sound, downloader: demand.downloader(banks.sampleMemory, sound), policy: .ending,
      rules: patterns.rules())
    guard try session.open() == .time, let input = session.takePlayerInput() else { return }
    if connect, patterns.destinations.isEmpty { session.connect() }
    let player = SongPlayer(input: input, statistics: session.statistics.another(), rate: session.rate)
    defer { player.stop() }
    session.expect(files.map(\.song))
    session.download(sources)
    for file in files {
      // A song's own bank comes in when the song does, or it would play the songs before it.
      session.download(file.banks)
      guard try play(file, player, &session) else { return }
    }
    var losses = LossReport()
    losses.tell(session.statistics)
  }

  /// One song to the end of its tail; false when a signal ended it.
  private func play(_ file: SongFile, _ player: SongPlayer, _ session: inout JackSession) throws -> Bool {
    while session.isDownloading {
      guard try session.wait(milliseconds: 10) == .time else { return false }
      try session.reportDownloads()
    }
    var progress = ProgressLine(file: file, rate: session.rate)
    player.play(file.song)
    repeat {
      guard try session.wait(milliseconds: 100) == .time else {
        progress.end()
        return false
      }
      session.reportPrograms()
      progress.show(player.current, session.statistics)
    } while player.current != .idle
    progress.end()
    return true
  }
}
