// SPDX-License-Identifier: MIT
// Where a bank comes from. Any thread but audio.

/// What to download, and how it ranks.
public struct BankSource: Sendable {
  /// For messages: a file's path, or what a song's own bank is called.
  public let name: String
  /// Built-in banks are searched last; of others the later one wins.
  public let isBuiltIn: Bool
  /// Added to the bank numbers of its instruments, drum sets left alone: what a song says about the bank that it carries.
  public let bankOffset: Int
  /// The file that it is in; nil for a bank that is in none.
  public let file: String?
  /// The bank's bytes; nil when they are to be read from `name`.
  let bytes: ArraySlice<UInt8>?

  /// A file, read on the downloader thread.
  public static func file(_ path: String, isBuiltIn: Bool = false) -> BankSource {
    BankSource(name: path, isBuiltIn: isBuiltIn, bankOffset: 0, file: path, bytes: nil)
  }

  /// A bank in memory.
  public static func bytes(_ bytes: [UInt8], name: String) -> BankSource { .bytes(bytes[...], name: name) }

  /// A bank inside a file in memory, such as the one that a song carries. Nothing is copied, and offsets in warnings are
  /// those of the file. `file`: that file.
  public static func bytes(
    _ bytes: ArraySlice<UInt8>, name: String, bankOffset: Int = 0, file: String? = nil
  ) -> BankSource {
    BankSource(name: name, isBuiltIn: false, bankOffset: bankOffset, file: file, bytes: bytes)
  }
}
