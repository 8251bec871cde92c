// SPDX-License-Identifier: MIT
// Whether the table in the document is that of these statements. The test's thread.

import Foundation
import Testing

struct DocumentTests {
  @Test func `the table in the document has every statement, and no others`() throws {
    let document = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let lines = try String(contentsOf: document, encoding: .utf8).split(separator: "\n").map(String.init)
    let begin = try #require(lines.firstIndex(of: "<!-- conformance -->"))
    let end = try #require(lines.firstIndex(of: "<!-- end of conformance -->"))
    let rows = lines[begin..<end].filter {
      $0.hasPrefix("| ") && !$0.hasPrefix("| ---") && !$0.hasPrefix("| statement |")
    }
    let openings = TableTests.sections.flatMap(\.statements).map(TableTests.opening)
    #expect(rows.count == openings.count)
    for (row, opening) in zip(rows, openings) {
      #expect(row.hasPrefix(opening), "`make conformance` writes the table anew; it ends with \(row)")
    }
  }
}
