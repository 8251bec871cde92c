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
    let groups = reader.mapPortsToGroups()
    format = reader.format
    trackCount = reader.trackCount
    // Sorting is stable, and the reader goes track by track: equal ticks stay in the order of tracks and places.
    events = reader.events.sorted { $0.tick < $1.tick }
    systemExclusiveBytes = reader.systemExclusiveBytes
    tempoMap = TempoMap(division: reader.division, tempos: reader.tempos, timeSignatures: reader.timeSignatures)
    texts = reader.texts.sorted { $0.tick < $1.tick }
    lengthInTicks = reader.lengthInTicks
    usedChannelCount = groups.channelCount
    groupCount = max(groups.count, 1)
    warnings = reader.warnings.kept
    omittedWarningCount = reader.warnings.omittedCount
    embeddedBanks = container.banks
  }
}

extension SongReader {
  /// Numbers the channel groups from 1 in the order of the MIDI ports that channel messages use, so that a song whose
  /// only port is the third still plays on the first group.
  mutating func mapPortsToGroups() -> (count: Int, channelCount: Int) {
    var channelsOfPort = [UInt16](repeating: 0, count: 256)
    for event in events where event.status < 0xF0 {
      channelsOfPort[Int(event.group)] |= 1 << UInt16(event.status & 0x0F)
    }
    var groupOfPort = [UInt16](repeating: 0, count: 256)
    var count: UInt16 = 0
    for port in channelsOfPort.indices where channelsOfPort[port] != 0 {
      count += 1
      groupOfPort[port] = count
    }
    for index in events.indices {
      events[index].group = groupOfPort[Int(events[index].group)]
    }
    return (Int(count), channelsOfPort.reduce(0) { $0 + $1.nonzeroBitCount })
  }
}
