// SPDX-License-Identifier: MIT
// The messages that make a channel what it was. Control thread.

extension ChannelReport {
  /// Whole messages that bring a channel of a group that has just been reset to this state. Thread: any but audio.
  public var messages: [[UInt8]] { messages(from: ChannelReport(index: Int(index), after: dialect)) }

  /// Whole messages that bring a channel from another state, of the same dialect, to this one; none where they are equal. What
  /// belongs to a whole group or a key is not among them: drum settings, tunings, zones. Thread: any but audio.
  public func messages(from usual: ChannelReport) -> [[UInt8]] {
    let channel = UInt8(index % 16)
    var messages: [[UInt8]] = []
    func control(_ number: Int, _ value: UInt8) { messages.append([0xB0 | channel, UInt8(number), value]) }
    let choosesProgram = (bankMSB, bankLSB, program) != (usual.bankMSB, usual.bankLSB, usual.program)
    if choosesProgram {
      control(0, bankMSB)
      control(32, bankLSB)
      messages.append([0xC0 | channel, program])
    }
    for (number, bank) in [(0, bankMSB), (32, bankLSB)] {
      let selected = choosesProgram ? bank : usual.controllers[number]
      if controllers[number] != selected { control(number, controllers[number]) }
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
    if isMono != usual.isMono { control(isMono ? 126 : 127, isMono ? 1 : 0) }
    if wheel != usual.wheel { messages.append([0xE0 | channel, UInt8(wheel & 0x7F), UInt8(wheel >> 7)]) }
    if pressure != usual.pressure { messages.append([0xD0 | channel, pressure]) }
    return messages
  }

  /// Whether a controller's value is part of a channel's state: not data entry and what it refers to, nor CC32, nor the key that a
  /// glide begins at, nor channel mode. Thread: any but audio.
  public static func isState(_ number: Int) -> Bool {
    switch number {
    case 6, 32, 38, 84, 96...101, 120...127: false
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
