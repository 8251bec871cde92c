// SPDX-License-Identifier: MIT
// The one place that puts findings into words. Any thread but audio.

extension Warning: CustomStringConvertible {
  /// "offset N (path): expected X, found Y; consequence". Thread: any.
  public var description: String {
    let place = path.isEmpty ? "offset \(offset)" : "offset \(offset) (\(path))"
    let (expected, found, consequence) = words
    return "\(place): expected \(expected), found \(found); \(consequence)"
  }

  /// What should have stood there, in words. Thread: any.
  public var expected: String { words.expected }
  /// What stands there, in words. Thread: any.
  public var found: String { words.found }
  /// What the reader made of it, in words. Thread: any.
  public var consequence: String { words.consequence }

  private typealias Words = (expected: String, found: String, consequence: String)

  // One switch without a default, so that a new kind does not compile without its words.
  private var words: Words {
    switch kind {
    case .formSizeWrong(let stated, let available):
      ("a form of \(available) bytes", "size \(stated)", "what is there is read")
    case .bytesAfterForm(let count):
      ("the end of the file", bytes(count), "they are ignored")
    case .chunkPastEnd(let identifier, let stated, let available):
      ("\"\(identifier)\" of at most \(bytes(available))", "size \(stated)", "what is there is read")
    case .padMissing(let identifier):
      ("a pad byte after \"\(identifier)\"", "the next chunk", "it is read from there")
    case .chunkExpected(let found):
      ("a chunk", "\"\(found)\"", "the rest of the list is skipped")
    case .strayBytes(let count):
      ("the end of the list", bytes(count), "they are ignored")
    case .listTypeMissing(let size):
      ("a list type of 4 bytes", bytes(size), "the list is skipped")
    case .nestedTooDeep(let limit):
      ("at most \(limit) lists inside each other", "one more", "it is skipped")
    case .chunkMissing(let identifier):
      ("\"\(identifier)\"", "none", Self.loss(of: identifier))
    case .chunkTooShort(let identifier, let minimum, let found):
      ("\"\(identifier)\" of \(minimum) bytes or more", bytes(found), Self.loss(of: identifier))
    case .recordSizeWrong(let identifier, let stated, let used):
      ("a cbSize of \(used) or more inside \"\(identifier)\"", "\(stated)", "\(used) is used")
    case .countWrong(let field, let stated, let found):
      ("\(field.rawValue) to be \(found)", "\(stated)", "what is there is used")
    case .valueOutOfRange(let field, let found, let used):
      ("\(field.rawValue) to be \(field.expectation)", "\(found)", "\(used) is used")
    case .loopsSurplus(let count):
      ("cSampleLoops to be 0 or 1", "\(count)", "the first loop is used")
    case .textsSurplus:
      ("at most 1000 texts, or one in 64 bytes of the file", "more", "the rest is left out")
    case .cuesSurplus(let limit):
      ("at most \(limit) cues in a file of this size", "more", "the rest is left out")
    case .textTooLong(let identifier, let count, let limit):
      ("\"\(identifier)\" of at most \(limit) bytes", bytes(count), "the rest is cut")
    case .codeUnknown(let role, let code):
      ("a \(role.rawValue) of the specification", "0x" + hexadecimal(code, digits: 3), "such blocks have no effect")
    case .duplicateAddress(let address):
      ("an address of its own", "\(address) again", "the first instrument there is played")
    case .instrumentSilent:
      ("a region that can sound", "none", "the instrument is silent")
    case .rangeEmpty(let field, let low, let high):
      ("\(field.rawValue) with the lower number first", "\(low) to \(high)", "the region is dropped")
    case .cueOutOfRange(let cue, let count):
      ("one of the pool's \(counted(count, "cue"))", "cue \(cue)", "the region is dropped")
    case .cueWithoutWave(let cue):
      ("a cue with a playable wave", "cue \(cue)", "the region is dropped")
    case .keyAliasUnusable(let key, let source):
      ("a region for key \(source), which key \(key) stands for", "none", "key \(key) is what it is")
    case .instrumentAliasUnusable(let address, let source):
      ("an instrument at \(source)", "none", "there is none at \(address) either")
    case .aliasesSurplus(let limit):
      ("aliases of at most \(limit) regions", "more", "the rest is left out")
    case .gigaStudio:
      ("a DLS collection", "one of GigaStudio", "dimensions and filters of its own chunks are not played")
    case .poolTableMissing:
      ("\"ptbl\"", "none", "waves are numbered in file order")
    case .cueNotAWave(let cue, let offset):
      ("a wave at offset \(offset) of the pool for cue \(cue)", "none", "the wave is missing")
    case .waveUnplayable(let fault):
      ("PCM, floating point, A-law or µ-law, mono or stereo", "\(fault)", "the wave is missing")
    case .frameIncomplete(let count):
      ("whole frames", "\(bytes(count)) more", "they are ignored")
    case .samplesUnusable(let count):
      (
        "numbers from -16 to 16, which is 24 dB over full scale", "\(counted(count, "sample")) of other kinds",
        "they are cut, and what is no number is silent"
      )
    case .loopOutsideWave(let start, let length, let frames, let isKept):
      (
        "a loop inside \(frames) frames", "start \(start), length \(length)",
        isKept ? "it ends with the wave" : "the wave plays once"
      )
    case .conditionFaulty(let fault):
      ("a condition that can be run", "\(fault)", path.isEmpty ? "the file is read" : "the list does not apply")
    case .notForThisDevice:
      ("a file for this device", "a condition that says no", "the file is read all the same")
    case .soundFont(let fault):
      fault.words
    case .surplus(let count):
      ("at most \(WarningLog.limit) findings", "\(count) more", "they are not listed")
    }
  }

  /// What goes when a chunk cannot be used.
  private static func loss(of identifier: FourCC) -> String {
    switch identifier {
    case "rgnh", "wlnk": "the region is dropped"
    case "insh": "the instrument is dropped"
    case "fmt ", "data": "the wave is missing"
    case "wvpl": "no region can sound"
    case "phdr", "pbag", "pgen", "inst", "ibag", "igen", "shdr": "no preset can sound"
    case "ifil": "version 2.01 is assumed"
    default: "it is ignored"
    }
  }

  private func bytes(_ count: Int) -> String { counted(count, "byte") }
}
