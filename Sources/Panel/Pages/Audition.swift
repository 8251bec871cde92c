// SPDX-License-Identifier: MIT
// Lets pages hear a program that no channel has. Control threads.

internal import Control
internal import Synchronization

/// A client of the control server with a group of its own, as `wavesink ctl note --program` has it: open while somebody listens,
/// and one for all pages.
final class Audition: Sendable {
  /// A note of a program.
  struct Wish: Decodable, Sendable {
    let cc0, cc32, program, key, velocity: UInt8
    let isDrum: Bool
    let seconds: Float

    /// Whether MIDI has such a note, and nobody is to hear it for long.
    var isPossible: Bool {
      [cc0, cc32, program, key, velocity].allSatisfy { $0 < 128 } && (0.01...10).contains(seconds)
    }
  }

  /// Notes that may wait for the client to be open.
  private static let limit = 8
  /// It is closed when nobody has listened for so long after the last note.
  private static let idle: Duration = .seconds(4)
  /// The server takes who says nothing for gone.
  private static let pingInterval: Duration = .seconds(1)
  /// For a program that has to come into memory first.
  private static let programTime: Duration = .milliseconds(100)
  private static let step: Duration = .milliseconds(20)

  private let makeLink: @Sendable () throws -> ControlLink
  private let waiting = Mutex<[Wish]>([])
  private let wake = Wake()

  init(_ makeLink: @escaping @Sendable () throws -> ControlLink) { self.makeLink = makeLink }

  /// Plays a note as soon as may be; what is too much is left out.
  func play(_ wish: Wish) {
    waiting.withLock { if $0.count < Audition.limit { $0.append(wish) } }
    wake.set()
  }

  /// Until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await wake.wait()
      guard !Task.isCancelled, waiting.withLock({ !$0.isEmpty }), let link = try? makeLink() else { continue }
      if await isOpen(link) { await play(over: link) }
      waiting.withLock { $0 = [] }
      link.send(OSCMessage("/wavesink/close").bytes)
      link.end()
    }
  }

  /// Before the server says so, what is sent would be for everybody's channels.
  private func isOpen(_ link: ControlLink) async -> Bool {
    link.send(OSCMessage("/wavesink/open", .string("audition"), .int32(1)).bytes)
    let patience = Task {
      try await Task.sleep(for: .seconds(2))
      link.end()
    }
    defer { patience.cancel() }
    while let bytes = try? await link.receive() {
      guard let message = try? OSCPacket(bytes).parts.first?.message,
        case .string("/wavesink/open")? = message.arguments.first
      else { continue }
      return message.path == "/reply"
    }
    return false
  }

  private func play(over link: ControlLink) async {
    var end = ContinuousClock.now + Audition.idle
    var ping = ContinuousClock.now
    while !Task.isCancelled, ContinuousClock.now < end {
      for wish in waiting.withLock({ wishes in
        defer { wishes = [] }
        return wishes
      }) {
        await play(wish, over: link)
        end = max(end, ContinuousClock.now + .seconds(Double(wish.seconds)) + Audition.idle)
      }
      if ContinuousClock.now - ping > Audition.pingInterval {
        link.send(OSCMessage("/wavesink/ping").bytes)
        ping = .now
      }
      try? await Task.sleep(for: Audition.step)
    }
  }

  private func play(_ wish: Wish, over link: ControlLink) async {
    let channel: Int32 = wish.isDrum ? 10 : 1
    let numbers = [wish.program, wish.cc0, wish.cc32].map { OSCValue.int32(Int32($0)) }
    link.send(OSCMessage("/wavesink/program", .int32(1), .int32(channel), numbers[0], numbers[1], numbers[2]).bytes)
    try? await Task.sleep(for: Audition.programTime)
    let note = [Int32(wish.key), Int32(wish.velocity)].map { OSCValue.int32($0) }
    link.send(
      OSCMessage("/wavesink/note", .int32(1), .int32(channel), note[0], note[1], .float(wish.seconds)).bytes)
  }
}
