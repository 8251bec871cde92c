// SPDX-License-Identifier: MIT
// Which room may import which: the tree's own rule, read from its sources. Any thread.

import Foundation
import Testing

struct RoomsTests {
  /// What each room may import. Arrows point down only; the C library off the audio path, `Synchronization` in Realtime
  /// for its atomics and elsewhere for `Mutex`; no Foundation and no JACK from CRealtime to Playback.
  private static let allowed: [(room: String, imports: Set<String>)] = [
    ("CRealtime", []),
    ("Realtime", ["CRealtime", "Glibc", "Synchronization"]),
    ("MIDI", ["CZlib", "Realtime", "Glibc"]),
    ("DLS", ["Realtime", "Glibc"]),
    ("Miniport", ["CRealtime", "Realtime", "MIDI"]),
    ("VoiceState", ["CRealtime", "Realtime", "Glibc"]),
    ("VoiceKernels", ["CRealtime", "Realtime", "VoiceState"]),
    ("VoiceKernelsAVX2", ["CRealtime", "Realtime", "VoiceState"]),
    (
      "Synthesis",
      [
        "CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "VoiceState", "VoiceKernels", "VoiceKernelsAVX2", "Glibc",
        "Synchronization",
      ]
    ),
    ("Playback", ["CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Glibc", "Synchronization"]),
    (
      "LV2", ["CLilv", "CRealtime", "Realtime", "MIDI", "Miniport", "FoundationEssentials", "Glibc", "Synchronization"]
    ),
    // Descriptors travel by messages that C alone can make.
    ("SandboxProtocol", ["CSandbox", "CRealtime", "FoundationEssentials", "Glibc"]),
    // The synthesizer runs in a sandbox too, with a downloader of its own.
    (
      "Sandbox",
      [
        "CSandbox", "CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", "LV2",
        "SandboxProtocol", "Glibc", "Synchronization",
      ]
    ),
    (
      "Racks",
      [
        "CRealtime", "Realtime", "MIDI", "Miniport", "Synthesis", "Playback", "LV2", "SandboxProtocol", "Sandbox",
        "Glibc", "Synchronization",
      ]
    ),
    (
      "JackHost",
      ["CJack", "CRealtime", "Realtime", "MIDI", "Miniport", "Synthesis", "Racks", "Glibc", "Synchronization"]
    ),
    ("Doctor", ["Realtime", "Synthesis", "JackHost", "Glibc", "Synchronization"]),
    (
      "Latency",
      ["CJack", "CRealtime", "Realtime", "MIDI", "DLS", "Miniport", "Synthesis", "Playback", "Histogram", "Glibc"]
    ),
    ("AudioFile", ["CSndFile", "Realtime", "DLS", "Glibc"]),
    (
      "Control",
      [
        "CLo", "CXXHash", "Yams", "Realtime", "MIDI", "Miniport", "Synthesis", "LV2", "Racks", "Foundation",
        "FoundationEssentials",
        "Glibc",
        "Synchronization",
      ]
    ),
    // Of FlyingFox the sockets alone. Descriptors are kept from a child by what the C library shows to GNU programs alone.
    ("Panel", ["CSandbox", "Realtime", "Control", "FlyingSocks", "FoundationEssentials", "Glibc", "Synchronization"]),
  ]

  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  /// Swift files of a room, with their texts.
  private static func files(_ room: String) throws -> [(name: String, text: String)] {
    let folder = sources.appendingPathComponent(room).resolvingSymlinksInPath()
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.map {
      ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
    }
  }

  /// The module of an import declaration; nil for any other line.
  static func module(ofLine line: Substring) -> String? {
    var words = line.split(whereSeparator: \.isWhitespace)
    while let first = words.first, first.hasPrefix("@") || ["public", "internal", "package", "private"].contains(first)
    {
      words.removeFirst()
    }
    guard words.first == "import", words.count >= 2 else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "func", "let", "var", "protocol", "typealias"]
    let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
    return String(name.prefix { $0 != "." })
  }

  @Test(arguments: allowed)
  func `a room imports only what stands under it`(room: String, imports: Set<String>) throws {
    let files = try Self.files(room)
    #expect(room == "CRealtime" || !files.isEmpty, "no sources of \(room): the test reads nothing")
    for (name, text) in files {
      let found = Set(text.split(separator: "\n").compactMap { Self.module(ofLine: $0) })
      #expect(found.isSubset(of: imports), "\(room)/\(name) imports \(found.subtracting(imports).sorted())")
    }
  }

  @Test func `every room with a library's name stands in the table`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    let programs: Set = [
      "wavesink", "wavesink-sandbox", "preset-generator", "CJack", "CLilv", "CLo", "CSandbox", "CSndFile", "CXXHash",
      "CZlib",
    ]
    let missing = Set(folders).subtracting(Self.allowed.map(\.room)).subtracting(programs)
    #expect(missing.isEmpty, "\(missing.sorted()) may import what they like")
  }

  @Test func `atomics stand in Realtime alone`() throws {
    for (room, _) in Self.allowed where room != "Realtime" {
      for (name, text) in try Self.files(room) {
        #expect(!text.contains("Atomic<"), "\(room)/\(name) has an atomic of its own")
      }
    }
  }

  @Test func `an import is recognised in every form`() {
    let lines = [
      "import Foundation", "public import Foundation", "@testable import Foundation", "  internal import Foundation",
      "@preconcurrency public import struct Foundation.URL", "import class Foundation.FileManager",
    ]
    for line in lines { #expect(Self.module(ofLine: line[...]) == "Foundation") }
    for line in ["// import Foundation", "let important = 1", "importing()", ""] {
      #expect(Self.module(ofLine: line[...]) == nil)
    }
  }
}
