// SPDX-License-Identifier: MIT
// What is found, and what cannot be hosted.

import Foundation
import LV2
import Realtime
import Testing

struct PluginWorldTests {
  /// A bundle with these data and nothing else.
  private static func bundle(_ data: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bundle-\(UUID().uuidString).lv2")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try TestBundle.write("manifest.ttl", TestBundle.prefixes + data, in: folder)
    return folder.path
  }

  private static let capable = "lv2:optionalFeature lv2:hardRTCapable ;"

  @Test(
    arguments: [
      ("", "hard real time"),
      (capable + "lv2:requiredFeature <urn:unheard> ;", "feature urn:unheard"),
      (capable + "<http://lv2plug.in/ns/ext/options#requiredOption> <urn:option> ;", "option urn:option"),
    ] as [(String, String)])
  func `what a plug-in asks for and is not there is told`(data: String, words: String) throws {
    let bundle = try Self.bundle(TestBundle.plugin("odd", data))
    defer { try? FileManager.default.removeItem(atPath: bundle) }
    let world = PluginWorld(bundles: [bundle], isAlone: true)
    let plugin = try #require(world.description(of: TestBundle.uri("odd")))
    #expect(plugin.obstacles.count == 1 && plugin.obstacles[0].contains(words), "\(plugin.obstacles)")
    let fault = #expect(throws: PluginFault.self) {
      try PluginInstance(plugin.uri, in: world, rate: SampleRate(hertz: 48_000), period: 64)
    }
    #expect(fault == .notHostable(uri: plugin.uri, obstacles: plugin.obstacles))
  }

  @Test func `a plug-in without its code, or that nobody has, gives a sentence`() throws {
    let bundle = try Self.bundle(TestBundle.plugin("odd", Self.capable, binary: "gone.so"))
    defer { try? FileManager.default.removeItem(atPath: bundle) }
    let world = PluginWorld(bundles: [bundle], isAlone: true)
    func start(_ uri: String) throws {
      _ = try PluginInstance(uri, in: world, rate: SampleRate(hertz: 48_000), period: 64)
    }
    let fault = #expect(throws: PluginFault.self) { try start(TestBundle.uri("odd")) }
    #expect(fault == .notStarted(uri: TestBundle.uri("odd")))
    let unknown = #expect(throws: PluginFault.self) { try start("urn:nobody") }
    #expect(unknown?.description.contains("no LV2 plug-in urn:nobody is installed") == true)
  }

  @Test(arguments: ["", "@prefix", "<a> <b> .", "\u{0}\u{1}\u{2}", String(repeating: "[", count: 5000)])
  func `broken data are no plug-in, and harm no other`(data: String) throws {
    let broken = try Self.bundle(data)
    defer { try? FileManager.default.removeItem(atPath: broken) }
    let world = PluginWorld(bundles: [broken, try TestBundle.path.get()], isAlone: true)
    #expect(world.descriptions.map(\.uri).contains(TestBundle.uri("impulse")))
  }

  @Test func `a description says what its data say`() throws {
    let world = PluginWorld(bundles: [try TestBundle.path.get()], isAlone: true)
    let plugin = try #require(world.description(of: TestBundle.uri("work")))
    #expect(plugin.isHostable && plugin.isInstrument && !plugin.isEffect && plugin.hasWorker && !plugin.hasState)
    #expect(plugin.name == "Test work")
    #expect(plugin.ports.map(\.kind) == [.atom, .audio, .audio, .control, .control, .atom])
    #expect(plugin.ports.map(\.isInput) == [true, false, false, true, false, false])
    let level = try #require(plugin.control("level"))
    #expect(level.first == 1 && level.least == 0 && level.greatest == 2)
    #expect(plugin.ports[4].isLatency && plugin.ports[0].hasMIDI && plugin.ports[5].hasMIDI)
  }

  @Test func `presets are told with what they set, and whether they have a state besides`() throws {
    let library = PluginLibrary(folders: [])
    let bundle = try TestBundle.path.get()
    let plugin = TestBundle.uri("impulse")
    #expect(
      library.presets(of: plugin, bundle: bundle) == [PluginPreset(uri: TestBundle.uri("preset:soft"), name: "Soft")])
    let soft = try library.preset("Soft", of: plugin, bundle: bundle)
    #expect(soft.controls == ["level": 0.25] && !soft.hasState && soft.preset.uri == TestBundle.uri("preset:soft"))
    let memory = try library.preset(TestBundle.uri("preset:memory"), of: TestBundle.uri("state"), bundle: bundle)
    #expect(memory.controls == ["level": 0.5] && memory.hasState)
    let fault = #expect(throws: PluginFault.self) {
      try library.preset("Memory", of: plugin, bundle: bundle)
    }
    #expect(fault == .unknownPreset(uri: plugin, preset: "Memory"))
    let world = library.world(bundle: bundle)
    let instance = try PluginInstance(TestBundle.uri("state"), in: world, rate: SampleRate(hertz: 48_000), period: 64)
    try instance.restore(preset: "Memory")
    #expect(instance.stateText?.contains("0.75") == true, "\(String(describing: instance.stateText))")
  }

  @Test func `units and named values of controls are told`() throws {
    let bundle = try Self.bundle(
      """
      @prefix units: <http://lv2plug.in/ns/extensions/units#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      <urn:odd> a lv2:Plugin ; lv2:binary <gone.so> ; doap:name "Odd" ; lv2:port
        [ a lv2:InputPort, lv2:ControlPort ; lv2:index 0 ; lv2:symbol "gain" ; lv2:name "Gain" ; units:unit units:db ],
        [ a lv2:InputPort, lv2:ControlPort ; lv2:index 1 ; lv2:symbol "own" ; lv2:name "Own" ;
          units:unit [ a units:Unit ; units:symbol "parsecs" ] ],
        [ a lv2:InputPort, lv2:ControlPort ; lv2:index 2 ; lv2:symbol "kind" ; lv2:name "Kind" ;
          lv2:portProperty lv2:enumeration ;
          lv2:scalePoint [ rdfs:label "Two" ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> 2 ],
            [ rdfs:label "One" ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> 1 ] ] .
      """)
    defer { try? FileManager.default.removeItem(atPath: bundle) }
    let world = PluginWorld(bundles: [bundle], isAlone: true)
    let ports = try #require(world.description(of: "urn:odd")).ports
    #expect(ports.map(\.unitSymbol) == ["dB", "parsecs", nil])
    let points = try #require(ports[2].scalePoints)
    #expect(points.map(\.label) == ["One", "Two"] && points.map(\.value) == [1, 2])
    #expect(ports[2].isInteger && ports[0].scalePoints == nil)
  }

  @Test func `a bundle that comes and goes is noticed`() throws {
    let library = PluginLibrary()
    let own = try TestBundle.path.get()
    #expect(library.world(bundle: own).description(of: TestBundle.uri("impulse")) != nil)
    #expect(library.world().description(of: TestBundle.uri("impulse")) == nil, "a bundle of one's own is nobody else's")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lv2-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bundle = folder.appendingPathComponent("new.lv2")
    let before = library.world(bundle: bundle.path)
    #expect(before.description(of: TestBundle.uri("new")) == nil)
    try FileManager.default.createDirectory(at: bundle, withIntermediateDirectories: true)
    try TestBundle.write("manifest.ttl", TestBundle.prefixes + TestBundle.plugin("new", Self.capable), in: bundle)
    #expect(library.world(bundle: bundle.path).description(of: TestBundle.uri("new")) != nil)
    try FileManager.default.removeItem(at: bundle)
    #expect(library.world(bundle: bundle.path).description(of: TestBundle.uri("new")) == nil)
  }

  @Test func `the plug-ins of Debian's packages can be hosted`() throws {
    let world = PluginWorld()
    let all = world.descriptions
    for uri in ["http://drobilla.net/plugins/mda/JX10", "http://lv2plug.in/plugins/eg-sampler"] {
      let plugin = try #require(all.first { $0.uri == uri }, "the packages mda-lv2 and lv2-examples are not installed")
      #expect(plugin.isHostable && plugin.isInstrument, "\(plugin.obstacles)")
    }
  }
}
