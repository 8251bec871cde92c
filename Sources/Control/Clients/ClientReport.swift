// SPDX-License-Identifier: MIT
// A client as values for programs. Control thread.

internal import Realtime

/// What `/wavesink/clients` tells of a client.
public struct ClientReport: Codable, Sendable {
  /// Its number.
  public let id: Int32
  /// What it has called itself.
  public let name: String
  /// Channel groups.
  public let groups: Int
  /// Banks that it alone plays, and that go with it.
  public let downloads: [Int]
  /// Whether it reads back what comes in.
  public let isCapturing: Bool
  /// Events that wait in its sequencer.
  public let eventsWaiting: Int64
  /// Events that reached its sequencer since the engine began.
  public let eventsReceived: UInt64
  /// Of those, what came after its time.
  public let eventsLate: UInt64
  /// Events for which there was no room.
  public let eventsLost: UInt64

  /// `banks`: those that it alone plays; `statistics`: of its input.
  init(_ client: StudioClient, _ banks: [Int], _ statistics: borrowing Statistics) {
    id = client.id
    name = client.name
    groups = client.groups.count
    downloads = banks
    isCapturing = client.isCapturing
    eventsWaiting = statistics.integer(.sequencerDepth)
    eventsReceived = statistics.value(of: .eventsReceived)
    eventsLate = statistics.value(of: .eventsLate)
    eventsLost = statistics.value(of: .eventsLost) + statistics.value(of: .systemExclusiveLost)
  }
}
