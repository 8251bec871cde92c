// SPDX-License-Identifier: MIT
// A file in, a SoundFont out: the entry of the reader. Any thread but audio.
//
//   RIFF 'sfbk'
//    ├ LIST 'INFO' ─ ifil isng INAM [irom] [iver] [I… × n]      SoundFontReader+Info
//    ├ LIST 'sdta' ─ [smpl] [sm24]                              SoundFontReader+SampleData: only their places
//    └ LIST 'pdta' ─ records of 38, 4, 10, 4, 22, 4, 10, 4 and 46 bytes, the last of each chunk closing it
//        ├ phdr  presets      ─→ pbag  zones ─→ pgen  generators, the last one ─→ inst
//        │                                  └→ pmod  modulators
//        ├ inst  instruments  ─→ ibag  zones ─→ igen  generators, the last one ─→ shdr
//        │                                  └→ imod  modulators
//        └ shdr  samples      ─→ smpl, sm24
//
// An arrow is the index of a first record; the next record's index ends it (SoundFont 2.04, 7.1).

extension SoundFont {
  /// Reads a SoundFont, version 2 or 3.
  ///
  /// Damage costs the smallest part that holds it and leaves a warning. The samples are not read: of a large file, this
  /// takes a few small parts. Time and memory are in proportion to the file, whatever its fields say: of a file that has
  /// more records than its length can account for, some are left out.
  /// Offsets of warnings and errors count from the source's origin, those in the SoundFont from the source's beginning.
  /// Throws where nothing can be used. Thread: any but audio.
  public static func read(_ source: ByteSource) throws(CollectionError) -> SoundFontReading {
    try expectSoundFont(try source.content(in: 0..<min(source.count, 12)), at: source.origin)
    var reader = SoundFontReader(source)
    return try reader.read()
  }

  private static func expectSoundFont(_ beginning: [UInt8], at start: Int) throws(CollectionError) {
    switch FileKind.sniff(beginning) {
    case .soundFont: return
    case .empty: throw .empty(at: start)
    case .unknown:
      let identifier: FourCC? = beginning.count >= 4 ? Record(beginning[...], 0..<4).fourCC(0) : nil
      if identifier == "RIFF" { throw .tooShort(byteCount: beginning.count, at: start) }
      throw .notRIFF(found: identifier, at: start)
    case let kind: throw .otherKind(kind, at: start)
    }
  }
}

extension ByteSource {
  /// As `bytes(in:)`, with the reader's kind of error.
  func content(in range: Range<Int>) throws(CollectionError) -> [UInt8] {
    do { return try bytes(in: range) } catch { throw .unreadable(error) }
  }
}
