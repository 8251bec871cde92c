// SPDX-License-Identifier: MIT
// What a topic is at the moment, as JSON. Any thread but audio.

internal import Control

/// JSON that is looked into no further than needed to tell what has changed.
enum TopicValue: Equatable, Sendable {
  /// An object: of each member its name, with quotation marks, and its value.
  case members([String: String])
  /// Anything else.
  case whole(String)

  /// There is no such thing.
  static let absent = TopicValue.whole("null")

  /// The arguments of a reply.
  init(_ arguments: [OSCValue], of topic: Topic) {
    switch (topic, arguments.count == 1 ? arguments[0] : .nil) {
    case (.meters, .blob(let bytes)): self = .whole(TopicValue.meters(bytes))
    case (.keys, .blob(let bytes)): self = .whole(TopicValue.keys(bytes))
    case (.thru, _): self = .whole(JSONText.array(arguments))
    case (_, .string(let text)) where text.hasPrefix("{"):
      self = JSONText.members(of: text).map(TopicValue.members) ?? .absent
    case (_, .string(let text)) where text.hasPrefix("["): self = .whole(text)
    default: self = .whole(JSONText.array(arguments))
    }
  }

  /// Behind the number of groups: a number for each channel, left and right, and what the limiter takes away.
  private static func meters(_ bytes: [UInt8]) -> String {
    let numbers = stride(from: 4, to: bytes.count - 3, by: 4).map { index in
      let bits = (0..<4).reduce(0 as UInt32) { $0 << 8 | UInt32(bytes[index + $1]) }
      return JSONText.number(Float(bitPattern: bits), digits: 4)
    }
    return "[" + numbers.joined(separator: ",") + "]"
  }

  /// 16 bytes for each channel.
  private static func keys(_ bytes: [UInt8]) -> String {
    let channels = stride(from: 0, to: bytes.count - 15, by: 16).map { index in
      "\"\(Hexadecimal.text(bytes[index..<index + 16]))\""
    }
    return "[" + channels.joined(separator: ",") + "]"
  }
}
