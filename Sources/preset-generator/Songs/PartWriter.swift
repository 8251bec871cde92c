// SPDX-License-Identifier: MIT
// Reads the notation of a part and plays it into a track. Off-line.

/// The notation: words between spaces.
///
///     c4  f#5  bb3      a note: name, sharp or flat, octave (c4 is middle C); the last length and velocity hold on
///     d4+f4+a4:2        a chord, two quarters long;  r:1.5 a rest
///     c4:.5!  c4:.5'    accented;  played short
///     c4:1~             held over into what follows (legato)
///     v80  g.9          velocity from here;  sounding part of the length
///     ped  up           sustain pedal
///     exp:60>110:4      expression (11) from 60 to 110 within four quarters from here; mod: wheel, vol: volume
///     bend:-200>0:.5    pitch bend in cents
///     k36:.5            a drum by its key number
///     |                 a bar line: checked: every bar must add up
///     ( … )*3           three times
struct PartWriter {
  var part: Part
  var track = SMFTrack()
  /// Bars that do not add up, in words.
  var problems: [String] = []

  private var beat: Double
  private var length = 1.0
  private var velocity = 80
  private var gate = 0.93
  private var random: SeededGenerator

  private let start: Double
  private let barBeats: Double

  init(part: Part, start: Double, barBeats: Double) {
    self.part = part
    self.start = start
    self.barBeats = barBeats
    beat = start
    random = SeededGenerator(part.name + part.text)
    track = Self.prepared(part)
    for word in Self.words(part.text) { play(word) }
    self.track.add(message(0xB0, 64, 0), beat: beat)
  }

  /// Name, program and the controllers' first values, some ticks after the reset.
  private static func prepared(_ part: Part) -> SMFTrack {
    var track = SMFTrack()
    let channel = UInt8(part.channel - 1)
    track.addText(part.name, type: 3)
    track.add([0xC0 | channel, UInt8(part.program - 1)], beat: 0.5)
    for (number, value) in [(7, part.volume), (10, part.pan), (11, 127), (91, part.reverb), (93, part.chorus)] {
      track.add([0xB0 | channel, UInt8(number), UInt8(value)], beat: 0.5)
    }
    return track
  }

