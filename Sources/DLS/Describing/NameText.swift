// SPDX-License-Identifier: MIT
// Texts of a file, made safe for a terminal. Any thread but audio.

/// A file's text in quotation marks on one line: control characters, which could steer a terminal, become U+FFFD, and a
/// long text is cut after `limit` characters.
func quoted(_ text: String, limit: Int = 60) -> String {
  let scalars = text.unicodeScalars.prefix(limit).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}" as UnicodeScalar
    default: scalar
    }
  }
  let isCut = text.unicodeScalars.dropFirst(limit).first != nil
  return "\"\(String(String.UnicodeScalarView(scalars)))\(isCut ? "…" : "")\""
}

/// A MIDI key with its name, middle C being C4: "60 (C4)". Thread: any but audio.
public func keyText(_ key: UInt8) -> String {
  let names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
  return "\(key) (\(names[Int(key) % 12])\(Int(key) / 12 - 1))"
}

/// "wave "kick"", or only "wave" where there is no name.
func titled(_ noun: String, _ name: String) -> String { name.isEmpty ? noun : noun + " " + quoted(name) }
