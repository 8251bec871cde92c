// SPDX-License-Identifier: MIT
// The one place that puts departures into words. Any thread but audio.

extension Departure: CustomStringConvertible {
  /// "offset N (path): expected X, found Y". Thread: any.
  public var description: String {
    let place = path.isEmpty ? "offset \(offset)" : "offset \(offset) (\(path))"
    return "\(place): expected \(words.expected), found \(words.found)"
  }

  /// What the standard has there, in words. Thread: any.
  public var expected: String { words.expected }
  /// What stands there, in words. Thread: any.
  public var found: String { words.found }

  private typealias Words = (expected: String, found: String)

  private var words: Words {
    switch kind {
    case .chunkMissing(let name): ("\"\(name)\"", "none")
    case .chunkRepeated(let name): ("one \"\(name)\"", "another one")
    case .dataBeforeFormat: ("\"fmt \" before \"data\"", "\"data\" first")
    case .padMissingAtEnd(let name): ("a pad byte after \"\(name)\"", "the end of the list")
    case .identifierUnprintable(let name): ("an identifier of printable characters", "\"\(name)\"")
    case .countTooSmall(let count, let stated, let room): ("\(count.rawValue) to be \(room)", "\(stated)")
    case .reservedBits(let field, let found):
      ("no reserved bits in \(field.rawValue)", "0x" + hexadecimal(found, digits: 4))
    case .value(let field, let found): ("\(field.rawValue) to be \(field.expectation)", "\(found)")
    case .reservedDestination(let code):
      ("a destination that is not reserved", "0x" + hexadecimal(code, digits: 3))
    case .wrongLevel(let name, let list): ("no \"\(name)\" in \"\(list)\"", "one")
    case .level1(let rule): rule.words
    case .connectionUnlisted(let source, let control, let destination):
      ("a connection of the standard's tables", Self.ends(source, control, destination))
    case .connectionImplied(let source, let control, let destination):
      ("no connection that every synthesizer has", Self.ends(source, control, destination))
    case .transform(let found, let expected):
      ("usTransform to be 0x" + hexadecimal(expected, digits: 4), "0x" + hexadecimal(found, digits: 4))
    case .scale(let found, let low, let high):
      (low == high ? "lScale to be \(low)" : "lScale to be \(low) to \(high)", "\(found)")
    case .waveFormat(let format, let channels):
      ("PCM of 8 or 16 bits or A-law, mono", "\(format.rawValue), \(counted(channels, "channel"))")
    case .phaseMasters(let group, let count): ("one master in phase group \(group)", "\(count)")
    case .textUnterminated(let tag): ("a NUL at the end of \"\(tag)\"", "none")
    case .tagNotCapital(let tag): ("\"\(tag.uppercased)\"", "\"\(tag)\"")
    }
  }

  private static func ends(_ source: UInt16, _ control: UInt16, _ destination: UInt16) -> String {
    let factors = [source, control].filter { $0 != Connection.Source.none }.map { Connection.Source.name($0) }
    let text = factors.isEmpty ? "constant" : factors.joined(separator: " × ")
    return text + " → " + Connection.Destination.name(destination)
  }
}

extension Departure.Field {
  /// What the field may be, in words.
  fileprivate var expectation: String {
    switch self {
    case .usKeyGroup: "0 to 15"
    case .ulChannel: "a speaker"
    case .ulLoopType: "0 or 1"
    case .rangeVelocity: "0 to 127"
    case .nBlockAlign, .nAvgBytesPerSec: "what follows from rate, channels and bits"
    case .loopSize: "16 or more"
    case .fusOptions, .usPhaseGroup, .fulOptions, .usTransform: "of the standard"
    }
  }
}

extension Departure.Level1Rule {
  fileprivate var words: (expected: String, found: String) {
    switch self {
    case .velocityRange: ("velocities 0 to 127 in a region of Level 1", "fewer")
    case .regionCount: ("at most 16 regions of Level 1, or 128 in a drum set", "more")
    case .overlap: ("each key in one region of Level 1", "a key in two of them")
    case .drumKeys: ("one key in a region of a drum set of Level 1", "several")
    case .keyGroup: ("key groups of Level 1 in drum sets", "one in a melodic instrument")
    case .localArticulation: ("one articulation for a melodic instrument of Level 1", "one for a region")
    case .globalArticulation: ("an articulation for each region of a drum set of Level 1", "one for all")
    }
  }
}

extension Departure.Kind {
  /// The departure without its facts: a word that does not change between versions. Thread: any.
  public var code: String {
    switch self {
    case .chunkMissing: "chunkMissing"
    case .chunkRepeated: "chunkRepeated"
    case .dataBeforeFormat: "dataBeforeFormat"
    case .padMissingAtEnd: "padMissingAtEnd"
    case .identifierUnprintable: "identifierUnprintable"
    case .countTooSmall: "countTooSmall"
    case .reservedBits: "reservedBits"
    case .value: "value"
    case .reservedDestination: "reservedDestination"
    case .wrongLevel: "wrongLevel"
    case .level1(let rule): "level1." + rule.rawValue
    case .connectionUnlisted: "connectionUnlisted"
    case .connectionImplied: "connectionImplied"
    case .transform: "transform"
    case .scale: "scale"
    case .waveFormat: "waveFormat"
    case .phaseMasters: "phaseMasters"
    case .textUnterminated: "textUnterminated"
    case .tagNotCapital: "tagNotCapital"
    }
  }
}
