// SPDX-License-Identifier: MIT
// One downloaded bank in the form that the audio thread reads. Downloader thread.

/// The memory of a bank: regions, links and samples. It must outlive every voice and every table that point into it.
@safe final class CompiledBank: @unchecked Sendable {
  /// Programs by `ProgramEntry.key`.
  private(set) var programs: [UInt32: ProgramEntry] = [:]
  // Safe because it is filled by one thread before it is published, and only read after.
  private let regions: UnsafeMutablePointer<CompiledRegion>
  private let ranges: UnsafeMutablePointer<NoteRange>
  private let capacity: Int
  /// Regions of all programs.
  private(set) var regionCount = 0
  /// Waves that the regions play, without their levels.
  private(set) var waveCount = 0
  private var lists: [List] = []
  /// Where the wave of each region stands in the list that `placeWaves` takes.
  private var waveOfRegion: [Int32] = []
  /// The samples that the regions point to.
  let arena: SampleArena

  /// Room for so many regions.
  init(regionCapacity: Int, in memory: SampleMemory) {
    capacity = regionCapacity
    arena = SampleArena(in: memory)
    unsafe regions = .allocate(capacity: max(1, regionCapacity))
    unsafe ranges = .allocate(capacity: max(1, regionCapacity))
    waveOfRegion.reserveCapacity(regionCapacity)
  }

  deinit {
    unsafe regions.deallocate()
    unsafe ranges.deallocate()
    for list in lists { unsafe list.memory.deallocate() }
  }

  @safe private struct List {
    let memory: UnsafeMutableRawPointer
  }

  /// Links in the bank's memory, for one articulation or for many that have the same.
  @safe struct StoredLinks {
    // Safe because the bank that holds them outlives every articulation that names them.
    var note: UnsafePointer<ModulationLink>?
    var noteCount = 0
    var live: UnsafePointer<ModulationLink>?
    var liveCount = 0
    /// What has no effect (`CompiledArticulation.Links`).
    var omittedCount = 0
  }

  /// An articulation in the bank's memory, for one region or for many that have the same.
  @safe struct StoredArticulation {
    // Safe because the bank that holds it outlives every region that names it.
    let articulation: UnsafePointer<CompiledArticulation>
    /// Connections or modulators that have no effect.
    let omittedCount: Int
  }

  /// Takes links into the bank's memory.
  func store(_ links: CompiledArticulation.Links) -> StoredLinks {
    var stored = StoredLinks()
    unsafe stored.note = place(links.note)
    stored.noteCount = links.note.count
    unsafe stored.live = place(links.live)
    stored.liveCount = links.live.count
    stored.omittedCount = links.omittedCount
    return stored
  }

  /// Takes an articulation into the bank's memory.
  func store(_ articulation: CompiledArticulation, _ links: StoredLinks) -> StoredArticulation {
    var placed = articulation
    unsafe placed.noteLinks = links.note
    placed.noteLinkCount = links.noteCount
    unsafe placed.liveLinks = links.live
    placed.liveLinkCount = links.liveCount
    let memory = UnsafeMutablePointer<CompiledArticulation>.allocate(capacity: 1)
    unsafe memory.initialize(to: placed)
    lists.append(unsafe List(memory: UnsafeMutableRawPointer(memory)))
    return unsafe StoredArticulation(articulation: UnsafePointer(memory), omittedCount: links.omittedCount)
  }

  private func place<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element>? {
    guard !elements.isEmpty else { return nil }
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    for (index, element) in elements.enumerated() { unsafe (memory + index).initialize(to: element) }
    lists.append(unsafe List(memory: UnsafeMutableRawPointer(memory)))
    return unsafe UnsafePointer(memory)
  }

  /// Adds a region to the program at hand; its wave is given by `placeWaves`.
  func append(_ region: CompiledRegion, wave: Int) {
    precondition(regionCount < capacity, "a bank is made for all of its regions")
    unsafe (regions + regionCount).initialize(to: region)
    unsafe (ranges + regionCount).initialize(to: region.range)
    waveOfRegion.append(Int32(wave))
    regionCount += 1
  }

  /// Shows each region and the number of its wave.
  func forEachRegion(_ body: (CompiledRegion, Int) -> Void) {
    for (index, wave) in waveOfRegion.enumerated() { unsafe body(regions[index], Int(wave)) }
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
      key: key, regions: UnsafePointer(regions + first), ranges: UnsafePointer(ranges + first),
      regionCount: regionCount - first, keyLinks: place(keyLinks), keyLinkCount: keyLinks.count)
  }

  /// What stands in a table for a program that is not in memory yet. It has no regions.
  func awaitedProgram(key: UInt32) -> ProgramEntry {
    unsafe ProgramEntry(
      key: key, regions: UnsafePointer(regions), ranges: UnsafePointer(ranges), regionCount: 0, isAwaited: true)
  }

  /// Regions of all programs that are complete.
  private var programEnd = 0

  /// Gives each region its wave, by the number it was appended with. All waves are in the arena, which is settled.
  func placeWaves(_ waves: [PreparedWave]) {
    waveCount = waves.count - waves.reduce(0) { $0 + Int($1.levelCount) }
    let placed = unsafe place(waves)
    for (index, wave) in waveOfRegion.enumerated() { unsafe regions[index].wave = placed.map { unsafe $0 + Int(wave) } }
    waveOfRegion = []
    arena.settle()
  }
}
