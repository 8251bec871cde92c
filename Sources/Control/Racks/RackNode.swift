// SPDX-License-Identifier: MIT
// Values of a rack file, each with its line and its key. Control threads.

import Racks
internal import Yams

/// A value, and where it stands.
struct RackNode {
  let node: Node
  /// For messages.
  let key: String

  /// The whole file.
  static func root(of text: String) throws(RackError) -> RackNode {
    guard !RackAliases.areUsed(in: text) else {
      throw RackError(line: nil, key: nil, problem: "anchors and aliases (&name, *name) are not for rack files")
    }
    do {
      guard let node = try compose(yaml: text) else {
        throw RackError(line: nil, key: nil, problem: "the file is empty")
      }
      return RackNode(node: node, key: "")
    } catch let error as RackError { throw error } catch let error as YamlError { throw RackNode.fault(error) } catch {
      throw RackError(line: nil, key: nil, problem: "\(error)")
    }
  }

  private static func fault(_ error: YamlError) -> RackError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      RackError(line: mark.line, key: nil, problem: "is no YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      RackError(line: context.mark.line, key: keys.first, problem: "stands there twice")
    default: RackError(line: nil, key: nil, problem: "is no YAML: \(error)")
    }
  }

  func fault(_ problem: String) -> RackError {
    RackError(line: node.mark?.line, key: key.isEmpty ? nil : key, problem: problem)
  }

  /// The values of a mapping; a key that is not among `keys` is a fault.
  func fields(_ keys: [String]) throws(RackError) -> [String: RackNode] {
    guard let mapping = node.mapping else { throw fault("expected keys with values, found \(kind)") }
    var fields: [String: RackNode] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard keys.contains(name) else {
        throw RackError(
          line: key.mark?.line, key: name, problem: "is not known; expected one of \(keys.joined(separator: ", "))")
      }
      fields[name] = RackNode(node: value, key: name)
    }
    return fields
  }

  /// The values of a mapping with numbers for keys.
  func numbered(_ range: ClosedRange<Int>) throws(RackError) -> [(Int, RackNode)] {
    guard let mapping = node.mapping else { throw fault("expected numbers with values, found \(kind)") }
    var found: [(Int, RackNode)] = []
    for (key, value) in mapping {
      guard let number = key.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
        let expected = "expected a number of \(range.lowerBound) to \(range.upperBound)"
        throw RackError(
          line: key.mark?.line, key: self.key, problem: "\(expected), found \(key.scalar?.string ?? "a list")")
      }
      found.append((number, RackNode(node: value, key: "\(self.key) \(number)")))
    }
    return found
  }

  /// Whether it has keys with values.
  var isMapping: Bool { node.mapping != nil }

  /// Whether it has this key.
  func has(_ key: String) -> Bool { node.mapping?.contains { $0.key.scalar?.string == key } ?? false }

  /// The name of a sandbox.
  func sandboxGroup() throws(RackError) -> String {
    let name = try text()
    guard SandboxName.isName(name) else { throw fault("expected \(SandboxName.expected), found \(name)") }
    return name
  }

  /// The values of a mapping with names for keys.
  func named() throws(RackError) -> [(String, RackNode)] {
    guard let mapping = node.mapping else { throw fault("expected names with values, found \(kind)") }
    return mapping.map { key, value in
      let name = key.scalar?.string ?? ""
      return (name, RackNode(node: value, key: "\(self.key) \(name)"))
    }
  }

  /// The elements of a list.
  func elements() throws(RackError) -> [RackNode] {
    guard let sequence = node.sequence else { throw fault("expected a list, found \(kind)") }
    return sequence.map { RackNode(node: $0, key: key) }
  }

  func text() throws(RackError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else { throw fault("expected a text, found \(kind)") }
    return scalar.string
  }

  func integer(_ range: ClosedRange<Int>) throws(RackError) -> Int {
    guard let text = node.scalar?.string, let number = Int(text), range.contains(number) else {
      throw fault("expected a number of \(range.lowerBound) to \(range.upperBound), found \(kind)")
    }
    return number
  }

  func real(_ range: ClosedRange<Double>) throws(RackError) -> Double {
    guard let text = node.scalar?.string, let number = Double(text), range.contains(number) else {
      throw fault("expected a number of \(range.lowerBound) to \(range.upperBound), found \(kind)")
    }
    return number
  }

  func truth() throws(RackError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw fault("expected true or false, found \(kind)")
    }
  }

  /// One of the values of an enumeration.
  func choice<Value: RawRepresentable & CaseIterable>(_: Value.Type) throws(RackError) -> Value
  where Value.RawValue == String {
    guard let value = node.scalar.flatMap({ Value(rawValue: $0.string) }) else {
      let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("expected one of \(names), found \(kind)")
    }
    return value
  }

  /// What stands there, for messages.
  private var kind: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : scalar.string
    case .mapping: "keys with values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
