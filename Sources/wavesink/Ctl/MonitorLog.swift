// SPDX-License-Identifier: MIT
// MIDI messages in words. Main thread.

import Control
import DLS

/// Lines for messages that were read back, one after the other.
struct MonitorLog {
  /// Frames a second.
  let rate: Double
  let json: Bool
  private var last: Int64?

  init(rate: Double, json: Bool) {
    self.rate = rate
    self.json = json
  }

  /// The line of `/wavesink/captured`; nil of any other message.
  mutating func line(_ message: OSCMessage) -> String? {
    guard message.path == "/wavesink/captured", message.arguments.count == 3,
      case .int32(let group) = message.arguments[0], case .int64(let frame) = message.arguments[1],
      case .blob(let bytes) = message.arguments[2]
    else { return nil }
    let gap = last.map { Double(frame - $0) / rate * 1000 } ?? 0
    last = frame
    let hex = bytes.map { String($0 >> 4, radix: 16, uppercase: true) + String($0 & 15, radix: 16, uppercase: true) }
    if json {
      return #"{"bytes":"\#(hex.joined(separator: " "))","frame":\#(frame),"group":\#(group)}"#
    }
    let time = "\((gap * 10).rounded() / 10)"
    let shown = hex.prefix(12).joined(separator: " ") + (hex.count > 12 ? " …" : "")
    return "\(frame)  \(pad(time, 8))  \(group)  \(MonitorLog.words(bytes))  [\(shown)]"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// What a message means.
  static func words(_ bytes: [UInt8]) -> String {
    guard let status = bytes.first else { return "nothing" }
    let (one, two) = (bytes.count > 1 ? Int(bytes[1]) : 0, bytes.count > 2 ? Int(bytes[2]) : 0)
    let key = keyText(UInt8(one & 0x7F))
    let channel = "channel \(status & 15 + 1)"
    switch status & 0xF0 {
    case 0x80: return "\(channel) note off \(key), velocity \(two)"
    case 0x90 where two == 0: return "\(channel) note off \(key)"
    case 0x90: return "\(channel) note on \(key), velocity \(two)"
    case 0xA0: return "\(channel) pressure of \(key), \(two)"
    case 0xB0: return "\(channel) control \(one), \(two)"
    case 0xC0: return "\(channel) program \(one)"
    case 0xD0: return "\(channel) pressure \(one)"
    case 0xE0: return "\(channel) wheel \((two << 7 | one) - 8192)"
    default: return system(status, bytes.count)
    }
  }

  private static func system(_ status: UInt8, _ count: Int) -> String {
    switch status {
    case 0xF0: "System Exclusive, \(count) bytes"
    case 0xF1: "quarter frame"
    case 0xF2: "song position"
    case 0xF3: "song select"
    case 0xF6: "tune request"
    case 0xF8: "clock"
    case 0xFA: "start"
    case 0xFB: "continue"
    case 0xFC: "stop"
    case 0xFE: "active sensing"
    case 0xFF: "reset"
    default: "unknown"
    }
  }
}
