// SPDX-License-Identifier: MIT
// Indented lines. Any thread but audio.

/// A text whose lines are indented by what they belong to.
struct TextTree {
  /// Columns that a line of collected items fills at most.
  static let width = 100

  private(set) var text = ""
  private var indentation = ""

  /// One line.
  mutating func add(_ line: String) {
    text += indentation
    text += line
    text += "\n"
  }

  /// One line, and what belongs to it.
  mutating func add(_ line: String, _ children: (inout TextTree) -> Void) {
    add(line)
    indentation += "  "
    children(&self)
    indentation.removeLast(2)
  }

  /// Several items to the line, as many as fit.
  mutating func add(filling items: [String]) {
    var line = ""
    for item in items {
      if !line.isEmpty && indentation.count + line.count + item.count + 2 > Self.width {
        add(line + ",")
        line = ""
      }
      line += line.isEmpty ? item : ", " + item
    }
    if !line.isEmpty { add(line) }
  }
}
