// SPDX-License-Identifier: MIT
// What a page may say of a strip. Control threads.

internal import FoundationEssentials

/// Effects that are installed, a level and sends. The control server knows more: folders that hold a plug-in, states with files in them;
/// who could say that could have the program load any code. What a page sends is read as this, and written anew.
struct StripWish: Codable {
  /// An effect by its URI, and where it runs.
  struct Insert: Codable {
    let lv2: String
    let mode: String?
  }

  let inserts: [Insert]?
  /// dB.
  let level: Double?
  /// dB, or `off`, by the names of buses.
  let sends: [String: Level]?

  /// A number of dB, or a word for none.
  enum Level: Codable {
    case decibels(Double)
    case word(String)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let decibels = try? value.decode(Double.self) {
        self = .decibels(decibels)
      } else {
        self = .word(try value.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      switch self {
      case .decibels(let decibels): try value.encode(decibels)
      case .word(let word): try value.encode(word)
      }
    }
  }

  /// The text with nothing else in it; nil where it is none of these.
  static func cleaned(_ text: String) -> String? {
    guard let wish = try? JSONDecoder().decode(StripWish.self, from: Data(text.utf8)) else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(wish)).map { String(decoding: $0, as: UTF8.self) }
  }
}
