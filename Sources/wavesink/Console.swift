// SPDX-License-Identifier: MIT
// What the program says, and where. Any thread but audio.

import Glibc
import Logging
import Synchronization

/// Standard error: messages, each a sentence behind the program's name, and the progress line.
enum Console {
  private static let logger = Logger(label: "wavesink") { ConsoleLog(label: $0) }
  private static let said = Mutex<Set<String>>([])

  /// Something went wrong, and the command ends.
  static func error(_ sentence: String) { logger.error("\(sentence)") }

  /// Something is odd, and the command goes on.
  static func warning(_ sentence: String) { logger.warning("\(sentence)") }

  /// Something about a file that is odd, said once however often the file is read.
  static func warningOnce(_ sentence: String) {
    if said.withLock({ $0.insert(sentence).inserted }) { warning(sentence) }
  }

  /// Something a person may want to know.
  static func notice(_ sentence: String) { logger.notice("\(sentence)") }

  /// True if a person sees standard error as it is written.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Replaces the progress line; an empty text takes it away.
  static func progress(_ text: String) { write("\r\u{1B}[K\(text)") }

  /// To standard error, as it is.
  static func write(_ text: some StringProtocol) { _ = write(text, to: STDERR_FILENO) }

  /// To standard output; throws where that takes no more.
  static func show(_ text: String) throws(CommandFailure) {
    let code = write(text, to: STDOUT_FILENO)
    guard code == 0 else {
      throw .usage("standard output: cannot write: \(unsafe String(cString: strerror(code)))")
    }
  }

  /// All bytes, whatever a signal interrupts; 0, or the errno.
  private static func write(_ text: some StringProtocol, to descriptor: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        if count < 0, errno == EINTR { continue }
        return count < 0 ? errno : EIO
      }
      bytes = bytes.dropFirst(count)
    }
    return 0
  }
}
