// SPDX-License-Identifier: MIT
// The controls of a plug-in that runs, for who reads them. Any thread but audio.

public import Realtime
internal import Synchronization

/// What a plug-in's controls and properties are, and how they stand: as the audio thread has set them last.
public final class PluginControls: Sendable {
  /// What is said of the plug-in.
  public let description: PluginDescription
  private let values: SharedValues
  private let rate: SampleRate
  private let texts = Mutex(Texts())

  /// What properties are set to that are texts.
  private struct Texts {
    var wanted: [String: String] = [:]
    /// URIs of those that the plug-in has not been given yet.
    var waiting: [String] = []
  }

  /// `values`: one for each port and property, and two more: the peak of the last block, and the gain. Thread: control.
  public init(_ description: PluginDescription, values: consuming SharedValues, rate: SampleRate) {
    self.description = description
    self.values = values
    self.rate = rate
  }

  /// Those that can be set. Thread: any.
  private var ports: [PluginPort] { description.ports.filter { $0.kind == .control && $0.isInput } }

  /// How a control stands. Thread: any but audio.
  public func value(of port: PluginPort) -> Float { values.value(at: port.index) }

  /// What a control is at first. Thread: any but audio.
  public func first(of port: PluginPort) -> Float { port.first(at: rate) }

  /// What a control may be set to. Thread: any but audio.
  public func range(of port: PluginPort) -> ClosedRange<Float> { port.range(at: rate) }

  /// How a property stands; nil where nobody has set or told it yet. Thread: any but audio.
  public func value(of property: PluginProperty) -> Float? {
    guard let place = description.properties.firstIndex(of: property) else { return nil }
    let value = values.value(at: description.ports.count + place)
    return value.isNaN ? nil : value
  }

  /// What a control or property may be set to, by the number that `PluginDescription.settable` gives. Thread: any but audio.
  public func range(ofSettable index: Int) -> ClosedRange<Float> {
    let ports = description.ports
    return index < ports.count ? range(of: ports[index]) : description.properties[index - ports.count].range
  }

  /// What a property was set to that is a text; nil where nobody has. Thread: any but audio.
  public func text(of property: PluginProperty) -> String? { texts.withLock { $0.wanted[property.uri] } }

  /// Wants a property set to a text, by its URI; false where there is none that can be, or the text is too long. Who made the plug-in hands it
  /// over. Thread: any but audio.
  public func want(_ text: String, of uri: String) -> Bool {
    guard description.settableText(uri) != nil, text.utf8.count <= PluginTexts.longest, !text.utf8.contains(0) else {
      return false
    }
    texts.withLock {
      $0.wanted[uri] = text
      $0.waiting = $0.waiting.filter { $0 != uri } + [uri]
    }
    return true
  }

  /// All texts are wanted again, by a plug-in that has begun anew. Thread: control.
  public func wantTextsAgain() { texts.withLock { $0.waiting = $0.wanted.keys.sorted() } }

  /// Hands over what waits, in its order, as long as it is taken. Thread: control.
  public func handOverTexts(_ isTaken: (_ uri: String, _ text: String) -> Bool) {
    texts.withLock { texts in
      while let uri = texts.waiting.first, let text = texts.wanted[uri], isTaken(uri, text) {
        texts.waiting.removeFirst()
      }
    }
  }

  /// How late it is, as it says itself; 0 for what cannot be. Thread: any but audio.
  public var latencyFrames: Int {
    guard let port = description.ports.first(where: \.isLatency) else { return 0 }
    let frames = value(of: port)
    return frames >= 0 && frames < 1_000_000 ? Int(frames) : 0
  }

  /// The greatest sample of its last block. Thread: any but audio.
  public var peak: Float { values.value(at: description.valueCount) }

  /// What its sound was multiplied by last. Thread: any but audio.
  public var gain: Float { values.value(at: description.valueCount + 1) }

  /// The audio thread's end, or another one. Thread: control.
  public func anotherEnd() -> SharedValues { values.another() }

  /// What can be set, as far as it is known: names, numbers, and first values.
  private var settables: [(name: String, index: Int, value: Float, first: Float?)] {
    let controls = ports.map { ($0.symbol, $0.index, value(of: $0), Optional(first(of: $0))) }
    let properties = description.properties.compactMap { property -> (String, Int, Float, Float?)? in
      guard let index = description.settable(property.uri), let value = value(of: property) else { return nil }
      return (property.uri, index, value, property.first)
    }
    return controls + properties
  }

  /// How all stand that can be set and are known: controls by their symbols, properties by their URIs. Thread: any but audio.
  public var all: [String: Float] {
    Dictionary(settables.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those of them that stand otherwise than at first. Thread: any but audio.
  public var changed: [String: Float] {
    Dictionary(
      settables.filter { $0.value != $0.first }.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those of some values that are others than at first, as near as the plug-in allows. Thread: any but audio.
  public func withoutFirst(_ wanted: [String: Float]) -> [String: Float] {
    let ports = description.ports
    return wanted.filter { name, value in
      guard let index = description.settable(name) else { return true }
      let range = range(ofSettable: index)
      let first = index < ports.count ? first(of: ports[index]) : description.properties[index - ports.count].first
      return min(max(value, range.lowerBound), range.upperBound) != first
    }
  }

  /// What is to be set so that these stand as they are named, and, where `isComplete`, all others as at first, as far as that is known:
  /// numbers as of `PluginDescription.settable`, and values. Thread: any but audio.
  public func changes(to wanted: [String: Float], isComplete: Bool) -> [(index: Int, value: Float)] {
    let known = all
    let firsts = Dictionary(settables.map { ($0.name, $0.first) }, uniquingKeysWith: { first, _ in first })
    return Set(known.keys).union(wanted.keys).sorted().compactMap { name in
      guard let index = description.settable(name), let value = wanted[name] ?? (isComplete ? firsts[name] ?? nil : nil)
      else { return nil }
      return value == known[name] ? nil : (index, value)
    }
  }

  /// Lets all of them stand as they are named, or as at first, for who begins. Thread: control, before the audio thread has them.
  public func begin(with controls: [String: Float]) {
    for port in description.ports where port.kind == .control {
      values.set(controls[port.symbol] ?? first(of: port), at: port.index)
    }
    for (place, property) in description.properties.enumerated() {
      values.set(controls[property.uri] ?? .nan, at: description.ports.count + place)
    }
  }
}
