// SPDX-License-Identifier: MIT
// Texts of files whose character set nobody states. Any thread but audio.

/// UTF-8 where that is possible, else the code page of the programs that wrote most banks.
func fileText(_ bytes: ArraySlice<UInt8>) -> String {
  String(validating: bytes, as: UTF8.self) ?? Windows1252.decode(bytes)
}
