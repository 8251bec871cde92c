// SPDX-License-Identifier: MIT
// What switches channels of a running client. Main thread.

import ArgumentParser
import Control

/// Something that channels have or have not, and of which channels: one, those of a group, or all.
struct CtlChannels: ParsableArguments {
  @Option(help: ArgumentHelp("Channel group, 0 for all.", valueName: "number"))
  var group: Int32 = 1

  @Option(help: ArgumentHelp("Channel, 1 to 16; 0 for all.", valueName: "number"))
  var channel: Int32 = 1

  /// On or off.
  enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }

  @Argument(help: ArgumentHelp("on or off.", valueName: "switch"))
  var wanted: Switch?

  @Flag(help: "What there is as JSON. Fields may be added, and are never renamed.")
  var json = false

  /// Switches what a path means, or shows it where there is nothing to be switched.
  func setOrShow(_ path: String, _ target: CtlTarget) throws(CommandFailure) {
    let place: [OSCValue] = [.int32(group), .int32(channel)]
    let values: [OSCValue] = wanted.map { [.int32($0 == .on ? 1 : 0)] } ?? []
    guard case .int32(let isOn)? = try target.ask(OSCMessage(path, place + values)).first else {
      throw CommandFailure(status: .internalFault, sentence: "\(path): the reply is not understood")
    }
    guard wanted == nil else { return }
    let word = isOn == 1 ? "on" : "off"
    return json ? try CtlJSON.show(["isOn": isOn == 1]) : try Console.show(word + "\n")
  }
}
