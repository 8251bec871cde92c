// SPDX-License-Identifier: MIT
// Names that somebody else has chosen. Any thread but audio.

internal import Glibc

/// A name for a file in a folder of ours.
enum FileName {
  private static let limitBytes = 120

  /// What is left of a name without folders, without what a shell or a terminal would stumble over, and not too long. It says at
  /// its end what kind of file it is, as it did before.
  static func cleaned(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    var scalars = String.UnicodeScalarView()
    for scalar in last.unicodeScalars { scalars.append(isHarmless(scalar) ? scalar : "_") }
    var cleaned = String(scalars)
    let dot = cleaned.lastIndex(of: ".") ?? cleaned.endIndex
    let kind = (2...8).contains(cleaned[dot...].utf8.count) ? String(cleaned[dot...]) : ""
    cleaned = String(cleaned.dropLast(kind.count).drop { $0 == "." || $0 == " " || $0 == "-" })
    while cleaned.utf8.count + kind.utf8.count > limitBytes { cleaned.removeLast() }
    return cleaned.isEmpty ? "bank" + kind : cleaned + kind
  }

  /// A name with a number before its ending; the first has none.
  static func numbered(_ name: String, _ number: Int) -> String {
    guard number > 1 else { return name }
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    return "\(name[..<dot]) \(number)\(name[dot...])"
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return true }
    return " .-_+()&',".unicodeScalars.contains(scalar)
  }
}
