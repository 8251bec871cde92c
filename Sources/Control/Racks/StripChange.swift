// SPDX-License-Identifier: MIT
// What is to be changed of a strip. Control threads.

public import Racks

/// A strip's parts that somebody has named; the others stay as they are.
public struct StripChange: Sendable, Equatable {
  /// Its effects.
  var inserts: [Insert]?
  /// dB.
  var level: Double?
  /// dB by the name of the bus; −96 for none.
  var sends: [String: Double]

  /// An effect as it was named.
  struct Insert: Sendable, Equatable {
    let choice: PluginChoice
    /// Nothing but its URI, and the mode where `namesMode`: one that is there already stays as it is.
    let isBare: Bool
    let namesMode: Bool

    /// Whether one that is there is meant.
    func means(_ present: PluginChoice) -> Bool {
      isBare && present.uri == choice.uri && (!namesMode || present.mode == choice.mode)
    }
  }

  /// The key under which `/wavesink/strip` says how an insert is.
  private static let shownKey = "running"

  /// From a text as a rack's file has it. What `/wavesink/strip` shows may be sent back. Thread: control.
  init(yaml text: String, of name: StripName) throws(RackError) {
    let node = try RackNode.root(of: text)
    let fields = try node.fields(StripChoice.keys + ["strip"])
    if let list = fields["inserts"] {
      var found: [Insert] = []
      for insert in try list.elements() {
        // How it is, as it was shown, is nothing that could be wanted.
        let keys = Set(try insert.fields(PluginChoice.keys + [StripChange.shownKey]).keys).subtracting([
          StripChange.shownKey
        ])
        found.append(
          Insert(
            choice: try PluginChoice(insert, ignoring: [StripChange.shownKey]),
            isBare: keys.isSubset(of: ["lv2", "mode"]),
            namesMode: keys.contains("mode")))
      }
      inserts = found
    }
    level = try fields["level"]?.real(StripChoice.levels)
    sends = try StripChoice.sends(fields["sends"])
    // Of others it is shown too, with nothing in it.
    if case .group = name { return }
    if let node = fields["sends"], !sends.isEmpty { throw node.fault("is for groups alone") }
  }

  /// What becomes of a strip. Thread: any.
  public func applied(to present: StripChoice?) -> StripChoice {
    var changed = present ?? StripChoice()
    if let inserts {
      var left = changed.inserts
      changed.inserts = inserts.map { insert in
        guard let index = left.firstIndex(where: insert.means) else { return insert.choice }
        return left.remove(at: index)
      }
    }
    changed.level = level ?? changed.level
    changed.sends.merge(sends) { $1 }
    changed.sends = changed.sends.filter { $0.value > StripChoice.levels.lowerBound }
    return changed
  }
}
