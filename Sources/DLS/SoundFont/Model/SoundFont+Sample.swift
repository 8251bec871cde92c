// SPDX-License-Identifier: MIT
// One sample of a SoundFont. Any thread but audio.

extension SoundFont {
  /// A record of `shdr`.
  public struct Sample: Sendable, Equatable {
    /// `achSampleName`, without its NUL.
    public var name: String
    /// `dwStart` to `dwEnd`: sample points from the beginning of `smpl`, or bytes where the sample is compressed.
    /// Within the source's `sampleData`; empty where nothing can sound, and for samples in ROM.
    public var range: Range<Int>
    /// `dwStartloop`: sample points from the beginning of `smpl`; from the beginning of the decoded sample where it is
    /// compressed. Not checked against `range`.
    public var loopStart: Int
    /// `dwEndloop`: the first point behind the loop, which sounds like the loop's first.
    public var loopEnd: Int
    /// `dwSampleRate`, 100 to 384000 Hz.
    public var rate: UInt32
    /// `byOriginalPitch`, 0 to 127.
    public var originalKey: UInt8
    /// `chPitchCorrection`, cents.
    public var correctionCents: Int8
    /// `wSampleLink`: the sample of the other side.
    public var link: UInt16
    /// `sfSampleType`: its bits 0 to 3 and 15, in version 3 also bit 4.
    public var type: UInt16

    /// All fields of the record. Thread: any.
    public init(
      name: String, range: Range<Int>, loopStart: Int, loopEnd: Int, rate: UInt32, originalKey: UInt8,
      correctionCents: Int8, link: UInt16, type: UInt16
    ) {
      self.name = name
      self.range = range
      self.loopStart = loopStart
      self.loopEnd = loopEnd
      self.rate = rate
      self.originalKey = originalKey
      self.correctionCents = correctionCents
      self.link = link
      self.type = type
    }

    /// Bit 15: the sound is in the ROM of a sound card, not in the file.
    public var isROM: Bool { type & 0x8000 != 0 }
    /// Bit 4, version 3: `range` holds a file of its own, Vorbis or FLAC.
    public var isCompressed: Bool { type & 0x0010 != 0 }
    /// Bits 0 to 3: 1 mono, 2 right, 4 left, 8 linked.
    public var side: UInt16 { type & 0x000F }
  }
}
