// SPDX-License-Identifier: MIT
// Makes the routes that the audio thread reads, and frees them. Setup and control threads.

public import Realtime

extension ThruTable: OwnedTable {
  /// `groupCount`: groups of the port, 1 and up; routes from and to others are left out. Thread: setup or control.
  init(_ routes: ThruRoutes, groupCount: Int) {
    self.groupCount = groupCount
    var flat: [UInt16] = []
    var starts: [Int32] = [0]
    for channel in 0..<16 * groupCount {
      let source = ThruRoutes.Place(group: channel / 16 + 1, channel: channel % 16)
      for place in routes.destinations(of: source) where place.group <= groupCount {
        flat.append(UInt16(16 * (place.group - 1) + place.channel))
      }
      starts.append(Int32(flat.count))
    }
    unsafe channelStarts = ThruTable.copy(starts)
    starts = [Int32(flat.count)]
    for group in 1...groupCount {
      for other in routes.destinations(ofSystem: group) where other <= groupCount { flat.append(UInt16(other)) }
      starts.append(Int32(flat.count))
    }
    unsafe systemStarts = ThruTable.copy(starts)
    unsafe destinations = ThruTable.copy(flat)
  }

  /// No copy may be used after. Thread: setup or control.
  public func deallocate() {
    unsafe channelStarts.deallocate()
    unsafe systemStarts.deallocate()
    unsafe destinations.deallocate()
  }

  private static func copy<Number: BitwiseCopyable>(_ numbers: [Number]) -> UnsafeMutablePointer<Number> {
    let memory = UnsafeMutablePointer<Number>.allocate(capacity: max(1, numbers.count))
    for index in numbers.indices { unsafe (memory + index).initialize(to: numbers[index]) }
    return unsafe memory
  }
}
