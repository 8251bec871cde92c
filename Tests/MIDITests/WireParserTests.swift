// SPDX-License-Identifier: MIT
// Wire bytes in, messages out: running status, real-time bytes anywhere, System Exclusive, noise.

import MIDI
import Testing

/// What a parser made of some bytes, with the bytes of each System Exclusive message.
private struct Heard: Equatable {
  var messages: [[UInt8]] = []
  var dropped = 0
}

/// The loop of an audio thread that hears a wire: compiling it is half of the test.
@_noLocks @_noAllocation
private func loudestByte(_ parser: inout WireParser, _ bytes: UnsafeRawBufferPointer) -> UInt8 {
  var loudest: UInt8 = 0
  for index in 0..<bytes.count {
    switch unsafe parser.feed(bytes[index]) {
    case .nothing, .droppedSystemExclusive: break
    case .short(let packed, _): loudest = max(loudest, UInt8(truncatingIfNeeded: packed >> 16))
    case .systemExclusive(let length): loudest = unsafe max(loudest, parser.systemExclusiveBytes()[length - 2])
    }
  }
  if parser.strayByteCount > 100 { parser.reset() }
  return loudest
}

private func hear(_ bytes: [UInt8], _ parser: inout WireParser) -> Heard {
  var heard = Heard()
  for byte in bytes {
    switch parser.feed(byte) {
    case .nothing: break
    case .short(let packed, let length):
      heard.messages.append((0..<Int(length)).map { UInt8(truncatingIfNeeded: packed >> UInt64(8 * $0)) })
    case .systemExclusive(let length):
      let message = unsafe Array(parser.systemExclusiveBytes())
      #expect(message.count == length)
      heard.messages.append(message)
    case .droppedSystemExclusive: heard.dropped += 1
    }
  }
  return heard
}

/// Wire bytes, and what they mean.
private struct WireCase: CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let messages: [[UInt8]]
  var dropped = 0
  var stray: UInt64 = 0
  var incomplete: UInt64 = 0
  var undefined: UInt64 = 0

  init(
    _ name: String, _ bytes: [UInt8], _ messages: [[UInt8]], dropped: Int = 0, stray: UInt64 = 0,
    incomplete: UInt64 = 0, undefined: UInt64 = 0
  ) {
    testDescription = name
    self.bytes = bytes
    self.messages = messages
    self.dropped = dropped
    self.stray = stray
    self.incomplete = incomplete
    self.undefined = undefined
  }
}

private let wireCases = [
  WireCase("one note", [0x90, 60, 100], [[0x90, 60, 100]]),
  WireCase("running status", [0x90, 60, 1, 62, 2, 64, 0], [[0x90, 60, 1], [0x90, 62, 2], [0x90, 64, 0]]),
  WireCase("running status of two bytes", [0xC3, 1, 2], [[0xC3, 1], [0xC3, 2]]),
  WireCase("a clock between status and data", [0x90, 0xF8, 60, 0xFE, 1], [[0xF8], [0xFE], [0x90, 60, 1]]),
  WireCase("running status goes on after a clock", [0x90, 1, 2, 0xF8, 3, 4], [[0x90, 1, 2], [0xF8], [0x90, 3, 4]]),
  WireCase("system exclusive", [0xF0, 0x7E, 0x7F, 9, 1, 0xF7], [[0xF0, 0x7E, 0x7F, 9, 1, 0xF7]]),
  WireCase("an empty system exclusive", [0xF0, 0xF7], [[0xF0, 0xF7]]),
  WireCase("a clock inside system exclusive", [0xF0, 1, 0xF8, 2, 0xF7], [[0xF8], [0xF0, 1, 2, 0xF7]]),
  WireCase("system exclusive ended by a note", [0xF0, 1, 0x90, 60, 1], [[0x90, 60, 1]], dropped: 1),
  WireCase("system exclusive ended by another", [0xF0, 1, 0xF0, 2, 0xF7], [[0xF0, 2, 0xF7]], dropped: 1),
  WireCase("system exclusive ended by a tune request", [0xF0, 1, 0xF6], [[0xF6]], dropped: 1),
  WireCase(
    "system exclusive ended by an undefined status", [0xF0, 1, 0xF4, 1], [], dropped: 1, stray: 1, undefined: 1),
  WireCase("system exclusive as long as the buffer", [0xF0, 1, 2, 3, 4, 0xF7], [[0xF0, 1, 2, 3, 4, 0xF7]]),
  WireCase(
    "system exclusive longer than the buffer", [0xF0, 1, 2, 3, 4, 5, 0xF7, 0xC0, 1], [[0xC0, 1]], dropped: 1),
  WireCase("a long one cut off counts once", [0xF0, 1, 2, 3, 4, 5, 6, 0xC0, 1], [[0xC0, 1]], dropped: 1),
  WireCase(
    "system exclusive ends running status", [0x90, 1, 2, 0xF0, 0xF7, 3, 4], [[0x90, 1, 2], [0xF0, 0xF7]], stray: 2),
  WireCase(
    "song position ends running status", [0x90, 1, 2, 0xF2, 3, 4, 5], [[0x90, 1, 2], [0xF2, 3, 4]], stray: 1),
  WireCase("tune request ends running status", [0x90, 1, 2, 0xF6, 3, 4], [[0x90, 1, 2], [0xF6]], stray: 2),
  WireCase("undefined statuses end running status", [0x90, 1, 2, 0xF5, 3], [[0x90, 1, 2]], stray: 1, undefined: 1),
  WireCase("data before any status", [1, 2, 3, 0x80, 1, 2], [[0x80, 1, 2]], stray: 3),
  WireCase("an end without its beginning", [0xF7, 0x80, 1, 2], [[0x80, 1, 2]], stray: 1),
  WireCase("a message cut off by the next", [0x90, 60, 0x80, 60, 0], [[0x80, 60, 0]], incomplete: 1),
  WireCase("a status alone, twice", [0x90, 0x90, 60, 1], [[0x90, 60, 1]], incomplete: 1),
  WireCase("song select", [0xF3, 7, 0xF1, 0x21], [[0xF3, 7], [0xF1, 0x21]]),
]

