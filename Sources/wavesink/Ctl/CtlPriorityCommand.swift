// SPDX-License-Identifier: MIT
// wavesink ctl priority: whose notes give way when voices run out. Main thread.

import ArgumentParser
import Control

/// The priority of a channel.
struct CtlPriorityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "priority", abstract: "Set whose notes give way when voices run out, or show it.",
    discussion: """
      A note takes a voice only of a channel with the same priority or less. At first drums come before channels 1 to 9, and \
      those before 11 to 16.
      """)

  @OptionGroup var target: CtlTarget
  @OptionGroup var place: CtlChannel

  @Argument(
    help: ArgumentHelp(
      "critical, high, standard, low or persist; or a number of 32 bits, as DirectMusic has it.", valueName: "priority")
  )
  var priority: String?

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  /// A priority as values for programs.
  private struct Shown: Encodable {
    let name: String
    let number: Int64
  }

  func run() throws {
    let path = "/wavesink/priority"
    guard let priority else {
      let reply = try target.ask(OSCMessage(path, .int32(place.group), .int32(place.channel)))
      guard reply.count == 2, case .int64(let number) = reply[0], case .string(let name) = reply[1] else {
        throw CommandFailure(status: .internalFault, sentence: "\(path): the reply is not understood")
      }
      guard !json else { return try CtlJSON.show(Shown(name: name, number: number)) }
      return try Console.show("\(name) (0x\(String(number, radix: 16, uppercase: true)))\n")
    }
    try target.tell(OSCMessage(path, .int32(place.group), .int32(place.channel), CtlPriorityCommand.value(priority)))
  }

  /// A number, decimal or with 0x, or a name.
  private static func value(_ word: String) -> OSCValue {
    let number = word.hasPrefix("0x") ? Int64(word.dropFirst(2), radix: 16) : Int64(word)
    return number.map { .int64($0) } ?? .string(word)
  }
}
