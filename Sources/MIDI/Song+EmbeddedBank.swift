// SPDX-License-Identifier: MIT
// The bank that an RMID file brings with it. Any thread but the audio thread.

extension Song {
  /// The bank that an RMID file brings with it, not parsed.
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
    /// The whole RIFF form; indices are offsets in the song's file.
    public let bytes: ArraySlice<UInt8>
    /// The number to add to the bank numbers of its instruments, where the file tells it (`DBNK` of its INFO list).
    public internal(set) var bankNumberOffset: Int?
  }
}
