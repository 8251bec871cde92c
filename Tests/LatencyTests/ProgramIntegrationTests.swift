// SPDX-License-Identifier: MIT
// `wavesink latency` as a shell runs it. The test's own thread.

import Foundation
import Testing

@testable import Latency

@Suite(.serialized) struct ProgramIntegrationTests {
  /// What it wrote and how it ended.
  private struct Ending {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs the program where there is no server, so that it starts its own.
  private func latency(_ arguments: [String], environment: [String: String] = [:]) throws -> Ending {
    // One server at a time on a machine.
    let turn = try JackServer(startsLater: true)
    defer { withExtendedLifetime(turn) {} }
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = WavesinkProcess.binary
    process.arguments = ["latency"] + arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["JACK_DEFAULT_SERVER": "none-of-this-name", "JACK_NO_START_SERVER": "1"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: words, as: UTF8.self))
  }

  private struct Document: Decodable {
    let format: Int
    let measurements: [LatencyReport]
  }

  private func reports(_ ending: Ending) throws -> [LatencyReport] {
    let document = try JSONDecoder().decode(Document.self, from: Data(ending.output.utf8))
    #expect(document.format == 1)
    return document.measurements
  }

  @Test func `alone it starts what it needs, and no note of Wavesink's has jitter at any period`() throws {
    let ending = try latency([
      "--period", "16,480,1024", "--notes", "70", "--interval", "10", "--json", "--max-jitter-frames", "0",
      "--max-lost", "0", "--max-doubled", "0", "--max-stuck", "0", "--max-latency-frames", "0",
    ])
    #expect(ending.status == 0, "\(ending.errors)")
    let reports = try reports(ending)
    #expect(reports.map(\.plan.periodFrames) == [16, 480, 1024])
    for report in reports {
      #expect(report.latency?.frames.jitter == 0 && report.events.received == 70 && report.phase == "flat")
      #expect(report.calibrationMost == 0 && report.unseen == 0 && report.reported?.measuredLessReported == 0)
      #expect(report.surroundings.server == "JACK 2" && !report.surroundings.kernel.isEmpty)
    }
    let name = try #require(reports.first?.surroundings.serverName)
    let servers = try FileManager.default.contentsOfDirectory(atPath: "/dev/shm").filter { $0.contains("_\(name)_") }
    #expect(servers.isEmpty, "its server is gone")
  }

  @Test func `held voices change nothing`() throws {
    let ending = try latency(["--voices", "256", "--notes", "100", "--interval", "10", "--max-jitter-frames", "0"])
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.output.contains("256 notes held meanwhile"))
  }

  @Test func `banks that come in meanwhile change nothing`() throws {
    let ending = try latency([
      "--downloads", "0,2", "--notes", "250", "--interval", "10", "--json", "--max-jitter-frames", "0",
    ])
    #expect(ending.status == 0, "\(ending.errors)")
    let reports = try reports(ending)
    #expect(reports.map(\.target) == ["wavesink", "wavesink, 2 banks a second"])
    #expect(reports.first?.plan.downloads == 0 && (reports.last?.plan.downloads ?? 0) >= 1)
    #expect(reports.last?.plan.failedDownloads == 0)
    let senseless = try latency(["--downloads", "1", "--in-process"])
    #expect(senseless.status == 64 && senseless.errors.contains("--downloads are for Wavesink itself"))
  }

  @Test func `in a sandbox a note sounds at its frame, and pipelined a period later`() throws {
    let ending = try latency([
      "--mode", "in-process,sandbox,pipelined", "--period", "256", "--notes", "50", "--warm-up", "10", "--interval",
      "20",
      "--json",
    ])
    #expect(ending.status == 0, "\(ending.errors)")
    let reports = try reports(ending)
    #expect(reports.map(\.target) == ["wavesink", "wavesink, sandbox", "wavesink, pipelined"])
    // The usual one: a busy machine may have a sandbox miss its deadline.
    #expect(reports.map { $0.latency?.frames.p50 } == [0, 0, 256])
    #expect(reports.map { $0.reported?.captureMost } == [0, 0, 256], "and the server is told so")
    let wrong = try latency(["--mode", "elsewhere"])
    #expect(wrong.status == 64 && wrong.errors.contains("not 'elsewhere'"), "\(wrong.errors)")
  }

  @Test func `without a server it measures the engine, and says the same twice`() throws {
    let arguments = ["--in-process", "--notes", "100", "--period", "64", "--json", "--max-jitter-frames", "0"]
    let first = try latency(arguments)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try latency(arguments).output == first.output)
    #expect(try reports(first).first?.latency?.frames.most == 0)
  }

  @Test func `a limit that is exceeded is status 1, and a sentence`() throws {
    // Centred, a note of full scale comes out at −3 dB a side.
    let ending = try latency(["--in-process", "--notes", "20", "--threshold", "-1", "--max-lost", "5"])
    #expect(ending.status == 1)
    #expect(ending.errors.contains("20 notes lost, and 5 allowed"), "\(ending.errors)")
    #expect(ending.output.contains("20 notes: 0 received"))
    #expect(try latency(["--in-process", "--notes", "20", "--threshold", "-4", "--max-lost", "0"]).status == 0)
  }

  @Test func `what cannot be measured is a sentence and a status`() throws {
    let none = try latency(["--launch", "no-such-command-at-all"])
    #expect(none.status == 65 && none.errors.contains("ended with status 127 before it had ports"), "\(none.errors)")
    let target = try latency(["--target", "nobody"])
    #expect(target.status == 69 && target.errors.contains("no JACK server is running"), "\(target.errors)")
    let usage = try latency(["--period", "many"])
    #expect(usage.status == 64 && usage.errors.contains("not 'many'"), "\(usage.errors)")
  }

  @Test func `files for other programs are what they should be`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("latency-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = ["csv", "hgrm", "svg"].map { folder.appendingPathComponent("out.\($0)") }
    let ending = try latency(
      ["--in-process", "--notes", "50"] + zip(["--csv", "--hgrm", "--svg"], paths).flatMap { [$0, $1.path] })
    #expect(ending.status == 0, "\(ending.errors)")
    let texts = try paths.map { try String(contentsOf: $0, encoding: .utf8) }
    #expect(texts[0].split(separator: "\n").count == 51)
    #expect(texts[1].contains("Total count    =           50"), "\(texts[1])")
    let isWhole = isBalanced(texts[2])
    #expect(isWhole && texts[2].hasPrefix("<svg"))
  }

  /// Whether every element that is opened is closed.
  private func isBalanced(_ text: String) -> Bool {
    var open: [Substring] = []
    for piece in text.split(separator: "<") {
      guard let end = piece.firstIndex(of: ">") else { return false }
      let tag = piece[..<end]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { !$0.isWhitespace })
      }
    }
    return open.isEmpty
  }
}
