// SPDX-License-Identifier: MIT
// The rules for modulators (SoundFont 2.04, 7.4 and 8.2). Any thread.

import DLS
import Testing

/// What is left of the modulators of a zone, as (source, destination, amount), and the findings.
private func resolve(_ modulators: [[UInt8]]) throws -> (left: [[Int]], findings: [SoundFont.ModulatorFault]) {
  let reading = try readFont(Font([], modulators).bytes)
  #expect(isSound(reading, byteCount: .max))
  let left = reading.soundFont.instruments[0].zones[0].modulators
  let findings = reading.warnings.compactMap { warning in
    if case .soundFont(.modulatorIgnored(let fault)) = warning.kind { fault } else { nil }
  }
  #expect(findings.count == reading.warnings.count)
  return (left.map { [Int($0.source), Int($0.destination), Int($0.amount)] }, findings)
}

@Suite struct SoundFontModulatorTests {
  @Test(
    "what the specification does not have is ignored",
    arguments: [
      (modulator(1, 48), .source(1)), (modulator(0x1000, 48), .source(0x1000)),
      (modulator(0x0080, 48), .source(0x80)), (modulator(0x0086, 48), .source(0x86)),
      (modulator(0x00A0, 48), .source(0xA0)), (modulator(0x00BF, 48), .source(0xBF)),
      (modulator(0x00E2, 48), .source(0xE2)), (modulator(0x00FF, 48), .source(0xFF)),
      (modulator(2, 48, by: 4), .amountSource(4)), (modulator(2, 48, by: 0x7F), .amountSource(0x7F)),
      (modulator(2, 53), .destination(53)), (modulator(2, 43), .destination(43)),
      (modulator(2, 57), .destination(57)), (modulator(2, 14), .destination(14)), (modulator(2, 61), .destination(61)),
      (modulator(2, 48, transform: 1), .transform(1)),
    ] as [([UInt8], SoundFont.ModulatorFault)])
  func unknown(record: [UInt8], fault: SoundFont.ModulatorFault) throws {
    let (left, findings) = try resolve([modulator(3, 48, 1), record, modulator(3, 17, 2)])
    #expect(left == [[3, 48, 1], [3, 17, 2]])
    #expect(findings == [fault])
  }

  @Test func `every source of the specification is kept`() throws {
    let general = [0, 2, 3, 10, 13, 14, 16]
    let controllers = (0...127).filter {
      ![0, 6].contains($0) && !(32...63).contains($0) && !(98...101).contains($0) && $0 < 120
    }
    for curve in 0...3 {
      let words = (general + controllers.map { $0 | 0x80 }).map { $0 | curve << 10 | 0x300 }
      let (left, findings) = try resolve(words.map { modulator($0, 48, by: $0, transform: 2) })
      #expect(findings.isEmpty)
      #expect(left.map { $0[0] } == words)
    }
  }

  @Test func `a modulator supersedes an earlier one with the same sources and destination`() throws {
    let (left, findings) = try resolve([
      modulator(2, 48, 1), modulator(2, 48, 2, by: 3), modulator(2, 17, 3), modulator(2, 48, 4, transform: 2),
    ])
    #expect(left == [[2, 48, 2], [2, 17, 3], [2, 48, 4]])
    #expect(findings == [.superseded])
  }

  @Test func `links are kept and numbered by what is left`() throws {
    let (left, findings) = try resolve([
      modulator(1, 48), modulator(2, 0x8003, 1), modulator(3, 0x8003, 2), modulator(0x7F, 0x8004, 3),
      modulator(0x27F, 17, 4), modulator(14, 52, 5),
    ])
    #expect(left == [[2, 0x8002, 1], [3, 0x8002, 2], [0x7F, 0x8003, 3], [0x27F, 17, 4], [14, 52, 5]])
    #expect(findings == [.source(1)])
  }

  @Test func `links in a circle are ignored, and what leads into it`() throws {
    let (left, findings) = try resolve([
      modulator(2, 0x8001, 1), modulator(0x7F, 0x8002, 2), modulator(0x7F, 0x8001, 3), modulator(0x7F, 0x8003, 4),
      modulator(3, 48, 5),
    ])
    #expect(left == [[3, 48, 5]])
    #expect(
      findings == [.linkCircular(index: 1), .linkCircular(index: 2), .linkCircular(index: 1), .linkCircular(index: 3)])
  }

  @Test func `links to nothing are ignored, and what they alone would have fed`() throws {
    let (left, findings) = try resolve([
      modulator(2, 0x8009, 1), modulator(3, 0x8002, 2), modulator(13, 48, 3), modulator(0x7F, 0x8004, 4),
      modulator(0x7F, 17, 5),
    ])
    #expect(left == [[13, 48, 3]])
    #expect(
      Set(findings) == [.linkOutOfRange(index: 9, count: 5), .linkRefused(index: 2), .linkMissing])
    #expect(findings.count == 4)
  }

  @Test func `a chain that ends at something ignored goes as a whole`() throws {
    let (left, findings) = try resolve([modulator(2, 0x8001), modulator(0x7F, 0x8002), modulator(0x7F, 43)])
    #expect(left.isEmpty)
    #expect(findings.contains(.destination(43)) && findings.contains(.linkRefused(index: 2)))
    #expect(findings.count == 3)
  }

  @Test func `the byte of a finding is the one that is wrong`() throws {
    let file = Font([], [modulator(2, 48), modulator(2, 48, by: 0x0FAB)]).bytes
    let warning = try #require(try readFont(file).warnings.first)
    #expect(Array(file[warning.offset..<warning.offset + 2]) == u16(0x0FAB))
    #expect(warning.expected == "a source of the specification" && warning.found == "0x0FAB")
  }

  @Test func `long chains take time in proportion to their length`() throws {
    func seconds(_ count: Int) throws -> Duration {
      let chain = (0..<count).map { modulator(0x7F | $0 % 4 << 10, 0x8000 | $0 + 1, by: 0x80 | 1 + $0 % 5) }
      let bytes = Font([], [modulator(2, 0x8001)] + chain.dropFirst() + [modulator(0x7F, 48)]).bytes
      return try (0..<3).map { _ in try ContinuousClock().measure { _ = try readFont(bytes) } }.min() ?? .zero
    }
    let (short, long) = (try seconds(1000), try seconds(16_000))
    #expect(long < short * 64, "\(short) and \(long)")
  }
}
