// SPDX-License-Identifier: MIT
// The descriptions of plug-ins on disk. Control threads.

internal import FoundationEssentials

/// A file that spares reading the data of all plug-ins: what they describe, behind what they looked like from outside then.
///
///     what it is and of which form · the program · the language · BundleStamps
///     an empty line
///     JSON: files that lie outside of the bundles, their stamps, and the descriptions
///
/// It is believed where everything before the empty line is, byte for byte, what is found now. Nothing depends on it: one that is
/// damaged, of another program or of another form is written anew, and where it cannot be written all is read each time.
public struct PluginCache: Sendable {
  private let folder: String

  /// Changes with what is written.
  private static let form = 4

  /// What stands behind the stamps.
  private struct Content: Codable {
    /// Files of data that no bundle has, and what they looked like.
    let others: [String]
    let stamps: String
    let plugins: [PluginDescription]
  }

  /// In a folder that need not be there. Thread: any.
  public init(folder: String) { self.folder = folder }

  /// That of the user: in `$XDG_CACHE_HOME/wavesink`, or `~/.cache/wavesink`; nil for who has neither. Thread: any but audio.
  public static var ofUser: PluginCache? {
    // What is no whole path is to be ignored. Source: XDG Base Directory Specification.
    if let named = PluginLibrary.variable("XDG_CACHE_HOME"), named.hasPrefix("/") {
      return PluginCache(folder: named + "/wavesink")
    }
    guard let home = PluginLibrary.variable("HOME"), home.hasPrefix("/") else { return nil }
    return PluginCache(folder: home + "/.cache/wavesink")
  }

  private var path: String { folder + "/plugins" }

  /// The descriptions, where these are the bundles that they were read from; else nil. Thread: control.
  func read(_ stamps: BundleStamps) -> [PluginDescription]? {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    let head = PluginCache.head(stamps)
    guard data.starts(with: head),
      let content = try? JSONDecoder().decode(Content.self, from: data.dropFirst(head.count)),
      BundleStamps(files: content.others).text == content.stamps
    else { return nil }
    return content.plugins
  }

  /// Keeps descriptions that were read after these stamps were taken, and nothing where something has changed just then. `files`: all that
  /// lilv has looked at. Thread: control.
  func write(_ plugins: [PluginDescription], _ stamps: BundleStamps, files: Set<String>) {
    let others = files.subtracting(stamps.paths).sorted()
    let more = BundleStamps(files: others)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard stamps.isSettled, more.isSettled,
      let content = try? encoder.encode(Content(others: others, stamps: more.text, plugins: plugins))
    else { return }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Whole or not at all: another program may read it at the same time.
    try? (PluginCache.head(stamps) + content).write(to: URL(filePath: path), options: .atomic)
  }

  /// What a file begins with that may be believed. What can be hosted depends on the program, and names on the language.
  private static func head(_ stamps: BundleStamps) -> Data {
    let language = PluginLibrary.variable("LANG") ?? ""
    let program = BundleStamps(files: ["/proc/self/exe"]).text
    return Data("wavesink plug-ins, form \(form)\n\(program)\(language)\n\(stamps.text)\n".utf8)
  }
}
