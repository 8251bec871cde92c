// SPDX-License-Identifier: MIT
// The plug-ins of the machine, whatever is installed and removed. Control threads.

internal import Glibc
internal import Synchronization

/// The worlds of plug-ins that are in use: what is installed, and bundles that somebody names.
public final class PluginLibrary: Sendable {
  private let known = Mutex<[String: Known]>([:])

  /// A world, and what the folders were like when it was made.
  private struct Known {
    let world: PluginWorld
    let stamps: [Stamp]
  }

  private struct Stamp: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let inode: UInt
  }

  /// Knows nothing yet. Thread: any.
  public init() {}

  /// What is installed now, with a bundle of somebody's own, which nobody else sees. Thread: control; the first time, and when something was
  /// installed or removed, it reads the data of all bundles.
  public func world(bundle: String? = nil) -> PluginWorld {
    let stamps = (PluginLibrary.folders + [bundle].compactMap { $0 }).map(PluginLibrary.stamp)
    return known.withLock { known in
      if let one = known[bundle ?? ""], one.stamps == stamps { return one.world }
      let world = PluginWorld(bundles: [bundle].compactMap { $0 })
      known[bundle ?? ""] = Known(world: world, stamps: stamps)
      return world
    }
  }

  /// The folders in which LV2 looks for bundles, as lilv does. Thread: any but audio.
  public static var folders: [String] {
    func variable(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }
    let path = variable("LV2_PATH") ?? "~/.lv2:/usr/local/lib/lv2:/usr/lib/lv2:/usr/lib/\(architecture)/lv2"
    return path.split(separator: ":").map { folder in
      folder.hasPrefix("~") ? (variable("HOME") ?? "") + folder.dropFirst() : String(folder)
    }
  }

  #if arch(x86_64)
    private static let architecture = "x86_64-linux-gnu"
  #else
    private static let architecture = "aarch64-linux-gnu"
  #endif

  /// A folder changes when a bundle comes or goes; one that is not there is 0.
  private static func stamp(_ folder: String) -> Stamp {
    var status = stat()
    guard unsafe stat(folder, &status) == 0 else { return Stamp(seconds: 0, nanoseconds: 0, inode: 0) }
    return Stamp(
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec, inode: UInt(status.st_ino))
  }
}
