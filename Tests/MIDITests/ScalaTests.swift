// SPDX-License-Identifier: MIT
// Scala files: scales of every kind, and files that are none. The test's own thread.

import Glibc
import MIDI
import Testing

struct ScalaTests {
  private func scale(_ text: String) throws -> ScalaScale { try ScalaScale(bytes: Array(text.utf8)) }

  private func error(_ text: String) -> ScalaError? {
    do {
      _ = try ScalaScale(bytes: Array(text.utf8))
      return nil
    } catch { return error }
  }

  private static let just = """
    ! just.scl
    !
    Five-limit just intonation
     12
    !
     16/15
     9/8
     6/5
     5/4
     4/3
     45/32
     3/2
     8/5
     5/3
     9/5
     15/8
     2/1
    """

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `ratios and comments, whatever ends a line`(ending: String) throws {
    let scale = try scale(Self.just.split(separator: "\n").joined(separator: ending))
    #expect(scale.description == "Five-limit just intonation")
    #expect(scale.cents.count == 12)
    #expect(abs(scale.cents[3] - 386.3137) < 0.0001 && scale.cents[11] == 1200)
  }

  @Test func `cents, whole numbers and what follows a pitch`() throws {
    let scale = try scale("\n 5\n100.0 cents\n\t 200. \n5/4 E\\\n-5.0\n3\n and more")
    #expect(scale.description.isEmpty)
    #expect(scale.cents[0] == 100 && scale.cents[1] == 200 && scale.cents[3] == -5)
    #expect(abs(scale.cents[4] - 1901.955) < 0.001)
  }

  @Test func `degree 0 lies on key 60, which keeps its pitch`() throws {
    let cents = try scale(Self.just).keyCents
    #expect(cents.count == 128 && cents[60] == 0 && cents[72] == 0 && cents[0] == 0)
    #expect(abs(cents[64] + 13.6863) < 0.0001 && abs(cents[67] - 1.9550) < 0.0001)
    #expect(abs(cents[59] - (1088.2687 - 1100)) < 0.0001)
  }

  @Test func `a scale of another length has its own period`() throws {
    // The Bohlen-Pierce scale: thirteen steps to a twelfth.
    let steps = (1...13).map { "\(Double($0) * 1200 * log2(3.0) / 13)" }
    let cents = try scale("BP\n13\n" + steps.joined(separator: "\n")).keyCents
    for key in 0..<128 {
      let expected = Double(key - 60) * (1200 * log2(3.0) / 13 - 100)
      #expect(abs(cents[key] - expected) < 1e-6)
    }
  }

  @Test(
    arguments: [
      ("", 1, .noCount), ("! nothing\n", 1, .noCount), ("name\n", 1, .noCount), ("name\n!\n", 2, .noCount),
      ("name\nmany\n", 2, .badCount("many")), ("name\n0\n", 2, .badCount("0")), ("name\n-1\n", 2, .badCount("-1")),
      ("name\n99999999999999999999\n", 2, .badCount("99999999999999999999")),
      ("name\n! x\n2\n3/2\n", 4, .tooFew(found: 1, expected: 2)), ("name\n1\n3/0\n", 3, .badPitch("3/0")),
      ("name\n1\n-3/2\n", 3, .badPitch("-3/2")), ("name\n1\n3/2/1\n", 3, .badPitch("3/2/1")),
      ("name\n1\nfifth 3/2\n", 3, .badPitch("fifth 3/2")), ("name\n1\n0x3.0\n", 3, .badPitch("0x3.0")),
      ("name\n1\nnan\n", 3, .badPitch("nan")), ("name\n1\n1e9.0\n", 3, .badPitch("1e9.0")),
      ("name\n1\n\n2/1", 3, .badPitch("")), ("name\n1\n99999.0", 3, .badPitch("99999.0")),
    ] as [(String, Int, ScalaError.Reason)])
  func `a file that is no scale is refused with its line`(text: String, line: Int, reason: ScalaError.Reason) {
    let found = error(text)
    #expect(found?.line == line && found?.reason == reason)
    #expect(found?.description.hasPrefix("line \(line): ") == true)
  }

  @Test func `random bytes are read or refused`() {
    var random = Random(seed: 11)
    for _ in 0..<3000 {
      let letters = Array("!\n\r 0123456789./-\té".utf8)
      let bytes = (0..<random.below(60)).map { _ in letters[random.below(letters.count)] }
      if let scale = try? ScalaScale(bytes: bytes) { #expect(scale.keyCents.allSatisfy { $0.isFinite }) }
    }
  }
}
