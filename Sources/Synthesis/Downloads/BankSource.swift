// SPDX-License-Identifier: MIT
// Where a bank comes from. Any thread but audio.

public import DLS

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
  /// The bank's bytes, where they are in memory.
  public let bytes: ArraySlice<UInt8>?
  /// The bank's file, where somebody has opened it already. Without both it is read from `name`.
  let opened: ByteSource?

  /// A file, read on the downloader thread.
  public static func file(_ path: String, isBuiltIn: Bool = false) -> BankSource {
    BankSource(name: path, isBuiltIn: isBuiltIn, bankOffset: 0, file: path, bytes: nil, opened: nil)
  }

  /// A bank in memory.
  public static func bytes(_ bytes: [UInt8], name: String) -> BankSource { .bytes(bytes[...], name: name) }

  /// A bank inside a file in memory, such as the one that a song carries. Nothing is copied, and offsets in warnings are
  /// those of the file. `file`: that file.
  public static func bytes(
    _ bytes: ArraySlice<UInt8>, name: String, bankOffset: Int = 0, file: String? = nil
  ) -> BankSource {
    BankSource(name: name, isBuiltIn: false, bankOffset: bankOffset, file: file, bytes: bytes, opened: nil)
  }

  /// A file that is open, where its path leads nowhere.
  public static func open(
    _ opened: ByteSource, name: String, isBuiltIn: Bool = false, bankOffset: Int = 0
  ) -> BankSource {
    BankSource(name: name, isBuiltIn: isBuiltIn, bankOffset: bankOffset, file: nil, bytes: nil, opened: opened)
  }
}