  /// Words with the repeats written out.
  private static func words(_ text: String) -> [String] {
    var stack: [[String]] = [[]]
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      if word == "(" {
        stack.append([])
      } else if word.hasPrefix(")*"), stack.count > 1, let times = Int(word.dropFirst(2)) {
        let inner = stack.removeLast()
        for _ in 0..<times { stack[stack.count - 1] += inner }
      } else {
        stack[stack.count - 1].append(word)
      }
    }
    precondition(stack.count == 1, "unclosed repeat")
    return stack[0]
  }

  private func message(_ status: UInt8, _ first: Int, _ second: Int) -> [UInt8] {
    [status | UInt8(part.channel - 1), UInt8(max(0, min(127, first))), UInt8(max(0, min(127, second)))]
  }

  private mutating func play(_ word: String) {
    let fields = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch fields[0] {
    case "|": checkBar()
    case "ped": track.add(message(0xB0, 64, 127), beat: beat + 0.03)
    case "up": track.add(message(0xB0, 64, 0), beat: beat)
    case "exp": ramp(fields) { [self] in message(0xB0, 11, $0) }
    case "mod": ramp(fields) { [self] in message(0xB0, 1, $0) }
    case "vol": ramp(fields) { [self] in message(0xB0, 7, $0) }
    case "bend":
      ramp(fields) { [self] cents in
        let wheel = max(0, min(16_383, 8192 + cents * 8192 / 200))
        return message(0xE0, wheel & 0x7F, wheel >> 7)
      }
    default:
      if fields[0].hasPrefix("v"), let value = Int(fields[0].dropFirst()) {
        velocity = value
      } else if fields[0].hasPrefix("g."), let value = Double("0" + fields[0].dropFirst()) {
        gate = value
      } else {
        sound(fields)
      }
    }
  }

  private mutating func checkBar() {
    let bars = (beat - start) / barBeats
    if abs(bars - bars.rounded()) > 1e-6 {
      problems.append("\(part.name): a bar line after \(Text.fixed(bars, 3)) bars")
    }
  }

  /// How long the part is, in bars.
  var bars: Double { (beat - start) / barBeats }

  /// A controller that moves in steps of a sixteenth of a beat.
  private mutating func ramp(_ fields: [String], _ message: (Int) -> [UInt8]) {
    let ends = fields[1].split(separator: ">").compactMap { Double($0) }
    let span = fields.count > 2 ? Self.number(fields[2]) : 0
    let steps = max(1, Int((span * 12).rounded()))
    var last: Int?
    for step in 0...(ends.count > 1 ? steps : 0) {
      let value = Int((ends[0] + (ends[ends.count - 1] - ends[0]) * Double(step) / Double(steps)).rounded())
      if value != last { track.add(message(value), beat: beat + span * Double(step) / Double(steps)) }
      last = value
    }
  }

  private static func number(_ text: String) -> Double {
    let text = text.hasPrefix(".") ? "0" + text : text
    guard let value = Double(text) else { preconditionFailure("not a number: \(text)") }
    return value
  }

  /// Notes, a chord or a rest.
  private mutating func sound(_ fields: [String]) {
    var marks = ""
    var body = fields
    while let last = body.last?.last, "!'~".contains(last) {
      marks.append(last)
      body[body.count - 1].removeLast()
    }
    if body.count > 1 { length = Self.number(body[1]) }
    defer { beat += length }
    guard body[0] != "r" else { return }
    let sounding = marks.contains("'") ? min(length * 0.5, 0.22) : marks.contains("~") ? length + 0.04 : length * gate
    for name in body[0].split(separator: "+") {
      let key = Self.key(String(name))
      let force = Double(velocity + (marks.contains("!") ? 18 : 0)) + part.looseVelocity * random.bipolar()
      let start = beat + part.looseBeats * random.bipolar()
      track.add(message(0x90, key, max(1, Int(force.rounded()))), beat: start)
      track.add(message(0x80, key, 64), beat: start + sounding)
    }
  }

  /// MIDI key of a name.
  private static func key(_ name: String) -> Int {
    if name.hasPrefix("k"), let key = Int(name.dropFirst()) { return key }
    let steps: [Character: Int] = ["c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11]
    var rest = Substring(name)
    guard let letter = rest.popFirst(), var key = steps[letter] else { preconditionFailure("not a note: \(name)") }
    while let sign = rest.first, sign == "#" || sign == "b" {
      key += sign == "#" ? 1 : -1
      rest = rest.dropFirst()
    }
    guard let octave = Int(rest) else { preconditionFailure("no octave: \(name)") }
    return key + 12 * (octave + 1)
  }
}

/// Shorthand of the scores.
enum Score {
  /// Six eighths up and down a chord of four notes, the pedal renewed.
  static func arpeggio(_ chord: String) -> String {
    let notes = chord.split(separator: " ")
    return "up ped \(notes[0]):.5! \(notes[1]) \(notes[2]) \(notes[3]) \(notes[2]) \(notes[1])"
  }

  /// A bar of drums on a grid of sixteenths; `x` is a stroke, `X` a hard one, `o` a soft one.
  ///
  /// Lines of key number and sixteen signs; the bar becomes words of the notation, hits of one instant as a chord.
  static func drums(_ lines: [(key: Int, grid: String)], times: Int = 1, step: String = ".25") -> String {
    let grids = lines.map { ($0.key, Array($0.grid.filter { $0 != " " })) }
    var words: [String] = []
    for step16 in 0..<(grids.map(\.1.count).max() ?? 0) {
      let hits = grids.filter { step16 < $0.1.count && $0.1[step16] != "." }
      guard let loudest = hits.map({ "oxX".firstIndex(of: $0.1[step16])! }).max() else {
        words.append("r:\(step)")
        continue
      }
      let velocity = ["62", "92", "116"]["oxX".distance(from: "oxX".startIndex, to: loudest)]
      words.append("v\(velocity) " + hits.map { "k\($0.0)" }.joined(separator: "+") + ":\(step)'")
    }
    return (0..<times).map { _ in words.joined(separator: " ") }.joined(separator: " ")
  }
}
