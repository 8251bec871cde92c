// SPDX-License-Identifier: MIT
// The messages that make a channel what it was. Control thread.

extension ChannelReport {
  /// Whole messages that bring a channel of a group that has just been reset to this state; of one that is in its state
  /// already, none. What belongs to a whole group or a key is not among them: drum settings, tunings, zones.
  /// Thread: any but audio.
  public var messages: [[UInt8]] {
    let usual = ChannelReport(index: Int(index), after: dialect)
    let channel = UInt8(index % 16)
    var messages: [[UInt8]] = []
    func control(_ number: Int, _ value: UInt8) { messages.append([0xB0 | channel, UInt8(number), value]) }
    if (bankMSB, bankLSB, program) != (usual.bankMSB, usual.bankLSB, usual.program) {
      control(0, bankMSB)
      control(32, bankLSB)
      messages.append([0xC0 | channel, program])
    }
    for number in [0, 32] where controllers[number] != (number == 0 ? bankMSB : bankLSB) {
      control(number, controllers[number])
    }
    for number in 1..<120 where ChannelReport.isState(number) && controllers[number] != usual.controllers[number] {
      control(number, controllers[number])
    }
    for (place, number) in ChannelReport.parameterNumbers.enumerated()
    where parameters[place] != usual.parameters[place] {
      control(101, 0)
      control(100, number)
      control(6, UInt8(parameters[place] >> 7))
      control(38, UInt8(parameters[place] & 0x7F))
      control(101, 127)
      control(100, 127)
    }
    if isMono { control(126, 1) }
    if wheel != usual.wheel { messages.append([0xE0 | channel, UInt8(wheel & 0x7F), UInt8(wheel >> 7)]) }
    if pressure != usual.pressure { messages.append([0xD0 | channel, pressure]) }
    return messages
  }

  /// Not data entry and what it refers to, nor banks, nor the key that a glide begins at.
  private static func isState(_ number: Int) -> Bool {
    switch number {
    case 6, 32, 38, 84, 96...101: false
    default: true
    }
  }
}

extension Dialect {
  /// The message that brings a group to its power-on state by these rules.
  public var resetMessage: [UInt8] {
    switch self {
    case .dls: [0xF0, 0x7E, 0x7F, 0x0A, 0x01, 0xF7]
    case .gm1: [0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7]
    case .gm2: [0xF0, 0x7E, 0x7F, 0x09, 0x03, 0xF7]
    case .gs: [0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41, 0xF7]
    case .xg: [0xF0, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x7E, 0x00, 0xF7]
    }
  }
}
