// SPDX-License-Identifier: MIT
// Which instruments a DLS file has, without reading what they sound like. Any thread that may wait.

extension Collection {
  /// The addresses of all instruments of a DLS file, of those too that conditions would keep out; the waves, which are nearly
  /// all of such a file, are not read. Nil where only reading the whole file would tell: it is damaged, or has instruments
  /// with the sound of others. Thread: setup, control or worker.
  public static func addresses(in source: ByteSource) throws(FileBytes.Failure) -> [Instrument.Address]? {
    guard source.count >= 12 else { return nil }
    let beginning = try source.bytes(in: 0..<12)
    let stated = Int(clamping: Record(beginning[...], 0..<12).uint32(4)) + RIFFCursor.headerSize
    guard FileKind.sniff(beginning) == .dls, stated <= source.count else { return nil }
    var addresses: [Instrument.Address]?
    var position = 12
    while position + 12 <= source.count {
      let header = Record(try source.bytes(in: position..<position + 12)[...], 0..<12)
      let end = position + RIFFCursor.headerSize + Int(clamping: header.uint32(4))
      guard end <= source.count, header.fourCC(0) != "pgal" else { return nil }
      if header.fourCC(0) == "LIST", header.fourCC(8) == "lins" {
        // Of a second list nothing is known here.
        guard addresses == nil, end >= position + 12 else { return nil }
        addresses = Self.addresses(inList: try source.bytes(in: position..<end))
        guard addresses != nil else { return nil }
      }
      position = end + ((end - position) & 1)
    }
    return addresses
  }

  /// `bytes`: the list of instruments with its header.
  private static func addresses(inList bytes: [UInt8]) -> [Instrument.Address]? {
    var reader = CollectionReader(bytes[...], Capabilities())
    let addresses = reader.addresses(
      in: Chunk(identifier: "LIST", form: "lins", offset: 0, payload: 12..<bytes.count, depth: 1))
    return reader.log.count == 0 ? addresses : nil
  }
}
