// SPDX-License-Identifier: MIT
// A program that somebody wants at hand. Any thread but audio.

internal import Synchronization

/// The address of a program, whichever bank answers for it.
public struct Favourite: Codable, Hashable, Sendable {
  /// Bank select, upper half.
  public let cc0: UInt8
  /// The lower half.
  public let cc32: UInt8
  /// 0 to 127.
  public let program: UInt8
  /// A drum kit.
  public let isDrum: Bool

  /// As many as fit a datagram. Thread: any.
  public static let limit = 1000

  /// Thread: any.
  public init(cc0: UInt8, cc32: UInt8, program: UInt8, isDrum: Bool) {
    (self.cc0, self.cc32, self.program, self.isDrum) = (cc0, cc32, program, isDrum)
  }

  /// Those of a rack file. Thread: control.
  static func all(_ node: RackNode) throws(RackError) -> [Favourite] {
    var found: [Favourite] = []
    for element in try node.elements() {
      let fields = try element.fields(["cc0", "cc32", "program", "drums"])
      guard let program = fields["program"] else { throw element.fault("expected a program") }
      let favourite = Favourite(
        cc0: UInt8(try fields["cc0"]?.integer(0...127) ?? 0), cc32: UInt8(try fields["cc32"]?.integer(0...127) ?? 0),
        program: UInt8(try program.integer(0...127)), isDrum: try fields["drums"]?.truth() ?? false)
      if !found.contains(favourite) { found.append(favourite) }
    }
    guard found.count <= limit else { throw node.fault("expected \(limit) at most, found \(found.count)") }
    return found
  }
}

extension Studio {
  /// Programs that somebody wants at hand, in the order in which they were chosen. Thread: any but audio.
  public var favourites: [Favourite] { present.favourites }

  /// Adds one, or takes it away.
  func want(_ favourite: Favourite, _ isWanted: Bool) throws(ControlFault) {
    let isDone = settings.withLock { settings in
      if !isWanted {
        settings.favourites.removeAll { $0 == favourite }
      } else if !settings.favourites.contains(favourite) {
        guard settings.favourites.count < Favourite.limit else { return false }
        settings.favourites.append(favourite)
      }
      return true
    }
    guard isDone else { throw ControlFault(.failed, "there are \(Favourite.limit) favourites already") }
  }

  /// The rack file that the client belongs to; nil for none. Thread: main.
  public func setRackPath(_ path: String?) { settings.withLock { $0.rackPath = path } }
}
