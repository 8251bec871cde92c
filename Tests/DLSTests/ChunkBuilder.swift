// SPDX-License-Identifier: MIT
// Makes RIFF chunks, right or wrong ones. Any thread.

/// Two bytes, the lower first.
func u16(_ values: Int...) -> [UInt8] { values.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8 & 0xFF)] } }

/// Four bytes, the lowest first.
func u32(_ values: Int...) -> [UInt8] { values.flatMap { value in (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } } }

/// The characters of a text.
func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A chunk; `stated` is a wrong size, `isPadded` false forgets the pad byte.
func chunk(_ identifier: String, _ payload: [UInt8], stated: Int? = nil, isPadded: Bool = true) -> [UInt8] {
  let pad: [UInt8] = isPadded && payload.count % 2 == 1 ? [0] : []
  return ascii(identifier) + u32(stated ?? payload.count) + payload + pad
}

/// A list of chunks.
func list(_ type: String, _ children: [[UInt8]], stated: Int? = nil, isPadded: Bool = true) -> [UInt8] {
  chunk("LIST", ascii(type) + children.flatMap(\.self), stated: stated, isPadded: isPadded)
}

/// A whole file.
func form(_ children: [[UInt8]], type: String = "DLS ", stated: Int? = nil) -> [UInt8] {
  chunk("RIFF", ascii(type) + children.flatMap(\.self), stated: stated)
}

/// The bytes of hexadecimal digits; blanks do not count.
func hex(_ text: String) -> [UInt8] {
  let digits = text.filter { $0.isHexDigit }.map { UInt8($0.hexDigitValue ?? 0) }
  return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
