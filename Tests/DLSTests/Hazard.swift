// SPDX-License-Identifier: MIT
// A damaged file and what must become of it. Any thread.

import DLS
import Testing

/// One row of a table of damaged files.
struct Hazard: Sendable, CustomTestStringConvertible {
  /// What is wrong, in words.
  let name: String
  /// The file.
  let bytes: [UInt8]
  /// The findings, all of them, by their code, in file order.
  let findings: [String]
  /// Regions that are left in each instrument.
  let regions: [Int]
  /// What else must hold.
  let check: @Sendable (Collection) -> Bool

  var testDescription: String { name }

  init(
    _ name: String, _ bank: Bank, _ findings: String..., regions: [Int] = [1],
    check: @escaping @Sendable (Collection) -> Bool = { _ in true }
  ) {
    self.init(name, bytes: bank.bytes, findings, regions: regions, check: check)
  }

  init(
    _ name: String, bytes: [UInt8], _ findings: [String], regions: [Int] = [1],
    check: @escaping @Sendable (Collection) -> Bool = { _ in true }
  ) {
    self.name = name
    self.bytes = bytes
    self.findings = findings
    self.regions = regions
    self.check = check
  }

  /// Reads the file and compares.
  func expect() throws {
    let reading = try Collection.read(bytes)
    #expect(reading.warnings.map(\.kind.code) == findings, "\(reading.warnings)")
    #expect(reading.collection.instruments.map(\.regions.count) == regions)
    #expect(check(reading.collection), "\(reading.collection)")
    for warning in reading.warnings {
      #expect(bytes.indices.contains(warning.offset) || warning.offset == bytes.count)
      #expect(warning.description.hasPrefix("offset \(warning.offset)"))
    }
  }
}
