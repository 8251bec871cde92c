// SPDX-License-Identifier: MIT
// Runs conditional programs, right and wrong ones. Any thread.

import Realtime
import Testing

@testable import DLS

/// An operation alone.
private func operation(_ code: Int) -> [UInt8] { u16(code) }
/// `CONST`.
private func constant(_ value: Int) -> [UInt8] { u16(0x10) + u32(value) }
/// `QUERY`.
private func query(_ guid: String) -> [UInt8] { u16(0x11) + fileOrder(guid) }
/// `QUERYSUPPORTED`.
private func supported(_ guid: String) -> [UInt8] { u16(0x12) + fileOrder(guid) }
/// The bytes of a GUID as files have them.
private func fileOrder(_ guid: String) -> [UInt8] {
  let bytes = hex(guid)
  return Array(bytes[0..<4].reversed() + bytes[4..<6].reversed() + bytes[6..<8].reversed()) + bytes[8...]
}

private let yes = 0xFFFF_FFFF
private let supportsDLS2 = "F14599E5-4689-11D2-AFA6-00AA0024D8B6"
private let supportsDLS1 = "178F2F27-C364-11D1-A760-0000F875AC12"
private let samplePlaybackRate = "2A91F713-A4BF-11D2-BBDF-00600833DBD8"
private let nobodyKnows = "00112233-4455-6677-8899-AABBCCDDEEFF"

@Suite struct ConditionalProgramTests {
  private func run(_ code: [UInt8], _ capabilities: Capabilities = Capabilities()) throws -> Bool {
    var program = ConditionalProgram(Record(code[...], 0..<code.count), capabilities)
    return try program.run()
  }

  /// `result` is what the operation leaves of `y`, pushed first, and `x`, the top of the stack.
  @Test(
    "each operation takes the top of the stack first",
    arguments: [
      (0x01, 0b1100, 0b1010, 0b1000), (0x02, 0b1100, 0b1010, 0b1110), (0x03, 0b1100, 0b1010, 0b0110),
      (0x04, 3, 4, 7), (0x04, 0xFFFF_FFFF, 2, 1), (0x05, 3, 10, 7), (0x05, 10, 3, 0xFFFF_FFF9),
      (0x06, 6, 7, 42), (0x06, 0x10000, 0x10001, 0x10000), (0x07, 4, 20, 5), (0x07, 20, 4, 0),
      (0x08, 1, 2, yes), (0x08, 1, 0, 0), (0x08, 0, 1, 0), (0x09, 0, 2, yes), (0x09, 1, 0, yes), (0x09, 0, 0, 0),
      (0x0A, 2, 1, yes), (0x0A, 1, 2, 0), (0x0A, 1, 1, 0), (0x0B, 2, 1, yes), (0x0B, 1, 1, yes), (0x0B, 1, 2, 0),
      (0x0C, 1, 2, yes), (0x0C, 2, 1, 0), (0x0C, 1, 1, 0), (0x0D, 1, 2, yes), (0x0D, 1, 1, yes), (0x0D, 2, 1, 0),
      (0x0E, 5, 5, yes), (0x0E, 5, 6, 0),
    ])
  func binary(code: Int, y: Int, x: Int, result: Int) throws {
    let program = constant(y) + constant(x) + operation(code)
    #expect(try run(program + constant(result) + operation(0x0E)))
    // A comparison that is always true would let everything pass.
    #expect(try !run(program + constant(result ^ 1) + operation(0x0E)))
  }

  @Test func `not turns nonzero to zero and zero to all ones`() throws {
    #expect(try run(constant(0) + operation(0x0F)))
    #expect(try !run(constant(5) + operation(0x0F)))
    #expect(try run(constant(0) + operation(0x0F) + constant(yes) + operation(0x0E)))
  }

  @Test func `any word but zero is true, and only the top counts`() throws {
    #expect(try run(constant(2)))
    #expect(try !run(constant(2) + constant(0)))
    #expect(try run(constant(0) + constant(2)))
    #expect(try run([]))
  }

  @Test(
    "every query is known and answered",
    arguments: [
      ("178F2F24-C364-11D1-A760-0000F875AC12", 0), ("178F2F25-C364-11D1-A760-0000F875AC12", yes),
      ("178F2F26-C364-11D1-A760-0000F875AC12", 0), (supportsDLS1, yes),
      ("178F2F28-C364-11D1-A760-0000F875AC12", 0x7FFF_FFFF), (supportsDLS2, yes), (samplePlaybackRate, 44_100),
      ("B03E1181-8095-11D2-A1EF-00600833DBD8", 0x7D), ("B03E1182-8095-11D2-A1EF-00600833DBD8", 0x1234),
    ])
  func queries(guid: String, answer: Int) throws {
    var device = Capabilities(sampleRate: SampleRate(hertz: 44_100))
    device.hasGS = true
    device.manufacturer = 0x7D
    device.product = 0x1234
    #expect(try run(supported(guid), device))
    #expect(try run(query(guid) + constant(answer) + operation(0x0E), device))
  }

  @Test func `a query that nobody knows pushes one zero`() throws {
    #expect(try !run(supported(nobodyKnows)))
    #expect(try !run(query(nobodyKnows)))
    #expect(try run(query(nobodyKnows) + constant(0) + operation(0x0E)))
  }

  @Test func `the specification's byte order of SupportsDLS2 is understood`() throws {
    #expect(try run(u16(0x11) + hex("E5 99 45 F1 89 46 D2 11 AF A6 00 AA 00 24 D8 B6")))
    #expect(GUID(0xF145_99E5, 0x4689, 0x11D2, 0xAFA6_00AA_0024_D8B6).description == supportsDLS2)
  }

  @Test func `programs of real files give what they mean`() throws {
    #expect(try run(query(supportsDLS1) + query(supportsDLS2) + operation(0x02)))
    #expect(try !run(query(supportsDLS2) + operation(0x0F)))
    // 48000, the top, against 1000.
    #expect(try run(constant(1000) + query(samplePlaybackRate) + operation(0x0C)))
    #expect(try !run(constant(96_000) + query(samplePlaybackRate) + operation(0x0C)))
  }

  @Test(
    "a program that cannot run says why and where",
    arguments: [
      (operation(0x0F), ConditionalFault.underflow, 0), (constant(1) + operation(0x04), .underflow, 6),
      (constant(0) + constant(1) + operation(0x07), .divisionByZero, 12),
      (operation(0x00), .unknownOperation(0), 0), (constant(1) + operation(0x13), .unknownOperation(0x13), 6),
      ([0x10], .truncated, 0), (u16(0x10) + [1, 2, 3], .truncated, 0), (constant(1) + u16(0x11) + [1], .truncated, 6),
      (constant(1) + u16(0x12), .truncated, 6), (constant(1) + [0], .truncated, 6),
    ])
  func faults(code: [UInt8], fault: ConditionalFault, offset: Int) {
    var program = ConditionalProgram(Record(code[...], 0..<code.count), Capabilities())
    #expect(throws: fault) { try program.run() }
    #expect(program.fileOffset == offset)
  }

  @Test func `the stack holds more than the eight words that files may rely on`() throws {
    let depth = ConditionalProgram.stackLimit
    let sum = (1..<depth).flatMap { _ in operation(0x04) }
    let total = constant(depth) + operation(0x0E)
    #expect(try run((0..<depth).flatMap { _ in constant(1) } + sum + total))
    #expect(throws: ConditionalFault.overflow) { try run((0...depth).flatMap { constant($0) }) }
  }
}
