// SPDX-License-Identifier: MIT
// The bundle of the tests' own plug-ins, built once. Any thread.

import Foundation

/// A folder with `Tests/Plugins`, compiled, and its data.
enum TestBundle {
  /// Where it is; a failure is the compiler's sentence.
  static let path = Result { try make() }

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// A plug-in by the word behind its prefix.
  static func uri(_ kind: String) -> String { "urn:wavesink:test:\(kind)" }

  private static func make() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugins-\(UUID().uuidString).lv2")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let sources = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Plugins")
    for (source, library) in [("test-plugins.c", "test.so"), ("test-effects.c", "effects.so")] {
      try build(sources.appendingPathComponent(source), folder.appendingPathComponent(library))
    }
    try write("manifest.ttl", manifest, in: folder)
    return folder.path
  }

  private static func build(_ source: URL, _ library: URL) throws {
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library.path, source.path, "-lm",
    ]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw Failure(description: "clang does not build \(source.path)") }
  }

  static func write(_ name: String, _ text: String, in folder: URL) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  static let prefixes = """
    @prefix lv2: <http://lv2plug.in/ns/lv2core#> .
    @prefix atom: <http://lv2plug.in/ns/ext/atom#> .
    @prefix midi: <http://lv2plug.in/ns/ext/midi#> .
    @prefix urid: <http://lv2plug.in/ns/ext/urid#> .
    @prefix work: <http://lv2plug.in/ns/ext/worker#> .
    @prefix state: <http://lv2plug.in/ns/ext/state#> .
    @prefix bufsz: <http://lv2plug.in/ns/ext/buf-size#> .
    @prefix pprops: <http://lv2plug.in/ns/ext/port-props#> .
    @prefix time: <http://lv2plug.in/ns/ext/time#> .
    @prefix patch: <http://lv2plug.in/ns/ext/patch#> .
    @prefix doap: <http://usefulinc.com/ns/doap#> .

    """

  /// The data of a plug-in. `more`: further statements. `takes`: what may come in.
  static func plugin(
    _ kind: String, _ more: String = "", binary: String = "test.so",
    takes: String = "midi:MidiEvent, time:Position, patch:Message"
  ) -> String {
    """
    <\(uri(kind))> a lv2:Plugin, lv2:InstrumentPlugin ; lv2:binary <\(binary)> ; doap:name "Test \(kind)" ;
      lv2:requiredFeature urid:map ; \(more)
      lv2:port
        [ a lv2:InputPort, atom:AtomPort ; atom:bufferType atom:Sequence ; atom:supports \(takes) ;
          lv2:index 0 ; lv2:symbol "in" ; lv2:name "In" ],
        [ a lv2:OutputPort, lv2:AudioPort ; lv2:index 1 ; lv2:symbol "left" ; lv2:name "Left" ],
        [ a lv2:OutputPort, lv2:AudioPort ; lv2:index 2 ; lv2:symbol "right" ; lv2:name "Right" ],
        [ a lv2:InputPort, lv2:ControlPort ; lv2:index 3 ; lv2:symbol "level" ; lv2:name "Level" ;
          lv2:default 1.0 ; lv2:minimum 0.0 ; lv2:maximum 2.0 ],
        [ a lv2:OutputPort, lv2:ControlPort ; lv2:index 4 ; lv2:symbol "latency" ; lv2:name "Latency" ;
          lv2:portProperty lv2:reportsLatency ],
        [ a lv2:OutputPort, atom:AtomPort ; atom:bufferType atom:Sequence ; atom:supports midi:MidiEvent ;
          atom:supports patch:Message ; lv2:index 5 ; lv2:symbol "out" ; lv2:name "Out" ] .

    """
  }

  /// The data of an effect. `isStereo`: it has two sides.
  static func effect(_ kind: String, isStereo: Bool = true) -> String {
    let sides = isStereo ? ["left", "right"] : ["middle"]
    var ports = ["a lv2:InputPort, atom:AtomPort ; atom:bufferType atom:Sequence ; atom:supports midi:MidiEvent"]
    ports += sides.map { _ in "a lv2:InputPort, lv2:AudioPort" } + sides.map { _ in "a lv2:OutputPort, lv2:AudioPort" }
    ports.append("a lv2:InputPort, lv2:ControlPort ; lv2:default 1.0 ; lv2:minimum 0.0 ; lv2:maximum 4.0")
    ports.append("a lv2:OutputPort, lv2:ControlPort ; lv2:portProperty lv2:reportsLatency")
    let symbols = ["in"] + sides.map { "in_" + $0 } + sides + ["gain", "latency"]
    let nodes = ports.indices.map { index in
      "[ \(ports[index]) ; lv2:index \(index) ; lv2:symbol \"\(symbols[index])\" ; lv2:name \"\(symbols[index])\" ]"
    }
    return """
      <\(uri(kind))> a lv2:Plugin, lv2:AmplifierPlugin ; lv2:binary <effects.so> ; doap:name "Test \(kind)" ;
        lv2:requiredFeature urid:map ; lv2:optionalFeature lv2:hardRTCapable ;
        lv2:port \(nodes.joined(separator: " ,\n    ")) .

      """
  }

  /// Those of the plug-in `patch`.
  private static let properties = """
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <urn:wavesink:test:patch#amount> a lv2:Parameter ; rdfs:label "Amount" ; rdfs:range atom:Float ;
      lv2:minimum -1.0 ; lv2:maximum 4.0 ; lv2:default 1.0 .
    <urn:wavesink:test:patch#count> a lv2:Parameter ; rdfs:label "Count" ; rdfs:range atom:Int ;
      lv2:minimum 0 ; lv2:maximum 100 .
    <urn:wavesink:test:patch#switch> a lv2:Parameter ; rdfs:label "Switch" ; rdfs:range atom:Bool .
    <urn:wavesink:test:patch#file> a lv2:Parameter ; rdfs:label "File" ; rdfs:range atom:Path .
    <urn:wavesink:test:patch#level> a lv2:Parameter ; rdfs:label "Level" ; rdfs:range atom:Float .

    """

  /// One sets a control, the other restores a state.
  private static let presets = """
    @prefix pset: <http://lv2plug.in/ns/ext/presets#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <urn:wavesink:test:preset:soft> a pset:Preset ; lv2:appliesTo <urn:wavesink:test:impulse> ; rdfs:label "Soft" ;
      lv2:port [ lv2:symbol "level" ; pset:value 0.25 ] .
    <urn:wavesink:test:preset:memory> a pset:Preset ; lv2:appliesTo <urn:wavesink:test:state> ; rdfs:label "Memory" ;
      lv2:port [ lv2:symbol "level" ; pset:value 0.5 ] ;
      state:state [ <urn:wavesink:test:memory> "0.75"^^xsd:float ] .

    """

  private static var manifest: String {
    let capable = "lv2:optionalFeature lv2:hardRTCapable ;"
    let kinds: [(String, String)] = [
      ("impulse", capable), ("crash", capable), ("hang", capable), ("nan", capable), ("allocate", capable),
      ("latency", capable),
      ("work", capable + "lv2:requiredFeature work:schedule ; lv2:extensionData work:interface ;"),
      ("state", capable + "lv2:extensionData state:interface ;"),
      ("bulk", capable + "lv2:extensionData state:interface ;"),
      ("fixed", capable + "lv2:requiredFeature bufsz:powerOf2BlockLength ;"), ("escape", capable),
      ("device", capable), ("mortal", capable),
      ("position", capable),
      (
        "patch",
        capable
          + """
          patch:writable <urn:wavesink:test:patch#amount>, <urn:wavesink:test:patch#count>, <urn:wavesink:test:patch#switch>,
            <urn:wavesink:test:patch#file> ;
          patch:readable <urn:wavesink:test:patch#level> ;
          """
      ),
    ]
    let effects =
      ["gain", "late", "fragile", "stuck", "broken"].map { effect($0) } + [effect("middle", isStereo: false)]
    return prefixes + kinds.map { plugin($0.0, $0.1) }.joined() + effects.joined() + properties + presets
  }
}
