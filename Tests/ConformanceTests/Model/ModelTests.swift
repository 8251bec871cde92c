// SPDX-License-Identifier: MIT
// The DLS 2.2 model, statement by statement, as the program plays it. The test's thread.

import Testing

struct ModelTests {
  @Test(arguments: Statement.missingThings) func `what a file leaves out has its default`(_ statement: Statement) throws
  {
    try expect(statement)
  }

  @Test(arguments: Statement.scopes) func `the connections of the right lists count`(_ statement: Statement) throws {
    try expect(statement)
  }

  @Test(arguments: Statement.connections) func `a connection adds what its inputs and transforms say`(
    _ statement: Statement
  ) throws {
    try expect(statement)
  }

  @Test(arguments: Statement.defaultConnections) func `the default connections are there, and no others`(
    _ statement: Statement
  ) throws {
    try expect(statement)
  }

  @Test(arguments: Statement.synthesis) func `a note sounds as the model says`(_ statement: Statement) throws {
    try expect(statement)
  }

  @Test(arguments: Statement.banks) func `banks and programs lead to their instrument`(_ statement: Statement) throws {
    try expect(statement)
  }

  @Test(arguments: Statement.knownFaults) func `what other engines get wrong is right`(_ statement: Statement) throws {
    try expect(statement)
  }

  private func expect(_ statement: Statement) throws {
    let figure = try statement.figure(of: .wavesink)
    #expect(
      statement.holds(figure, within: statement.tolerance),
      "\(figure) \(statement.unit.rawValue), expected \(statement.expected) ± \(statement.tolerance)")
  }
}
