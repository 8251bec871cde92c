// SPDX-License-Identifier: MIT
// Where a file departs from the standard without any effect on its sound. Any thread but audio.

/// Something that the standard has otherwise, and that a reader understands all the same: only who looks into a file
/// wants to know. What changes the sound, or could, is a `Warning`.
public struct Departure: Sendable, Equatable {
  /// Index of a byte of the file.
  public var offset: Int
  /// The lists around it, numbered from 1: "lins/ins 3/rgn 2". Empty at the top of the file.
  public var path: String
  /// What is otherwise.
  public var kind: Kind

  /// A departure at byte `offset`. Thread: any.
  public init(offset: Int, path: String, kind: Kind) {
    self.offset = offset
    self.path = path
    self.kind = kind
  }

  /// What can be otherwise than the standard has it.
  public enum Kind: Sendable, Equatable {
    /// A chunk or list that the grammar demands, and that nobody misses.
    case chunkMissing(FourCC)
    /// A chunk or list that may stand there once.
    case chunkRepeated(FourCC)
    /// The only order that the standard asks for: `fmt ` before `data`.
    case dataBeforeFormat
    /// The pad byte of an odd chunk is missing at the end of its list.
    case padMissingAtEnd(FourCC)
    /// A chunk's identifier is not printable.
    case identifierUnprintable(FourCC)
    /// There is room for more records than the count says.
    case countTooSmall(Warning.Count, stated: UInt32, room: Int)
    /// Bits that the standard reserves.
    case reservedBits(Field, found: UInt32)
    /// A value that the standard does not have.
    case value(Field, found: Int)
    /// A destination that the standard reserves and real banks use.
    case reservedDestination(UInt16)
    /// `art1` in `lar2`, `art2` in `lart`, `lart` in `rgn2`.
    case wrongLevel(FourCC, in: FourCC)
    /// The standard of Level 1 has it otherwise.
    case level1(Level1Rule)
    /// A connection that the tables of the standard do not have.
    case connectionUnlisted(source: UInt16, control: UInt16, destination: UInt16)
    /// A connection that every synthesizer has, and that no file may write.
    case connectionImplied(source: UInt16, control: UInt16, destination: UInt16)
    /// A connection's transform is not the one of the tables.
    case transform(found: UInt16, expected: UInt16)
    /// A connection's scale is outside what the tables allow.
    case scale(found: Int32, low: Int32, high: Int32)
    /// A coding or number of channels that is played, but not of the standard.
    case waveFormat(Wave.Format, channelCount: Int)
    /// A group of phase-locked regions has not one master.
    case phaseMasters(group: UInt16, count: Int)
    /// A text without its closing NUL.
    case textUnterminated(FourCC)
    /// The tag of a text, or the list's type, is not in capitals.
    case tagNotCapital(FourCC)
  }

  /// A field, by its name in the standard.
  public enum Field: String, Sendable {
    case fusOptions, usKeyGroup, usPhaseGroup, ulChannel, fulOptions, ulLoopType, usTransform, nBlockAlign,
      nAvgBytesPerSec
    case rangeVelocity = "RangeVelocity"
    case loopSize = "cbSize of the loop"
  }

  /// Rules for what Level 1 synthesizers play: instruments of `rgn ` with `lart`.
  public enum Level1Rule: String, Sendable {
    /// Regions of all velocities.
    case velocityRange
    /// A melodic instrument has 16 regions at most, a drum set 128.
    case regionCount
    /// No key in two regions.
    case overlap
    /// A region of a drum set has one key.
    case drumKeys
    /// Key groups are for drum sets.
    case keyGroup
    /// Melodic instruments have one articulation for all regions.
    case localArticulation
    /// Drum sets have an articulation for each region.
    case globalArticulation
  }
}
