// SPDX-License-Identifier: MIT
// What a person sees while a song plays. Main thread.

import MIDI
import Playback
import Realtime

/// One line that follows a song: time, bar and beat, voices, load, peak level.
struct ProgressLine {
  private let title: String
  private let song: Song
  private let rate: SampleRate
  private var shown = 0

  init(file: SongFile, rate: SampleRate) {
    title = file.song.name ?? file.stem
    song = file.song
    self.rate = rate
    Console.notice("playing \(title), \(ProgressLine.clock(song.lengthInSeconds))")
  }

  /// Called ten times a second; where nobody watches, a line every ten seconds is enough.
  mutating func show(_ state: SongPlayer.State, _ statistics: borrowing Statistics) {
    let left = statistics.take(gauge: .peakLeft)
    let peak = Decibels(amplitude: max(left, statistics.take(gauge: .peakRight)))
    shown += 1
    guard Console.isTerminal || shown % 100 == 1 else { return }
    let voices = statistics.integer(.voicesSounding)
    let load = Int(statistics.real(.load) * 100 + 0.5)
    let level = peak.value > -100 ? "\(ProgressLine.tenths(peak.value)) dB" : "silent"
    let line = "\(position(state, statistics))  voices \(voices)  load \(load) %  peak \(level)"
    if Console.isTerminal { Console.progress(line) } else { Console.notice(line) }
  }

  /// Takes the line away.
  func end() { if Console.isTerminal { Console.progress("") } }

  private func position(_ state: SongPlayer.State, _ statistics: borrowing Statistics) -> String {
    guard case .playing(let start, let end) = state else { return "ringing" }
    let frame = max(0, min(FrameTime(statistics.integer(.frameTime)), end) - start)
    let time = ProgressLine.clock(Double(frame) / Double(rate.hertz))
    let tick = song.tempoMap.tick(ofFrame: Int64(frame), rate: rate)
    guard let place = song.tempoMap.barPosition(ofTick: tick) else { return time }
    return "\(time) of \(ProgressLine.clock(song.lengthInSeconds))  bar \(place.bar).\(place.beat)"
  }

  /// Minutes and seconds with a tenth.
  static func clock(_ seconds: Double) -> String {
    let tenths = Int(seconds * 10)
    let rest = tenths % 600
    return "\(tenths / 600):\(rest < 100 ? "0" : "")\(rest / 10).\(rest % 10)"
  }

  /// Seconds with a tenth.
  static func seconds(_ duration: Duration) -> String { tenths(duration / .seconds(1)) }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
