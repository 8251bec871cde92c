// SPDX-License-Identifier: MIT
// The addresses of a file, read without its waves. Any thread.

import DLS
import Testing

@Suite struct AddressTests {
  private static let instruments = [
    instrument([region([rgnh(), wlnk()])], bank: 0), instrument([region([rgnh(), wlnk()])], bank: 0x0102),
    instrument([region([rgnh(), wlnk()])], bank: 0x8000_0000),
  ]

  private func addresses(_ bytes: [UInt8]) throws -> [Instrument.Address]? {
    try Collection.addresses(in: ByteSource(bytes[...]))
  }

  @Test func `they are those that reading the whole file finds`() throws {
    let bytes = Bank(instruments: Self.instruments).bytes
    let read = try Collection.read(bytes).collection.instruments.map(\.address)
    #expect(try addresses(bytes) == read && read.count == 3)
    #expect(try addresses(minimalFile)?.count == 1)
  }

  @Test func `nothing is said of a file with aliases, of one that is cut, and of what is none`() throws {
    let aliases = chunk("pgal", [UInt8](repeating: 0, count: 140))
    #expect(try addresses(Bank(instruments: Self.instruments, suffix: [aliases]).bytes) == nil)
    let bytes = Bank(instruments: Self.instruments).bytes
    for count in 0..<bytes.count { #expect(try addresses(Array(bytes[..<count])) == nil) }
    #expect(try addresses([UInt8](repeating: 7, count: 100)) == nil)
  }
}
