// SPDX-License-Identifier: MIT
// The memory that a client and a sandbox share, mapped. Setup and control threads; the audio threads use it.

import CSandbox
import Glibc
public import Realtime
public import SandboxProtocol

/// A mapping of a sealed file in memory: neither side can change its size, and so none can take it away from the other.
@safe public final class SandboxMemory: @unchecked Sendable {
  // Safe because the mapping covers `layout.byteCount` bytes, and `own` one word, for the life of this value.
  let base: UnsafeMutableRawPointer
  /// A word of this side alone.
  private let own = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
  /// The map.
  public let layout: SandboxLayout
  /// Its descriptor, which the other side maps.
  let file: OpenFile

  /// Makes new memory; nil where the system gives none. Thread: control.
  init?(making layout: SandboxLayout) {
    let file = unsafe sandbox_memory("wavesink", UInt64(layout.byteCount))
    guard file >= 0 else { return nil }
    self.file = OpenFile(file)
    guard let base = unsafe SandboxMemory.map(file, layout.byteCount) else { return nil }
    unsafe self.base = unsafe base
    self.layout = layout
    unsafe own.initialize(to: 0)
    unsafe base.storeBytes(of: SandboxLayout.magic, as: UInt32.self)
    unsafe base.storeBytes(of: SandboxLayout.version, toByteOffset: 4, as: UInt32.self)
    unsafe base.storeBytes(of: UInt64(layout.byteCount), toByteOffset: 8, as: UInt64.self)
    // Touched now, so that the audio thread never meets a page that is not there yet; what comes of the lock is `doctor`'s to say.
    unsafe _ = mlock(base, layout.byteCount)
  }

  /// Maps what a client has made; nil where it is not what this side expects. Thread: control.
  public init?(mapping file: OpenFile, _ layout: SandboxLayout) {
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0, Int(status.st_size) == layout.byteCount,
      let base = unsafe SandboxMemory.map(file.number, layout.byteCount)
    else { return nil }
    unsafe self.base = unsafe base
    self.layout = layout
    self.file = file
    unsafe own.initialize(to: 0)
    let found = unsafe (base.load(as: UInt32.self), base.load(fromByteOffset: 4, as: UInt32.self))
    guard found == (SandboxLayout.magic, SandboxLayout.version) else { return nil }
  }

  deinit {
    unsafe own.deallocate()
    unsafe munmap(base, layout.byteCount)
  }

  /// The client's word: the number of the block that it wants. The sandbox may have written over it.
  public var request: SharedWord { unsafe SharedWord(base + SandboxLayout.request) }
  /// The same number where only the client can write.
  public var wanted: SharedWord { unsafe SharedWord(UnsafeMutableRawPointer(own)) }
  /// The sandbox's word: the number of the block that it has done.
  public var reply: SharedWord { unsafe SharedWord(base + SandboxLayout.reply) }

  private static func map(_ file: Int32, _ byteCount: Int) -> UnsafeMutableRawPointer? {
    let address = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, file, 0)
    return unsafe address == MAP_FAILED ? nil : address
  }
}
