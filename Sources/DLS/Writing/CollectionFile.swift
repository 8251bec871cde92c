// SPDX-License-Identifier: MIT
// Collection in, bytes out: the entry of the writer. Any thread but audio.
//
//   RIFF 'DLS '
//    ├ [vers] [dlid] colh
//    ├ LIST 'lins' ─ LIST 'ins ' × n                                      ChunkWriter+Instrument
//    │                 ├ [dlid] insh
//    │                 ├ LIST 'lrgn' ─ (LIST 'rgn ' | LIST 'rgn2') × n    ChunkWriter+Region
//    │                 │                 ├ rgnh [wsmp] wlnk
//    │                 │                 └ [LIST 'lart' | LIST 'lar2'] [LIST 'INFO']
//    │                 └ [LIST 'lart' | LIST 'lar2'] [LIST 'INFO']        ChunkWriter+Articulation
//    ├ ptbl
//    ├ LIST 'wvpl' ─ LIST 'wave' × n ─ [dlid] fmt  data [wsmp] [INFO]     ChunkWriter+Wave
//    └ LIST 'INFO'                                                        ChunkWriter+Texts

/// A collection laid out as a DLS file, level 2.2.
///
/// What is written reads back as the same collection, value for value. The waves are not copied: a file of many
/// gigabytes of sound costs the memory of its headers, and its pieces can be written one after the other.
public struct CollectionFile: Sendable {
  /// The file in order.
  public let pieces: [ArraySlice<UInt8>]
  /// Bytes of the whole file, at most `byteLimit`.
  public let byteCount: Int

  /// The most bytes that a RIFF file can have whose size is not the mark of an unknown one. Thread: any.
  public static var byteLimit: Int { 0xFFFF_FFFE + RIFFCursor.headerSize }

  /// Lays out `collection`; throws where a value cannot be written so that it reads back. Thread: any but audio.
  public init(_ collection: Collection) throws(CollectionFileError) {
    try collection.checkForWriting()
    let pool = WavePool(collection.waves)
    var head = ChunkWriter()
    head.raw(FourCC("DLS ").bytes)
    head.writeHead(of: collection)
    head.writeTable(pool)
    head.header("LIST", size: UInt32(truncatingIfNeeded: pool.byteCount + 4))
    head.raw(FourCC("wvpl").bytes)
    var tail = ChunkWriter()
    // Even without a text: SONiVOX refuses a file that ends with its wave pool.
    tail.list("INFO") { $0.writeEntries(of: collection.info) }

    let size = head.bytes.count + pool.byteCount + tail.bytes.count
    byteCount = size + RIFFCursor.headerSize
    guard byteCount <= Self.byteLimit else { throw CollectionFileError("", .tooLarge(byteCount: byteCount)) }
    var form = ChunkWriter()
    form.header("RIFF", size: UInt32(size))
    pieces = [form.bytes[...], head.bytes[...]] + pool.pieces + [tail.bytes[...]]
  }

  /// The whole file in memory. Thread: any but audio.
  public func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    for piece in pieces { bytes += piece }
    return bytes
  }
}

extension Collection {
  /// The collection as the bytes of a DLS file; `CollectionFile` writes a large one in pieces. Thread: any but audio.
  public func written() throws(CollectionFileError) -> [UInt8] { try CollectionFile(self).bytes() }
}
