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
    discussion: "It ends when the last note has died away, or with Ctrl-C.")

  @Argument(help: ArgumentHelp("MIDI files, or RMID files with a bank of their own.", valueName: "song"))
  var songs: [String]

  @OptionGroup var banks: BankOptions
  @OptionGroup var sound: SoundOptions

  @Option(help: ArgumentHelp("The client's name, which must be free.", valueName: "name"))
  var name = "wavesink"

  @Flag(inversion: .prefixedNo, help: "Connect the outputs to the hardware's playback ports.")
  var connect = true

  func run() throws {
    var files: [SongFile] = []
    for path in songs { files.append(try SongFile(path: path)) }
    let groupCount = files.map(\.song.groupCount).max() ?? 1
    let sources = banks.sources() + files.compactMap(\.bank)
    guard !sources.isEmpty else { throw CommandFailure.noBank(for: songs[0]) }
    let configuration = JackConfiguration(clientName: name, groupCount: groupCount)
    var way: PortInput?
    var session = try JackSession.start(configuration, sound: sound) { input in way = consume input }
    guard let input = way.take() else { return }
    Console.notice(session.description)
    if connect { session.connect() }
    let player = SongPlayer(input: input, statistics: session.statistics.another(), rate: session.rate)
    defer { player.stop() }
    session.download(sources)
    while session.isDownloading {
      guard try session.wait(milliseconds: 10) == .time else { return }
      try session.reportDownloads()
    }
    for file in files where try !play(file, player, &session) { return }
    tellWhatWasLost(session.statistics)
  }

  /// One song to the end of its tail; false when a signal ended it.
  private func play(_ file: SongFile, _ player: SongPlayer, _ session: inout JackSession) throws -> Bool {
    var progress = ProgressLine(file: file, rate: session.rate)
    player.play(file.song)
    repeat {
      guard try session.wait(milliseconds: 100) == .time else {
        progress.end()
        return false
      }
      progress.show(player.current, session.statistics)
    } while player.current != .idle
    progress.end()
    return true
  }

  private func tellWhatWasLost(_ statistics: borrowing Statistics) {
    let counts: [(Statistics.Counter, String)] = [
      (.voicesStolen, "notes were cut for want of voices"), (.voicesRefused, "notes found no voice"),
      (.notesWithoutRegion, "notes have no instrument in these banks"), (.eventsLost, "messages were lost"),
      (.systemExclusiveLost, "System Exclusive messages were lost"), (.eventsLate, "messages came late"),
      (.xruns, "periods were not delivered in time"),
    ]
    for (counter, what) in counts where statistics.value(of: counter) > 0 {
      Console.warning("\(statistics.value(of: counter)) \(what)")
    }
  }
}
