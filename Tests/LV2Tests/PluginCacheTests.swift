// SPDX-License-Identifier: MIT
// The list of plug-ins on disk: when it is believed, and when not.

import Foundation
import LV2
import Testing

struct PluginCacheTests {
  /// Two folders of bundles, and one for the cache, of a test's own.
  private final class Place {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("cache-\(UUID().uuidString)")
    var cache: URL { root.appendingPathComponent("cache/wavesink") }
    var file: URL { cache.appendingPathComponent("plugins") }

    init() throws {
      for folder in ["one", "two"] {
        try FileManager.default.createDirectory(
          at: root.appendingPathComponent(folder), withIntermediateDirectories: true)
      }
      try add("first")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func bundle(_ kind: String, in folder: String = "one") -> URL {
      root.appendingPathComponent("\(folder)/\(kind).lv2")
    }

    /// Installs a plug-in whose name and ports stand in a file of their own.
    func add(_ kind: String, in folder: String = "one") throws {
      let bundle = bundle(kind, in: folder)
      try FileManager.default.createDirectory(at: bundle, withIntermediateDirectories: true)
      let manifest = """
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <\(TestBundle.uri(kind))> a lv2:Plugin ; lv2:binary <gone.so> ; rdfs:seeAlso <data.ttl> .
        """
      try TestBundle.write("manifest.ttl", TestBundle.prefixes + manifest, in: bundle)
      try TestBundle.write("data.ttl", TestBundle.prefixes + TestBundle.plugin(kind), in: bundle)
      settle()
    }

    /// What has changed a moment ago is not kept.
    func settle() { usleep(70_000) }

    /// What another program finds.
    func list(_ folders: [String] = ["one"]) -> [String] {
      let library = PluginLibrary(
        cache: PluginCache(folder: cache.path), folders: folders.map { root.appendingPathComponent($0).path })
      return library.descriptions.map(\.name)
    }

    /// Changes a name in the cache, so that what comes from there is seen.
    func mark() throws {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("Test first"))
      try Data(text.replacing("Test first", with: "cached").utf8).write(to: file)
    }
  }

  @Test func `a list is read from the cache while nothing has changed, and says the same`() throws {
    let place = try Place()
    let folder = place.root.appendingPathComponent("one").path
    func library() -> PluginLibrary { PluginLibrary(cache: PluginCache(folder: place.cache.path), folders: [folder]) }
    let first = library().descriptions
    #expect(first.map(\.name) == ["Test first"] && first[0].ports.count == 6)
    #expect(library().descriptions == first)
    try place.mark()
    #expect(place.list() == ["cached"])
    #expect(library().description(of: TestBundle.uri("first"))?.name == "cached")
  }

  enum Change: CaseIterable { case data, manifest, sameSize, comes, goes, file, otherFolders }

  @Test(arguments: Change.allCases)
  func `a cache is stale when a file of data, a bundle or the folders have changed`(change: Change) throws {
    let place = try Place()
    try place.add("second")
    #expect(place.list() == ["Test first", "Test second"])
    try place.mark()
    #expect(place.list() == ["cached", "Test second"])
    let data = TestBundle.prefixes + TestBundle.plugin("first")
    let expected: [String]
    var folders = ["one"]
    switch change {
    case .data:
      try TestBundle.write("data.ttl", data.replacing("Test first", with: "new"), in: place.bundle("first"))
      expected = ["new", "Test second"]
    case .sameSize:
      try TestBundle.write("data.ttl", data.replacing("Test first", with: "Nest first"), in: place.bundle("first"))
      expected = ["Nest first", "Test second"]
    case .manifest:
      try TestBundle.write("manifest.ttl", "", in: place.bundle("first"))
      expected = ["Test second"]
    case .comes:
      try place.add("third")
      expected = ["Test first", "Test second", "Test third"]
    case .goes:
      try FileManager.default.removeItem(at: place.bundle("second"))
      expected = ["Test first"]
    case .file:
      try FileManager.default.removeItem(at: place.bundle("second").appendingPathComponent("data.ttl"))
      expected = ["Test first"]
    case .otherFolders:
      try place.add("third", in: "two")
      folders = ["one", "two"]
      expected = ["Test first", "Test second", "Test third"]
    }
    let found = place.list(folders)
    #expect(Array(found.prefix(expected.count)) == expected, "\(found)")
    // And that is kept again.
    place.settle()
    _ = place.list(folders)
    #expect(place.list(folders) == found)
    #expect(try String(contentsOf: place.file, encoding: .utf8).contains(expected[0]))
  }

