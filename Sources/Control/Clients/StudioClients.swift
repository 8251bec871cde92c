// SPDX-License-Identifier: MIT
// The programs that have opened the synthesizer. Control thread.

import Synchronization

/// Who has which input and which groups of those that are kept for clients.
final class StudioClients: Sendable {
  private let all = Mutex<[StudioClient]>([])
  private let count = Mutex<Int32>(0)

  /// Clients at a time, and groups for all of them together.
  static let limit = 12
  /// Channel groups that are kept for them.
  static let groupCount = 16
  /// Numbers of owners, which go round: banks of one who has gone may be there a little longer.
  private static let ownerCount = 120

  /// Those who are there.
  var clients: [StudioClient] { all.withLock { $0.filter { !$0.isClosing } } }

  /// Those who have gone, and whose place is not free yet.
  var closing: [StudioClient] { all.withLock { $0.filter(\.isClosing) } }

  func client(at address: OSCSocket.Address) -> StudioClient? { clients.first { $0.address == address } }

  /// A client with as many groups in a row as it asks for, or as are free, at least one. Nil where there is no place.
  func open(_ name: String, _ address: OSCSocket.Address, groupCount wanted: Int) -> StudioClient? {
    all.withLock { all in
      guard let place = (0..<StudioClients.limit).first(where: { place in !all.contains { $0.place == place } }) else {
        return nil
      }
      let free = StudioClients.gaps(between: all.map(\.groups))
      // The smallest gap that is large enough, or else the largest one.
      let fitting = free.filter { $0.count >= wanted }.min { $0.count < $1.count }
      guard let gap = fitting ?? free.max(by: { $0.count < $1.count }) else { return nil }
      let groups = gap.lowerBound..<gap.lowerBound + min(gap.count, wanted)
      let id = count.withLock { count in
        count += 1
        return count
      }
      let client = StudioClient(
        id: id, name: name, address: address, place: place, owner: StudioClients.owner(id, besides: all),
        groups: groups, now: ContinuousClock().now)
      all.append(client)
      return client
    }
  }

  private static func owner(_ id: Int32, besides others: [StudioClient]) -> UInt8 {
    let taken = Set(others.map(\.owner))
    // There are fewer clients than numbers.
    return (0..<ownerCount).lazy.map { UInt8((Int(id) - 1 + $0) % ownerCount + 1) }.first { !taken.contains($0) } ?? 1
  }

  func remove(_ client: StudioClient) { all.withLock { $0.removeAll { $0 === client } } }

  private static func gaps(between taken: [Range<Int>]) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var next = 0
    for range in taken.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(next..<range.lowerBound) }
      next = range.upperBound
    }
    if next < groupCount { gaps.append(next..<groupCount) }
    return gaps
  }
}
