// SPDX-License-Identifier: MIT
// The one place that puts findings in SoundFonts into words. Any thread but audio.

extension SoundFont.Fault {
  /// What should have stood there, what stands there, and what the reader made of it.
  typealias Words = (expected: String, found: String, consequence: String)

  // One switch without a default, so that a new fault does not compile without its words.
  var words: Words {
    switch self {
    case .versionUnknown(let version):
      ("version 2 or 3", "\(version)", "it is read all the same")
    case .recordIncomplete(let chunk, let size, let surplus):
      ("\"\(chunk)\" of whole records of \(size) bytes", "\(counted(surplus, "byte")) more", "they are ignored")
    case .closingRecordMissing(let chunk):
      ("a record that closes \"\(chunk)\"", "none", "what is there is used")
    case .recordsSurplus(let chunk, let count, let limit):
      ("at most \(limit) records in \"\(chunk)\"", "\(count)", "the rest is left out")
    case .indexOutOfOrder(let chunk, let index, let lowest, let highest):
      ("an index into \"\(chunk)\" from \(lowest) to \(highest)", "\(index)", "what it begins is dropped")
    case .recordsUnused(let chunk, let index, let expected):
      ("the last index into \"\(chunk)\" to be \(expected)", "\(index)", "the records from there on are not used")
    case .duplicatePreset(let bank, let program):
      ("an address of its own", "bank \(bank), program \(program) again", "the first preset there is played")
    case .presetOutOfReach(let bank, let program):
      ("a bank from 0 to 128 and a program from 0 to 127", "\(bank) and \(program)", "no program change leads there")
    case .presetSilent:
      ("a zone that can sound", "none", "the preset is left out")
    case .instrumentSilent:
      ("a zone that can sound", "none", "the instrument is silent")
    case .targetMissing(let level):
      ("\(level.targetText) at the end of the zone", "none", "the zone is dropped")
    case .targetOutOfRange(let level, let index, let count):
      ("one of \(counted(count, level.targetNoun))", "\(level.targetNoun) \(index)", "the zone is dropped")
    case .rangeEmpty(let code, let low, let high):
      ("\(Self.name(code)) with the lower number first", "\(low) to \(high)", "the zone is dropped")
    case .rangeTooHigh(let code, let high):
      ("\(Self.name(code)) up to 127", "\(high)", "127 is used")
    case .generatorIgnored(let code, let fault):
      (fault.expectation, Self.name(code), "it is ignored")
    case .generatorsBehindTarget(let count):
      ("the end of the zone", "\(counted(count, "generator")) more", "they are ignored")
    case .amountOutOfRange(let code, let amount, let lowest, let highest):
      ("\(Self.name(code)) from \(lowest) to \(highest)", "\(amount)", "the nearest possible value sounds")
    case .modulatorIgnored(let fault):
      (fault.expectation, fault.found, "the modulator is ignored")
    case .loopOutside(let start, let end, let sample, let isKept):
      (
        "a loop inside \(sample.lowerBound) to \(sample.upperBound)", "\(start) to \(end)",
        isKept ? "what lies inside loops" : "the sample plays once"
      )
    case .sampleDataMissing:
      ("\"smpl\"", "none", "no sample can sound")
    case .lowBytesIgnored(let fault):
      (fault.expectation, fault.found, "16 bits are used")
    case .sampleEmpty(let start, let end, let available):
      ("a sample inside 0 to \(available)", "\(start) to \(end)", "the sample is silent")
    case .sampleCut(let end, let available):
      ("the sample's end at \(available) or before", "\(end)", "what is there plays")
    case .samplesInROM(let count):
      ("samples in the file", "\(counted(count, "sample")) in the ROM of a sound card", "they are silent")
    case .sampleField(let field, let found, let used):
      ("\(field.rawValue) to be \(field.expectation)", "\(found)", "\(used) is used")
    case .stereoLinksBroken(let count):
      ("a link to the sample of the other side", "\(counted(count, "sample")) without", "each plays by itself")
    }
  }

  /// "keyRange (43)", "generator 59".
  private static func name(_ code: UInt16) -> String {
    SoundFont.Code.fieldName(code).map { "\($0) (\(code))" } ?? "generator \(code)"
  }
}

extension SoundFont.Level {
  fileprivate var targetNoun: String { self == .preset ? "instrument" : "sample" }
  fileprivate var targetText: String { self == .preset ? "an instrument" : "a sample" }
}

extension SoundFont.GeneratorFault {
  fileprivate var expectation: String {
    switch self {
    case .unknown: "a generator of the specification"
    case .notInPreset: "a generator that has a meaning in a preset"
    case .notInInstrument: "a generator that has a meaning in an instrument"
    case .outOfPlace: "keyRange first and velRange next"
    case .superseded: "each generator once"
    }
  }
}

extension SoundFont.ModulatorFault {
  fileprivate var expectation: String {
    switch self {
    case .source, .amountSource: "a source of the specification"
    case .destination: "a destination of the specification"
    case .transform: "transform 0 or 2"
    case .superseded: "each pair of sources with a destination once"
    case .linkOutOfRange(_, let count): "a link to one of \(counted(count, "modulator"))"
    case .linkRefused: "a link to a modulator that takes one"
    case .linkCircular: "links that end at a generator"
    case .linkMissing: "a modulator that leads here"
    }
  }

  fileprivate var found: String {
    switch self {
    case .source(let word), .amountSource(let word): "0x" + hexadecimal(word, digits: 4)
    case .destination(let code): "\(code)"
    case .transform(let number): "\(number)"
    case .superseded: "the same again further on"
    case .linkOutOfRange(let index, _), .linkRefused(let index): "modulator \(index)"
    case .linkCircular(let index): "a circle through modulator \(index)"
    case .linkMissing: "none"
    }
  }
}

extension SoundFont.LowBytesFault {
  fileprivate var expectation: String {
    switch self {
    case .version: "version 2.04 or higher for \"sm24\""
    case .size(_, let expected): "\"sm24\" of \(counted(expected, "byte"))"
    case .withoutHighBytes: "\"smpl\" beside \"sm24\""
    }
  }

  fileprivate var found: String {
    switch self {
    case .version(let version): "\(version)"
    case .size(let found, _): counted(found, "byte")
    case .withoutHighBytes: "none"
    }
  }
}
