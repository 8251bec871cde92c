// SPDX-License-Identifier: MIT
// A bank that a song's file brings with it. Any thread but the audio thread.

extension Song {
  /// A bank that an RMID or XMF file brings with it, not parsed.
  public struct EmbeddedBank: Sendable {
    /// What kind of bank it is.
    public enum Kind: Sendable {
      /// A DLS collection, form `DLS `.
      case dls
      /// A SoundFont bank, form `sfbk`.
      case soundFont
    }

    /// What kind of bank it is.
    public let kind: Kind
    /// The whole RIFF form. Indices are offsets in the song's file, but for a bank that was packed: those count from the
    /// form's own first byte.
    public let bytes: ArraySlice<UInt8>
    /// Where in the file the bank was packed; nil where it was not.
    public let unpackedFrom: Int?
    /// `DBNK` of an RMID file's INFO list: what the file says is to be added to the bank numbers of its instruments.
    public internal(set) var statedBankOffset: Int?

    /// What is added to the bank numbers of its instruments, drums left alone.
    ///
    /// A file that says nothing means 1 for a SoundFont and 0 for a DLS collection.
    /// Source: SF2 RMIDI Specification, "DBNK Chunk" and "Handling Differences".
    public var bankOffset: Int { statedBankOffset ?? (kind == .soundFont ? 1 : 0) }
  }
}
