// SPDX-License-Identifier: MIT
// A song as data, and its way into a Standard MIDI File. Off-line.

/// A piece for the bank.
struct Song {
  var title: String
  /// Beats (quarter notes) and the tempo in quarters per minute from there on.
  var tempi: [(beat: Double, perMinute: Double)]
  /// Beats per bar and the note value of a beat (4 or 8).
  var meter: (beats: Int, value: Int)
  /// Factor on every part's volume (controller 7), so that the fullest bar stays under full scale.
  var volumeScale = 1.0
  var parts: [Part]

  /// The music starts after this much silence, in quarters: time for General MIDI System On to be obeyed.
  static let leadIn = 1.0

  /// The whole file.
  var bytes: [UInt8] {
    let tracks = [conductor] + writers.map(\.track)
    let header =
      Array("MThd".utf8) + SMFTrack.big(6, bytes: 4) + SMFTrack.big(1, bytes: 2)
      + SMFTrack.big(tracks.count, bytes: 2) + SMFTrack.big(SMFTrack.ticksPerQuarter, bytes: 2)
    return tracks.reduce(header) { $0 + $1.chunk }
  }

  /// What is wrong with the score: bars that do not add up, parts of different lengths.
  var problems: [String] {
    let writers = writers
    let longest = writers.map(\.bars).max() ?? 0
    return writers.flatMap { writer in
      let length =
        writer.bars == longest
        ? [] : ["\(writer.part.name): \(Text.fixed(writer.bars, 3)) of \(Text.fixed(longest, 3)) bars"]
      return (writer.problems + length).map { "\(title), \($0)" }
    }
  }

  private var writers: [PartWriter] {
    let barBeats = Double(meter.beats) * 4 / Double(meter.value)
    return parts.map { PartWriter(part: scaled($0), start: Self.leadIn, barBeats: barBeats) }
  }

  private func scaled(_ part: Part) -> Part {
    var copy = part
    copy.volume = min(127, Int((Double(part.volume) * volumeScale).rounded()))
    return copy
  }

  private var conductor: SMFTrack {
    var track = SMFTrack()
    track.addText(title, type: 3)
    track.addText("CC0 1.0, the Wavesink authors", type: 2)
    track.add([0xF0, 0x05, 0x7E, 0x7F, 0x09, 0x01, 0xF7], beat: 0)
    track.add(timeSignature(1, 4), beat: 0)
    track.add(timeSignature(meter.beats, meter.value), beat: Self.leadIn)
    for tempo in tempi {
      let microseconds = Int((60_000_000 / tempo.perMinute).rounded())
      track.add(
        [0xFF, 0x51, 3] + SMFTrack.big(microseconds, bytes: 3), beat: tempo.beat == 0 ? 0 : tempo.beat + Self.leadIn)
    }
    return track
  }

  private func timeSignature(_ beats: Int, _ value: Int) -> [UInt8] {
    [0xFF, 0x58, 4, UInt8(beats), value == 8 ? 3 : 2, 24, 8]
  }
}

/// One instrument's part; the notation of `text` is explained in `PartWriter.swift`.
struct Part {
  var name: String
  /// 1 to 16; 10 is the drum kit.
  var channel: Int
  /// General MIDI number, 1 to 128.
  var program: Int
  /// Controllers 7, 10, 91 and 93.
  var volume = 100, pan = 64, reverb = 40, chorus = 0
  /// How far notes stray from the grid in beats and in velocity: people are not machines.
  var looseBeats = 0.008, looseVelocity = 4.0
  var text: String
}
