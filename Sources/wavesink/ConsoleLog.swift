// SPDX-License-Identifier: MIT
// How log records look on a terminal. Any thread but audio.

import Logging

/// Writes log records as people expect of a command: `wavesink: sentence`, each on one line.
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
    let sentence = ConsoleLog.harmless("\(event.message)")
    Console.write("\(Console.isTerminal ? "\r\u{1B}[K" : "")\(label): \(kind)\(sentence)\n")
  }

  /// Names of files and songs are in messages: what in them could steer a terminal or begin a line becomes U+FFFD.
  private static func harmless(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}" as UnicodeScalar
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
