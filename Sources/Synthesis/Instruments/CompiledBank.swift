// SPDX-License-Identifier: MIT
// One downloaded bank in the form that the audio thread reads. Downloader thread.

/// The memory of a bank: regions, links and samples. It must outlive every voice and every table that point into it.
@safe final class CompiledBank: @unchecked Sendable {
  /// Programs by `ProgramEntry.key`.
  private(set) var programs: [UInt32: ProgramEntry] = [:]
  // Safe because it is filled by one thread before it is published, and only read after.
  private let regions: UnsafeMutablePointer<CompiledRegion>
  private let links: UnsafeMutablePointer<ModulationLink>
  /// The samples that the regions point to.
  let arena: SampleArena
  private var regionCount = 0
  private var linkCount = 0

  /// Room for so many regions and links.
  init(regionCapacity: Int, linkCapacity: Int, arena: SampleArena) {
    unsafe regions = .allocate(capacity: max(1, regionCapacity))
    unsafe links = .allocate(capacity: max(1, linkCapacity))
    self.arena = arena
  }

  deinit {
    unsafe regions.deallocate()
    unsafe links.deallocate()
  }

  /// Adds a program; of two with the same address in one file the first wins.
  func add(
    _ compiled: [(region: CompiledRegion, links: CompiledRegion.Links)], key: UInt32, keyLinks: [ModulationLink] = []
  ) {
    guard programs[key] == nil else { return }
    let first = unsafe regions + regionCount
    for (region, links) in compiled {
      var placed = region
      unsafe placed.noteLinks = place(links.note)
      placed.noteLinkCount = links.note.count
      unsafe placed.liveLinks = place(links.live)
      placed.liveLinkCount = links.live.count
      unsafe (regions + regionCount).initialize(to: placed)
      regionCount += 1
    }
    programs[key] = unsafe ProgramEntry(
      key: key, regions: UnsafePointer(first), regionCount: compiled.count, keyLinks: place(keyLinks),
      keyLinkCount: keyLinks.count)
  }

  private func place(_ compiled: [ModulationLink]) -> UnsafePointer<ModulationLink> {
    let first = unsafe links + linkCount
    for link in compiled {
      unsafe (links + linkCount).initialize(to: link)
      linkCount += 1
    }
    return unsafe UnsafePointer(first)
  }
}
