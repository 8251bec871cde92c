// SPDX-License-Identifier: MIT
// Whether the regions of Level 1 of an instrument are what synthesizers of Level 1 play. Any thread but audio.

/// Looks at the regions of one instrument, one after the other.
struct Level1Check {
  /// Bit 31 of the bank.
  let isDrum: Bool
  private var hasRegion = [Bool](repeating: false, count: 128)
  /// Regions of Level 1 so far.
  private(set) var count = 0

  init(isDrum: Bool) { self.isDrum = isDrum }

  /// What is otherwise about a region, which is of Level 1; `hasArticulation`: a `lart` of its own.
  mutating func rules(brokenBy region: Region, hasArticulation: Bool) -> [Departure.Level1Rule] {
    count += 1
    var broken: [Departure.Level1Rule] = []
    if region.velocities != 0...127 { broken.append(.velocityRange) }
    if count == (isDrum ? 129 : 17) { broken.append(.regionCount) }
    if region.keys.contains(where: { hasRegion[Int($0)] }) { broken.append(.overlap) }
    if isDrum && region.keys.count > 1 { broken.append(.drumKeys) }
    if !isDrum && region.keyGroup != 0 { broken.append(.keyGroup) }
    if !isDrum && hasArticulation { broken.append(.localArticulation) }
    for key in region.keys { hasRegion[Int(key)] = true }
    return broken
  }
}
