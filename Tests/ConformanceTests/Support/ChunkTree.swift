// SPDX-License-Identifier: MIT
// A RIFF file taken apart and put together again, with chunks that no writer would write. Any thread.

/// A chunk, or a list of them.
struct ChunkTree {
  /// `data`, or the type of a list or form.
  var name: String
  /// `LIST` and `RIFF`; empty for a chunk.
  var kind = ""
  var payload: [UInt8] = []
  var children: [ChunkTree] = []

  /// A chunk.
  init(_ name: String, _ payload: [UInt8]) {
    self.name = name
    self.payload = payload
  }

  /// A list.
  init(list name: String, _ children: [ChunkTree]) {
    self.name = name
    kind = "LIST"
    self.children = children
  }

  /// A whole file.
  init(form bytes: [UInt8]) {
    self = Self.parse(bytes[...])[0]
  }

  private static func parse(_ bytes: ArraySlice<UInt8>) -> [ChunkTree] {
    var rest = bytes
    var found: [ChunkTree] = []
    while rest.count >= 8 {
      let identifier = String(decoding: rest.prefix(4), as: UTF8.self)
      let size = rest.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      let content = rest.dropFirst(8).prefix(size)
      if identifier == "LIST" || identifier == "RIFF" {
        var list = ChunkTree(list: String(decoding: content.prefix(4), as: UTF8.self), parse(content.dropFirst(4)))
        list.kind = identifier
        found.append(list)
      } else {
        found.append(ChunkTree(identifier, Array(content)))
      }
      rest = rest.dropFirst(8 + size + size % 2)
    }
    return found
  }

  /// The bytes of the file.
  func bytes() -> [UInt8] {
    let content = kind.isEmpty ? payload : Array(name.utf8) + children.flatMap { $0.bytes() }
    return Array((kind.isEmpty ? name : kind).utf8) + Self.u32(content.count) + content
      + (content.count % 2 == 1 ? [0] : [])
  }

  /// Changes everything of a name, wherever it is.
  mutating func change(_ name: String, _ change: (inout ChunkTree) -> Void) {
    for index in children.indices {
      if children[index].name == name { change(&children[index]) }
      children[index].change(name, change)
    }
  }

  /// The tree with everything of a name changed.
  func changing(_ name: String, _ change: (inout ChunkTree) -> Void) -> ChunkTree {
    var tree = self
    tree.change(name, change)
    return tree
  }

  /// The tree without the chunks and lists of a name.
  func without(_ name: String) -> ChunkTree {
    var tree = self
    tree.children = children.filter { $0.name != name }.map { $0.without(name) }
    return tree
  }

  /// The tree with another chunk at the head of every list of a name; of the form, where it is the form's.
  func with(_ chunk: ChunkTree, in name: String) -> ChunkTree {
    var tree = self
    if tree.name == name { tree.children.insert(chunk, at: 0) }
    tree.change(name) { $0.children.insert(chunk, at: 0) }
    return tree
  }

  /// The tree with its table of waves made anew, after waves have changed their size; the table leads to the waves in
  /// the order of `order`.
  func withTable(order: [Int]? = nil) -> ChunkTree {
    var offsets: [Int] = []
    var sum = 0
    for wave in children.first(where: { $0.name == "wvpl" })?.children ?? [] {
      offsets.append(sum)
      sum += wave.bytes().count
    }
    let ordered = order?.map { offsets[$0] } ?? offsets
    return changing("ptbl") { $0.payload = Self.u32(8) + Self.u32(ordered.count) + ordered.flatMap { Self.u32($0) } }
  }

  /// Four bytes, the lowest first.
  static func u32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }

  /// Two bytes, the lower first.
  static func u16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
}

/// Programs of `cdl ` (DLS 2.2, conditional chunks).
enum Condition {
  static let supportsDLS1: [UInt8] = query([
    0x27, 0x2F, 0x8F, 0x17, 0x64, 0xC3, 0xD1, 0x11, 0xA7, 0x60, 0, 0, 0xF8, 0x75, 0xAC, 0x12,
  ])
  static let supportsDLS2: [UInt8] = query([
    0xE5, 0x99, 0x45, 0xF1, 0x89, 0x46, 0xD2, 0x11, 0xAF, 0xA6, 0, 0xAA, 0, 0x24, 0xD8, 0xB6,
  ])
  static let playbackRate: [UInt8] = query([
    0x13, 0xF7, 0x91, 0x2A, 0xBF, 0xA4, 0xD2, 0x11, 0xBB, 0xDF, 0, 0x60, 0x08, 0x33, 0xDB, 0xD8,
  ])
  static let unknown: [UInt8] = query([UInt8](repeating: 0x5A, count: 16))
  static let or: [UInt8] = [2, 0]
  static let greater: [UInt8] = [0x0C, 0]
  static let not: [UInt8] = [0x0F, 0]

  static func constant(_ value: Int) -> [UInt8] { [0x10, 0] + ChunkTree.u32(value) }

  static func chunk(_ program: [UInt8]...) -> ChunkTree { ChunkTree("cdl ", program.flatMap(\.self)) }

  private static func query(_ identifier: [UInt8]) -> [UInt8] { [0x11, 0] + identifier }
}
