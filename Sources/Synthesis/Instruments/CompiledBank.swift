// SPDX-License-Identifier: MIT
// One downloaded bank in the form that the audio thread reads. Downloader thread.

/// The memory of a bank: regions, links and samples. It must outlive every voice and every table that point into it.
@safe final class CompiledBank: @unchecked Sendable {
  /// Programs by `ProgramEntry.key`.
  private(set) var programs: [UInt32: ProgramEntry] = [:]
  // Safe because it is filled by one thread before it is published, and only read after.
  private let regions: UnsafeMutablePointer<CompiledRegion>
  private let capacity: Int
  private var regionCount = 0
  private var linkLists: [LinkList] = []
  /// Where the wave of each region stands in the list that `placeWaves` takes.
  private var waveOfRegion: [Int32] = []
  /// The samples that the regions point to.
  let arena = SampleArena()

  /// Room for so many regions.
  init(regionCapacity: Int) {
    capacity = regionCapacity
    unsafe regions = .allocate(capacity: max(1, regionCapacity))
    waveOfRegion.reserveCapacity(regionCapacity)
  }

  deinit {
    unsafe regions.deallocate()
    for list in linkLists { unsafe list.links.deallocate() }
  }

  @safe private struct LinkList {
    let links: UnsafeMutablePointer<ModulationLink>
  }

  /// Links in the bank's memory, for one region or for many that have the same.
  @safe struct StoredLinks {
    // Safe because the bank that holds them outlives every region that names them.
    var note: UnsafePointer<ModulationLink>?
    var noteCount = 0
    var live: UnsafePointer<ModulationLink>?
    var liveCount = 0
  }

  /// Takes links into the bank's memory.
  func store(_ links: CompiledRegion.Links) -> StoredLinks {
    var stored = StoredLinks()
    unsafe stored.note = place(links.note)
    stored.noteCount = links.note.count
    unsafe stored.live = place(links.live)
    stored.liveCount = links.live.count
    return stored
  }

  private func place(_ links: [ModulationLink]) -> UnsafePointer<ModulationLink>? {
    guard !links.isEmpty else { return nil }
    let memory = UnsafeMutablePointer<ModulationLink>.allocate(capacity: links.count)
    for (index, link) in links.enumerated() { unsafe (memory + index).initialize(to: link) }
    linkLists.append(unsafe LinkList(links: memory))
    return unsafe UnsafePointer(memory)
  }

  /// Adds a region to the program at hand; its wave is given by `placeWaves`.
  func append(_ region: CompiledRegion, links: StoredLinks, wave: Int) {
    precondition(regionCount < capacity, "a bank is made for all of its regions")
    var placed = region
    unsafe placed.noteLinks = links.note
    placed.noteLinkCount = links.noteCount
    unsafe placed.liveLinks = links.live
    placed.liveLinkCount = links.liveCount
    unsafe (regions + regionCount).initialize(to: placed)
    waveOfRegion.append(Int32(wave))
    regionCount += 1
  }

  /// Makes a program of the regions that were appended since the last one. A program without any is none: it must not
  /// hide one of the same address in another bank. Of two with the same address in one file the first wins.
  ///
  /// `keyLinks`: the program's connections to the key.
  func endProgram(key: UInt32, keyLinks: [ModulationLink] = []) {
    let first = programEnd
    programEnd = regionCount
    guard regionCount > first, programs[key] == nil else { return }
    programs[key] = unsafe ProgramEntry(
      key: key, regions: UnsafePointer(regions + first), regionCount: regionCount - first, keyLinks: place(keyLinks),
      keyLinkCount: keyLinks.count)
  }

  /// Regions of all programs that are complete.
  private var programEnd = 0

  /// Gives each region its wave, by the number it was appended with.
  func placeWaves(_ waves: [PreparedWave]) {
    for (index, wave) in waveOfRegion.enumerated() { unsafe regions[index].wave = waves[Int(wave)] }
    waveOfRegion = []
  }
}
