// SPDX-License-Identifier: MIT
// What a rack keeps of a channel. Control threads.

public import Miniport
public import Synthesis

extension Rack {
  /// A channel as its messages have set it. What belongs to a key is not in it: drum settings and tunings.
  public struct Channel: Sendable, Equatable {
    /// Bank select, upper half, as of the last program change.
    public var cc0: UInt8
    /// The lower half.
    public var cc32: UInt8
    /// 0 to 127.
    public var program: UInt8
    /// Controllers 0 to 127, by their numbers; those that are not kept, such as data entry and bank select, are 0.
    public var controllers: [UInt8]
    /// Registered parameters by their numbers, 14 bits.
    public var parameters: [UInt8: UInt16]
    /// 14 bits, 8192 is the centre.
    public var wheel: UInt16
    /// Channel pressure.
    public var pressure: UInt8
    /// One note at a time.
    public var isMono: Bool
    /// Whose notes give way to whose.
    public var priority: VoicePriority
    /// It is not heard.
    public var isMuted = false

    /// Thread: control.
    public init(_ report: ChannelReport) {
      (cc0, cc32, program) = (report.bankMSB, report.bankLSB, report.program)
      controllers = (0..<128).map { Rack.Channel.keeps($0) ? report.controllers[$0] : 0 }
      var parameters: [UInt8: UInt16] = [:]
      for (place, number) in ChannelReport.parameterNumbers.enumerated() {
        parameters[number] = report.parameters[place]
      }
      self.parameters = parameters
      (wheel, pressure, isMono, priority) = (report.wheel, report.pressure, report.isMono, report.priority)
    }

    /// Whether a controller is kept by its number. Thread: any but audio.
    static func keeps(_ number: Int) -> Bool { number != 0 && ChannelReport.isState(number) }

    /// The report of a channel that is like this. `index`: over all groups. Thread: control.
    func report(index: Int, _ dialect: Dialect) -> ChannelReport {
      var report = ChannelReport(index: index, after: dialect)
      (report.bankMSB, report.bankLSB, report.program) = (cc0, cc32, program)
      for number in 0..<128 where Rack.Channel.keeps(number) { report.controllers[number] = controllers[number] }
      // What selects a bank is that of the last program change.
      (report.controllers[0], report.controllers[32]) = (cc0, cc32)
      for (place, number) in ChannelReport.parameterNumbers.enumerated() {
        report.parameters[place] = parameters[number] ?? report.parameters[place]
      }
      (report.wheel, report.pressure, report.isMono, report.priority) = (wheel, pressure, isMono, priority)
      return report
    }
  }
}
