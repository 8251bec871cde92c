// SPDX-License-Identifier: MIT
// The findings that a reader can make. Any thread but audio.

extension Warning {
  /// What stood in the file against what was expected.
  public enum Kind: Sendable, Equatable {
    // MARK: RIFF

    /// The form's size is not what follows it.
    case formSizeWrong(stated: UInt32, available: Int)
    /// The file goes on behind the form.
    case bytesAfterForm(count: Int)
    /// A chunk says that it is longer than what contains it.
    case chunkPastEnd(FourCC, stated: UInt32, available: Int)
    /// An odd-sized chunk is followed by the next one at once.
    case padMissing(after: FourCC)
    /// What follows a chunk is no chunk: the rest of the list is skipped.
    case chunkExpected(found: FourCC)
    /// A list ends in fewer bytes than a chunk has.
    case strayBytes(count: Int)
    /// A list is too short for its type.
    case listTypeMissing(size: Int)
    /// A list stands in too many others.
    case nestedTooDeep(limit: Int)

    // MARK: Records

    /// A chunk that its list needs is not there.
    case chunkMissing(FourCC)
    /// A chunk is shorter than its fields.
    case chunkTooShort(FourCC, minimum: Int, found: Int)
    /// A record's own size field (`cbSize`) cannot be right.
    case recordSizeWrong(FourCC, stated: UInt32, used: Int)
    /// A count field differs from what is there.
    case countWrong(Count, stated: UInt32, found: Int)
    /// A number is outside what it may be.
    case valueOutOfRange(Field, found: Int, used: Int)
    /// `wsmp` has several loops.
    case loopsSurplus(count: UInt32)
    /// There are more texts than are kept; those from here on are left out.
    case textsSurplus
    /// A text is cut.
    case textTooLong(FourCC, count: Int, limit: Int)
    /// A source, control or destination that the specification does not have: its blocks are kept without effect.
    case codeUnknown(Role, UInt16)

    // MARK: Instruments and regions

    /// Two instruments have one address: the first is found.
    case duplicateAddress(Instrument.Address)
    /// Not one region of an instrument can sound.
    case instrumentSilent
    /// The lower end of a region's range lies above its upper end.
    case rangeEmpty(Field, low: UInt16, high: UInt16)
    /// A region names a cue that the pool table does not have.
    case cueOutOfRange(cue: UInt32, count: Int)
    /// A region names a cue without a playable wave.
    case cueWithoutWave(cue: UInt32)

    /// A key of a drum set that should have the sound of another one, which has none.
    case keyAliasUnusable(key: UInt8, source: UInt8)
    /// An address that should have the sound of another one, where no instrument is.
    case instrumentAliasUnusable(Instrument.Address, source: Instrument.Address)
    /// Aliases ask for more regions than a file of this size can have.
    case aliasesSurplus(limit: Int)
    /// A file of GigaStudio: what its own chunks say is not played.
    case gigaStudio

    // MARK: Waves

    /// There is no `ptbl`: waves are numbered as they stand.
    case poolTableMissing
    /// The pool's table has more cues than a file of this size has waves; those beyond are left out.
    case cuesSurplus(limit: Int)
    /// A cue leads to something that is not a wave.
    case cueNotAWave(cue: Int, offset: UInt64)
    /// The sound is in a coding that is not played, or there is none.
    case waveUnplayable(WaveFault)
    /// The sound ends inside a frame.
    case frameIncomplete(bytes: Int)
    /// Floating-point samples that are no numbers, or far too loud.
    case samplesUnusable(count: Int)
    /// A loop leaves its wave; `isKept` when what lies inside still loops.
    case loopOutsideWave(start: UInt32, length: UInt32, frames: Int, isKept: Bool)

    // MARK: Conditions

    /// A `cdl ` program cannot be run.
    case conditionFaulty(ConditionalFault)
    /// The file's own condition says that it is not for this device.
    case notForThisDevice

    // MARK: SoundFonts

    /// What only a SoundFont can have.
    case soundFont(SoundFont.Fault)

    /// There was more to say than a reader keeps.
    case surplus(count: Int)
  }

  /// A field that counts, by its name in the specification.
  public enum Count: String, Sendable {
    /// Instruments of the file (`colh`).
    case cInstruments
    /// Regions of an instrument (`insh`).
    case cRegions
    /// Entries of the pool table (`ptbl`).
    case cCues
    /// Connections of an articulation (`art1`, `art2`).
    case cConnectionBlocks
    /// Loops of a wave (`wsmp`).
    case cSampleLoops
  }

  /// The place of a code in a connection block.
  public enum Role: String, Sendable {
    /// `usSource`.
    case source
    /// `usControl`.
    case control
    /// `usDestination`.
    case destination
  }
}
