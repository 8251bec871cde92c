// SPDX-License-Identifier: MIT
// Runs conditional chunks: a reverse Polish program that says whether a list applies. Any thread but audio.

/// `cdl `: operations of two bytes on a stack of 32-bit words; the last top of stack is the answer.
struct ConditionalProgram {
  /// Words; the specification asks for eight or more.
  static let stackLimit = 256

  private let code: Record
  private let capabilities: Capabilities
  private var position = 0
  private var stack: [UInt32] = []
  /// Where the operation at work begins in the file.
  private(set) var fileOffset: Int

  /// A program that asks `capabilities`.
  init(_ code: Record, _ capabilities: Capabilities) {
    self.code = code
    self.capabilities = capabilities
    self.fileOffset = code.fileOffset
  }

  /// How a truth value stands on the stack.
  static func word(_ truth: Bool) -> UInt32 { truth ? 0xFFFF_FFFF : 0 }

  /// The answer; an empty program says yes.
  mutating func run() throws(ConditionalFault) -> Bool {
    while position < code.count {
      fileOffset = code.fileOffset + position
      try step(operation: code.uint16(try take(2)))
    }
    return stack.last.map { $0 != 0 } ?? true
  }

  private mutating func step(operation: UInt16) throws(ConditionalFault) {
    switch operation {
    case 0x01...0x0E:
      let top = try pop()
      try push(try binary(operation, top, try pop()))
    case 0x0F: try push(Self.word(try pop() == 0))
    case 0x10: try push(code.uint32(try take(4)))
    case 0x11: try push(try query().map { capabilities.answer(to: $0) } ?? 0)
    case 0x12: try push(Self.word(try query() != nil))
    default: throw .unknownOperation(operation)
    }
  }

  /// `x` is the top of the stack, `y` the word below it.
  private func binary(_ operation: UInt16, _ x: UInt32, _ y: UInt32) throws(ConditionalFault) -> UInt32 {
    switch operation {
    case 0x01: return x & y
    case 0x02: return x | y
    case 0x03: return x ^ y
    case 0x04: return x &+ y
    case 0x05: return x &- y
    case 0x06: return x &* y
    case 0x07:
      guard y != 0 else { throw .divisionByZero }
      return x / y
    case 0x08: return Self.word(x != 0 && y != 0)
    case 0x09: return Self.word(x != 0 || y != 0)
    case 0x0A: return Self.word(x < y)
    case 0x0B: return Self.word(x <= y)
    case 0x0C: return Self.word(x > y)
    case 0x0D: return Self.word(x >= y)
    default: return Self.word(x == y)
    }
  }

  private mutating func query() throws(ConditionalFault) -> ConditionalQuery? {
    ConditionalQuery(code.guid(try take(16)))
  }

  /// Moves on by `count` bytes; where they begin.
  private mutating func take(_ count: Int) throws(ConditionalFault) -> Int {
    guard code.count - position >= count else { throw .truncated }
    defer { position += count }
    return position
  }

  private mutating func push(_ word: UInt32) throws(ConditionalFault) {
    guard stack.count < Self.stackLimit else { throw .overflow }
    stack.append(word)
  }

  private mutating func pop() throws(ConditionalFault) -> UInt32 {
    guard let word = stack.popLast() else { throw .underflow }
    return word
  }
}
