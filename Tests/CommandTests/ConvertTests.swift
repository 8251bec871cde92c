// SPDX-License-Identifier: MIT
// wavesink convert: banks to DLS files.

import DLS
import Foundation
import Testing

@Suite struct ConvertTests {
  private static func collection(_ bytes: [UInt8]) throws -> DLS.Collection { try Collection.read(bytes).collection }

  @Test func `a collection is written as it was read`() throws {
    let place = try Workplace()
    let run = try place.run("convert", "bank.dls", "out.dls")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.isEmpty)
    let written = try #require(place.folder.bytes("out.dls"))
    #expect(try Self.collection(written) == Self.collection(TestBank.bytes))
    #expect(place.folder.names == ["bank.dls", "out.dls", "song.mid"])
    // It may even be written over itself.
    #expect(try place.run("convert", "bank.dls", "bank.dls").status == 0)
    #expect(place.folder.bytes("bank.dls") == written)
    #expect(try place.run("convert", "bank.dls", "-").output == written)
  }

  @Test func `the bank of a song's own comes out of it`() throws {
    let place = try Workplace()
    try place.folder.write(TestSong.rmid(TestSong.short, bank: TestBank.bytes), to: "song.rmi")
    let run = try place.run("convert", "song.rmi", "out.dls")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try Self.collection(place.folder.bytes("out.dls") ?? []) == Self.collection(TestBank.bytes))
    let none = try place.run("convert", "song.mid", "out.dls")
    expectFailure(none, status: 65)
  }

  @Test func `named programs come with their waves alone`() throws {
    let place = try Workplace()
    let run = try place.run("convert", "bank.dls", "out.dls", "--program", "1", "--program", "0:0:2")
    #expect(run.status == 0, "\(run.errors)")
    let written = try Self.collection(place.folder.bytes("out.dls") ?? [])
    #expect(written.instruments.map(\.address.program) == [1, 2])
    #expect(written.waves.map { $0?.info.name } == ["Sine", "Clicks"])
    #expect(written.instruments.map { $0.regions.map(\.link.cue) } == [[0], [1]])
  }

  @Test(arguments: [
    ("3", "0:3"), ("1:1", "1:1"), ("0:5:1", "0:5:1"), ("128:0", "128:0"),
  ])
  func `a program that is not there is wrong usage`(program: String, told: String) throws {
    let place = try Workplace()
    let run = try place.run("convert", "bank.dls", "out.dls", "--program", program)
    expectFailure(run, status: 64)
    #expect(run.errors.contains("bank.dls: there is no program \(told) (wavesink inspect shows"), "\(run.errors)")
    #expect(place.folder.names == ["bank.dls", "song.mid"])
  }

  @Test func `what reading leaves out is told`() throws {
    let place = try Workplace()
    try place.folder.write(TestBank.bytes.dropLast(40), to: "cut.dls")
    let run = try place.run("convert", "cut.dls", "out.dls")
    #expect(run.status == 0)
    #expect(!run.warnings.isEmpty && run.warnings.allSatisfy { $0.hasPrefix("wavesink: warning: cut.dls: ") })
    let whole = try InspectedBank(of: "out.dls", in: place.folder)
    #expect(whole.warnings.isEmpty)
  }

  @Test func `a file that cannot be written leaves nothing behind`() throws {
    let place = try Workplace()
    let run = try place.run("convert", "bank.dls", "nowhere/out.dls")
    expectFailure(run, status: 64)
    #expect(run.errors.contains("nowhere/out.dls: cannot create: No such file or directory"), "\(run.errors)")
    try place.folder.write([1, 2, 3], to: "out.dls")
    let bad = try place.run("convert", "song.mid", "out.dls")
    expectFailure(bad, status: 65)
    #expect(place.folder.bytes("out.dls") == [1, 2, 3])
    let full = try WavesinkRun(["convert", "bank.dls", "-"], in: place.folder, output: "/dev/full")
    #expect(full.status == 64)
    #expect(full.errors.contains("standard output: cannot write: No space left on device"), "\(full.errors)")
  }
}
