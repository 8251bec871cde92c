// SPDX-License-Identifier: MIT
// Makes a song of the bytes of its file. Any thread but the audio thread.

extension Song {
  /// Whether bytes look like a song, or like a container of one: a Standard MIDI File, an RMID or an XMF file, by their
  /// first twelve bytes. Thread: any but audio.
  public static func isSong(_ bytes: [UInt8]) -> Bool {
    SongContainer.has("MThd", bytes, at: 0) || SongContainer.has("XMF_", bytes, at: 0)
      || SongContainer.has("RIFF", bytes, at: 0) && SongContainer.has("RMID", bytes, at: 8)
  }

  /// Reads a file. Thread: any but audio. `bytes`: the whole file. Throws only where nothing of it can be played; what
  /// else is wrong with it `warnings` tells.
  public init(bytes: [UInt8]) throws(SongError) {
    let container = try SongContainer(bytes: bytes)
    do throws(SongError) {
      try self.init(container)
    } catch {
      throw container.unpackedFrom.map { .packed(offset: $0, reason: error) } ?? error
    }
  }

  private init(_ container: SongContainer) throws(SongError) {
    var reader = try SongReader(container)
    try reader.read()
    let recorded = reader.events.finish()
    format = reader.format
    trackCount = reader.trackCount
    events = recorded.events
    systemExclusiveBytes = reader.systemExclusiveBytes
    tempoMap = TempoMap(division: reader.division, tempos: reader.tempos, timeSignatures: reader.timeSignatures)
    texts = reader.texts.sorted { $0.tick < $1.tick }
    lengthInTicks = reader.lengthInTicks
    usedChannelCount = recorded.channelCount
    groupCount = max(recorded.groupCount, 1)
    warnings = reader.warnings.kept
    omittedWarningCount = reader.warnings.omittedCount
    embeddedBanks = container.banks
  }
}