  @Test func `data in another place are looked at too`() throws {
    let place = try Place()
    let elsewhere = place.root.appendingPathComponent("elsewhere.ttl")
    let data = TestBundle.prefixes + "<\(TestBundle.uri("first"))> rdfs:comment \"\" ."
    let prefix = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    try Data((prefix + data).utf8).write(to: elsewhere)
    let manifest = """
      <\(TestBundle.uri("first"))> a lv2:Plugin ; lv2:binary <gone.so> ; rdfs:seeAlso <data.ttl>, <\(elsewhere.absoluteString)> .
      """
    try TestBundle.write("manifest.ttl", prefix + TestBundle.prefixes + manifest, in: place.bundle("first"))
    place.settle()
    _ = place.list()
    try place.mark()
    #expect(place.list() == ["cached"])
    try Data((prefix + data + "\n").utf8).write(to: elsewhere)
    #expect(place.list() == ["Test first"])
  }

  @Test func `what changed a moment before it was read is not kept`() throws {
    let place = try Place()
    try TestBundle.write("more.ttl", "", in: place.bundle("first"))
    #expect(place.list() == ["Test first"])
    #expect(!FileManager.default.fileExists(atPath: place.file.path))
  }

  enum Damage: CaseIterable { case empty, cut, garbage, otherForm }

  @Test(arguments: Damage.allCases)
  func `a damaged cache, or one of another form, is made anew`(damage: Damage) throws {
    let place = try Place()
    _ = place.list()
    let whole = try Data(contentsOf: place.file)
    let text = String(decoding: whole, as: UTF8.self)
    switch damage {
    case .empty: try Data().write(to: place.file)
    case .cut: try whole.dropLast(10).write(to: place.file)
    case .garbage: try Data(text.replacing("\"ports\"", with: "\"gates\"").utf8).write(to: place.file)
    case .otherForm:
      try Data(text.replacing("form 4", with: "form 3").replacing("Test", with: "Odd").utf8).write(to: place.file)
    }
    #expect(place.list() == ["Test first"])
    #expect(try Data(contentsOf: place.file) == whole)
  }

  @Test func `a cache that cannot be written is no fault`() throws {
    let place = try Place()
    try Data().write(to: place.root.appendingPathComponent("cache"))
    #expect(place.list() == ["Test first"])
    #expect(place.list() == ["Test first"])
  }

  @Test func `a library that is in use notices data that change, and bundles that come and go`() throws {
    let place = try Place()
    let library = PluginLibrary(
      cache: PluginCache(folder: place.cache.path), folders: [place.root.appendingPathComponent("one").path])
    let (first, second) = (TestBundle.uri("first"), TestBundle.uri("second"))
    #expect(library.description(of: first)?.name == "Test first")
    #expect(library.world().description(of: second) == nil)
    try place.add("second")
    #expect(library.description(of: second) != nil && library.world().description(of: second) != nil)
    #expect(library.descriptions.count == 2)
    let data = TestBundle.prefixes + TestBundle.plugin("first").replacing("Test first", with: "new")
    try TestBundle.write("data.ttl", data, in: place.bundle("first"))
    #expect(library.world().description(of: first)?.name == "new")
    #expect(library.description(of: first)?.name == "new")
    try FileManager.default.removeItem(at: place.bundle("second"))
    #expect(library.description(of: second) == nil && library.descriptions.count == 1)
  }

  @Test func `500 plug-ins are listed in less than a second`() throws {
    let place = try Place()
    for number in 0..<500 {
      let bundle = place.bundle("many-\(number)")
      try FileManager.default.createDirectory(at: bundle, withIntermediateDirectories: true)
      try TestBundle.write(
        "manifest.ttl", TestBundle.prefixes + TestBundle.plugin("many-\(number)"), in: bundle)
    }
    place.settle()
    #expect(place.list().count == 501)
    var least = Duration.seconds(60)
    for _ in 0..<3 {
      let taken = ContinuousClock().measure { #expect(place.list().count == 501) }
      least = min(least, taken)
    }
    #expect(least < .seconds(1))
  }

  @Test func `a bundle that describes itself by code is not asked: listing starts nothing`() throws {
    let place = try Place()
    let manifest = """
      @prefix dman: <http://lv2plug.in/ns/ext/dynmanifest#> .
      <urn:wavesink:test:dynamic> a dman:DynManifest ; lv2:binary <test.so> .
      """
    try TestBundle.write("manifest.ttl", TestBundle.prefixes + manifest, in: place.bundle("first"))
    let trace = place.root.appendingPathComponent("started")
    let source = place.root.appendingPathComponent("test.c")
    let code = """
      #include <fcntl.h>
      __attribute__((constructor)) static void begin(void) { creat("\(trace.path)", 0600); }
      """
    try Data(code.utf8).write(to: source)
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "clang", "-shared", "-fPIC", "-o", place.bundle("first").appendingPathComponent("test.so").path, source.path,
    ]
    try compiler.run()
    compiler.waitUntilExit()
    #expect(compiler.terminationStatus == 0)
    _ = place.list()
    #expect(!FileManager.default.fileExists(atPath: trace.path))
  }
}
