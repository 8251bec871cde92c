// SPDX-License-Identifier: MIT
// The children of one list, found by name: RIFF gives them no order. Any thread but audio.

/// The chunks directly inside a list, in file order.
struct ChunkList {
  /// In file order.
  var chunks: [Chunk] = []

  /// The first plain chunk of this name: of two, the first one counts.
  subscript(identifier: FourCC) -> Chunk? { chunks.first { $0.form == nil && $0.identifier == identifier } }

  /// Every plain chunk of this name.
  func all(_ identifier: FourCC) -> [Chunk] { chunks.filter { $0.form == nil && $0.identifier == identifier } }

  /// Every list of this type.
  func lists(_ type: FourCC) -> [Chunk] { chunks.filter { $0.isList(type) } }

  /// The first list of this type.
  func list(_ type: FourCC) -> Chunk? { chunks.first { $0.isList(type) } }

  /// `LIST INFO`, in capitals or not.
  var info: Chunk? { chunks.first { $0.identifier == "LIST" && $0.form?.uppercased == "INFO" } }
}
