// SPDX-License-Identifier: MIT
// Bytes in, collection out: the entry of the reader. Any thread but audio.
//
//   RIFF 'DLS '
//    ├ [cdl ] [vers] [dlid] [colh]
//    ├ LIST 'lins' ─ LIST 'ins ' × n                                      CollectionReader+Instruments
//    │                 ├ [dlid] insh [INFO]
//    │                 ├ LIST 'lrgn' ─ (LIST 'rgn ' | LIST 'rgn2') × n    CollectionReader+Regions
//    │                 │                 ├ [cdl ] rgnh [wsmp] wlnk [INFO]
//    │                 │                 └ [LIST 'lart'] [LIST 'lar2']
//    │                 └ [LIST 'lart'] [LIST 'lar2'] ─ [cdl ] (art1 | art2) × n    CollectionReader+Articulation
//    ├ [ptbl]                                                             CollectionReader+WavePool
//    ├ LIST 'wvpl' ─ LIST 'wave' × n
//    │                 └ [dlid | guid] fmt  data [wsmp] [INFO]            CollectionReader+Waves
//    └ [LIST 'INFO'] ─ (I… × n)                                           CollectionReader+Texts
//
// All numbers are little-endian; children come in any order; what is not named here is counted and skipped.

extension Collection {
  /// Reads a DLS file, Level 1, 2.2 or Mobile.
  ///
  /// Damage costs the smallest part that holds it and leaves a warning. Time and memory are in proportion to the file,
  /// whatever its fields say; the waves are slices of `bytes`, not copies.
  /// Throws where nothing can be used. Thread: any but audio.
  public static func read(
    _ bytes: [UInt8], capabilities: Capabilities = Capabilities()
  ) throws(CollectionError) -> CollectionReading {
    try read(bytes[...], capabilities: capabilities)
  }

  /// Reads a DLS file that stands inside another one; offsets of warnings and errors count from the outer file's first
  /// byte.
  ///
  /// Thread: any but audio.
  public static func read(
    _ bytes: ArraySlice<UInt8>, capabilities: Capabilities = Capabilities()
  ) throws(CollectionError) -> CollectionReading {
    try expectCollection(bytes)
    var reader = CollectionReader(bytes, capabilities)
    return try reader.read()
  }

  private static func expectCollection(_ bytes: ArraySlice<UInt8>) throws(CollectionError) {
    let start = bytes.startIndex
    switch FileKind.sniff(bytes) {
    case .dls: return
    case .empty: throw .empty(at: start)
    case .soundFont: throw .soundFont(at: start)
    case .unknown:
      let beginning: FourCC? = bytes.count >= 4 ? Record(bytes, start..<start + 4).fourCC(0) : nil
      if beginning == "RIFF" { throw .tooShort(byteCount: bytes.count, at: start) }
      throw .notRIFF(found: beginning, at: start)
    case let kind: throw .otherKind(kind, at: start)
    }
  }
}
