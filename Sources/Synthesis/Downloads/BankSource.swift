// SPDX-License-Identifier: MIT
// Where a bank comes from. Any thread but audio.

/// What to download, and how it ranks.
public struct BankSource: Sendable {
  /// For messages: a file's path, or what a song's own bank is called.
  public let name: String
  /// Built-in banks are searched last; of others the later one wins.
  public let isBuiltIn: Bool
  /// The file's bytes; nil when they are to be read from `name`.
  let bytes: [UInt8]?

  /// A file, read on the downloader thread.
  public static func file(_ path: String, isBuiltIn: Bool = false) -> BankSource {
    BankSource(name: path, isBuiltIn: isBuiltIn, bytes: nil)
  }

  /// A collection in memory, such as the one that a song carries.
  public static func bytes(_ bytes: [UInt8], name: String) -> BankSource {
    BankSource(name: name, isBuiltIn: false, bytes: bytes)
  }
}
