// SPDX-License-Identifier: MIT
// One chunk of a RIFF file, as a place in it. Any thread but audio.

/// Where a chunk stands: its name and its bounds, already clamped to what contains it.
struct Chunk: Equatable {
  /// The first four bytes.
  let identifier: FourCC
  /// The type of a `LIST` or `RIFF`; nil for any other chunk.
  let form: FourCC?
  /// Index of the first byte of its header in the file.
  let offset: Int
  /// Indices of its content, without the list type and without the pad byte.
  let payload: Range<Int>
  /// How many lists it stands in; the `RIFF` form itself stands in none.
  let depth: Int

  /// True for `LIST` of the given type.
  func isList(_ type: FourCC) -> Bool { identifier == "LIST" && form == type }
  /// What a reader calls it: a list's type, else the identifier.
  var kind: FourCC { form ?? identifier }
}
