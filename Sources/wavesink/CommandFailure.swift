// SPDX-License-Identifier: MIT
// Why a command ended early. Main thread.

/// What a person is told when a command cannot go on, and what the shell is told.
struct CommandFailure: Error {
  /// Exit statuses, as in `sysexits.h`, but for the first.
  enum Status: Int32 {
    /// All was done, and what was to be checked does not hold.
    case limitExceeded = 1
    case usage = 64
    case badInput = 65
    case noServer = 69
    case internalFault = 70
  }

  let status: Status
  /// One sentence, without the program's name.
  let sentence: String

  static func usage(_ sentence: String) -> CommandFailure { CommandFailure(status: .usage, sentence: sentence) }
  static func noBank(for song: String) -> CommandFailure {
    .badInput(song, "there is no bank to play it with: name one with --bank")
  }
  static func badInput(_ file: String, _ what: String) -> CommandFailure {
    CommandFailure(status: .badInput, sentence: "\(file): \(what)")
  }
}