@Suite struct WireParserTests {
  @Test(arguments: wireCases)
  private func `bytes mean what the specification says`(wire: WireCase) {
    var parser = WireParser(systemExclusiveCapacity: 6)
    let heard = hear(wire.bytes, &parser)
    // A tune request that cuts off System Exclusive reports the request, so the counter is what tells the truth.
    #expect(heard.messages == wire.messages)
    #expect(parser.droppedSystemExclusiveCount == UInt64(wire.dropped))
    #expect(parser.strayByteCount == wire.stray)
    #expect(parser.incompleteMessageCount == wire.incomplete)
    #expect(parser.undefinedStatusCount == wire.undefined)
  }

  @Test func `a drop is reported by the byte that ends the message`() {
    var parser = WireParser(systemExclusiveCapacity: 4)
    let tooLong: [UInt8] = [0xF0, 1, 2, 3, 4, 0xF7]
    #expect(tooLong.map { parser.feed($0) } == Array(repeating: .nothing, count: 5) + [.droppedSystemExclusive])
    let cutOff: [UInt8] = [0xF0, 1, 0x90]
    #expect(cutOff.map { parser.feed($0) } == [.nothing, .nothing, .droppedSystemExclusive])
  }

  @Test func `a message of the default capacity passes and one byte more does not`() {
    var parser = WireParser()
    let data = (0..<4094).map { UInt8($0 & 0x7F) }
    #expect(hear([0xF0] + data + [0xF7], &parser).messages == [[0xF0] + data + [0xF7]])
    #expect(hear([0xF0] + data + [0, 0xF7], &parser) == Heard(messages: [], dropped: 1))
    #expect(hear([0xF0, 5, 0xF7], &parser).messages == [[0xF0, 5, 0xF7]])
  }

  @Test func `reset forgets the message at hand and the running status`() {
    var parser = WireParser()
    _ = hear([0x90, 60], &parser)
    parser.reset()
    #expect(hear([64, 0xF0, 1], &parser).messages == [])
    parser.reset()
    #expect(hear([0xF7, 0xC0, 1], &parser).messages == [[0xC0, 1]])
    #expect(parser.strayByteCount == 2 && parser.droppedSystemExclusiveCount == 0)
  }

  @Test func `noise makes only whole messages and counts the rest`() {
    var random = Random(seed: 1)
    var parser = WireParser(systemExclusiveCapacity: 32)
    var messageCount = 0
    for _ in 0..<200_000 {
      // Statuses are rarer than on a random wire, so that messages come to an end.
      let byte = random.below(4) == 0 ? UInt8(0x80 + random.below(128)) : UInt8(random.below(128))
      for message in hear([byte], &parser).messages {
        messageCount += 1
        #expect(message[0] >= 0x80)
        #expect(message.dropFirst().allSatisfy { $0 < 0x80 } || message[0] == 0xF0 && message.last == 0xF7)
        #expect(message.count <= (message[0] == 0xF0 ? 32 : 3))
      }
    }
    #expect(messageCount > 50_000)
    #expect(parser.strayByteCount > 0 && parser.incompleteMessageCount > 0)
    #expect(parser.undefinedStatusCount > 0 && parser.droppedSystemExclusiveCount > 0)
  }

  @Test func `the audio thread hears a wire`() {
    var parser = WireParser()
    let bytes: [UInt8] = [0x90, 60, 99, 62, 101, 0xF0, 1, 120, 0xF7]
    let loudest = unsafe bytes.withUnsafeBytes { unsafe loudestByte(&parser, $0) }
    #expect(loudest == 120)
  }
}
