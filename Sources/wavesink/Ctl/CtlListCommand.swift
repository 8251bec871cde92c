// SPDX-License-Identifier: MIT
// wavesink ctl list: which banks play, and which of them answers for a program. Main thread.

import ArgumentParser
import Control
import FoundationEssentials

/// Banks and programs of a running client.
struct CtlListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the banks in the order in which they are searched, and their programs.",
    discussion: """
      A program in parentheses is played by a bank above. A - stands before one that is not in memory: nobody has chosen \
      it yet.
      """)

  @OptionGroup var target: CtlTarget

  @Argument(
    help: ArgumentHelp("Only programs whose names have this in them, in capitals or not.", valueName: "word"))
  var word: String?

  @Flag(help: "The banks alone.")
  var banks = false

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  /// Both lists as one object.
  private struct Everything: Encodable {
    let banks: [BankReport]
    let programs: [ProgramPage.Program]
  }

  func run() throws {
    let all: [BankReport] = try decoded(target.text(OSCMessage("/wavesink/banks")))
    let programs = banks ? [] : try programs().filter(isWanted)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let data = try encoder.encode(Everything(banks: all, programs: programs))
      return try Console.show(String(decoding: data, as: UTF8.self) + "\n")
    }
    var lines: [String] = []
    for bank in all where word == nil || programs.contains(where: { $0.bank == bank.id }) {
      lines.append(
        "\(bank.id)  \(bank.name)\(remark(bank)): \(CtlListCommand.count(bank.programs, present: bank.programsIn)), "
          + "\(bank.sampleBytes >> 10) kB\(CtlListCommand.shared(bank))\(bank.isLocked ? "" : ", not locked in memory")"
      )
      for program in programs where program.bank == bank.id {
        let address = "\(program.cc0):\(program.cc32):\(program.program)\(program.isDrum ? " drums" : "")"
        let line = "\(address)  \(program.name)"
        let mark = program.isIn ? " " : "-"
        lines.append(program.answers ? "  \(mark)  \(line)" : "  \(mark) (\(line))")
      }
    }
    if let word, lines.isEmpty { return try Console.show("no program has \"\(word)\" in its name\n") }
    try Console.show(lines.isEmpty ? "no bank plays\n" : lines.joined(separator: "\n") + "\n")
  }

  private func isWanted(_ program: ProgramPage.Program) -> Bool {
    guard let word, !word.isEmpty else { return true }
    return program.name.lowercased().contains(word.lowercased())
  }

  private func remark(_ bank: BankReport) -> String {
    if let client = bank.client { return " (client \(client)'s alone)" }
    return bank.isBuiltIn ? " (built-in)" : ""
  }

  private static func shared(_ bank: BankReport) -> String {
    guard let bytes = bank.sharedBytes, bytes > 0 else { return "" }
    return " and \(bytes >> 10) kB that other banks had brought"
  }

  /// How many programs there are, and how many of them are in memory where not all are.
  static func count(_ programs: Int, present: Int) -> String {
    present == programs ? "\(programs) programs" : "\(present) of \(programs) programs in memory"
  }

  /// Page by page: a datagram does not hold them all.
  private func programs() throws(CommandFailure) -> [ProgramPage.Program] {
    var programs: [ProgramPage.Program] = []
    while true {
      let page: ProgramPage = try decoded(
        target.text(OSCMessage("/wavesink/programs", .int32(Int32(clamping: programs.count)))))
      programs += page.programs
      if page.programs.isEmpty || programs.count >= page.total { return programs }
    }
  }

  private func decoded<Value: Decodable>(_ text: String) throws(CommandFailure) -> Value {
    do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch {
      throw CommandFailure(status: .internalFault, sentence: "the client's list is not understood: \(error)")
    }
  }
}
