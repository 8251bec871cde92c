// SPDX-License-Identifier: MIT
// What comes out of reading a file. Any thread but audio.

/// A collection, and what its file had that is not in it.
public struct CollectionReading: Sendable, Equatable {
  /// What applies to the device that was asked for, and nothing else: each region has a playable wave.
  public var collection: Collection
  /// Findings, in the order of the file.
  public var warnings: [Warning] = []
  /// What the standard has otherwise, without any effect on the sound, in the order of the file. A player has no use for
  /// it.
  public var departures: [Departure] = []
  /// Chunks of further names, where there are too many names to tell.
  public var otherIgnoredChunkCount = 0
  /// Departures beyond those that are kept.
  public var omittedDepartureCount = 0
  /// Numbers that the collection has otherwise than they stand in the file, in the order of the file.
  public var translations: [Translation] = []
  /// Translations beyond those that are kept.
  public var omittedTranslationCount = 0
  /// Keys of drum sets that the file gives the sound of other keys.
  public var aliasedKeyCount = 0
  /// Instruments that the file gives the sound of others.
  public var aliasedInstrumentCount = 0
  /// False where a condition at the top of the file says that the whole file is for another device. An editor may show
  /// it; a player should say so.
  public var isForThisDevice = true
  /// Regions and articulations that their own conditions switched off: not a fault.
  public var excludedLists = 0
  /// Conditional chunks that were run, in the order of reading; the first of many.
  public var conditions: [Condition] = []
  /// Chunks that mean nothing to this reader, by identifier: makers' own data.
  public var ignoredChunks: [IgnoredChunk] = []

  /// A collection without findings. Thread: any.
  public init(collection: Collection) { self.collection = collection }

  /// Chunks of one name.
  public struct IgnoredChunk: Sendable, Equatable {
    /// Identifier, or type of a list.
    public var identifier: FourCC
    /// How many.
    public var count: Int
    /// `count` chunks of this name. Thread: any.
    public init(identifier: FourCC, count: Int) {
      self.identifier = identifier
      self.count = count
    }
  }
}
