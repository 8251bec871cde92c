// SPDX-License-Identifier: MIT
// What the program says, and where. Any thread but audio.

import Glibc
import Logging

/// Standard error: messages, each a sentence behind the program's name, and the progress line.
enum Console {
  private static let logger = Logger(label: "wavesink") { ConsoleLog(label: $0) }

  /// Something went wrong, and the command ends.
  static func error(_ sentence: String) { logger.error("\(sentence)") }

  /// Something is odd, and the command goes on.
  static func warning(_ sentence: String) { logger.warning("\(sentence)") }

  /// Something a person may want to know.
  static func notice(_ sentence: String) { logger.notice("\(sentence)") }

  /// True if a person sees standard error as it is written.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Replaces the progress line; an empty text takes it away.
  static func progress(_ text: String) { write("\r\u{1B}[K\(text)") }

  /// All bytes, whatever a signal interrupts.
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else {
        if errno == EINTR { continue }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// Writes log records as people expect of a command: `wavesink: sentence`.
struct ConsoleLog: LogHandler {
  let label: String
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let kind = event.level == .warning ? "warning: " : ""
    Console.write("\(Console.isTerminal ? "\r\u{1B}[K" : "")\(label): \(kind)\(event.message)\n")
  }
}
