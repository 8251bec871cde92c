// SPDX-License-Identifier: MIT
// Writes texts and identifiers. Any thread but audio.

extension ChunkWriter {
  /// `dlid`, where there is one.
  mutating func write(_ identifier: DLSID?) {
    guard let identifier else { return }
    chunk("dlid") { $0.raw(identifier.bytes) }
  }

  /// `LIST INFO`, where there is a text.
  mutating func write(_ info: Info) {
    guard !info.entries.isEmpty else { return }
    list("INFO") { $0.writeEntries(of: info) }
  }

  /// The texts alone. All of them have passed `checkForWriting`.
  mutating func writeEntries(of info: Info) {
    for entry in info.entries {
      guard let tag = FourCC(description: entry.tag), let characters = entry.characters else { continue }
      chunk(tag) { $0.raw(characters + [0]) }
    }
  }
}

extension Info.Entry {
  /// The text as a file has it, without the closing NUL: UTF-8, or the other character set that a reader knows where
  /// only that is short enough. Nil where neither is.
  var characters: [UInt8]? {
    let characters = Array(text.utf8)
    if characters.count <= CollectionReader.textLimit { return characters }
    // A text of 64 KiB in Windows 1252 grows in UTF-8.
    guard let narrow = Windows1252.encode(text), narrow.count <= CollectionReader.textLimit,
      (String(validating: narrow, as: UTF8.self) ?? Windows1252.decode(narrow)) == text
    else { return nil }
    return narrow
  }
}

extension FourCC {
  /// The identifier that `description` shows as `text`; nil where none does.
  init?(description text: String) {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      if first == UInt8(ascii: "\\"), rest.dropFirst().first == UInt8(ascii: "x"), rest.count >= 4,
        let byte = UInt8(String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(first)
        rest = rest.dropFirst()
      }
    }
    guard bytes.count == 4 else { return nil }
    self.init(rawValue: bytes.reduce(0) { $0 << 8 | UInt32($1) })
    guard description == text else { return nil }
  }
}
