// SPDX-License-Identifier: MIT
// What the program says about itself and about wrong usage.

import Testing

@Suite struct HelpTests {
  static let commands = ["run", "play", "render", "inspect", "convert", "doctor"]

  @Test(arguments: [["--help"], ["-h"], ["help"]])
  func `help lists every command and what the exit codes mean`(arguments: [String]) throws {
    let run = try WavesinkRun(arguments, in: TemporaryFolder())
    #expect(run.status == 0)
    #expect(run.errors == "")
    for word in HelpTests.commands + ["64", "65", "69", "70"] { #expect(run.text.contains("\n  \(word)")) }
  }

  @Test(arguments: commands)
  func `every command has help on standard output, asked for in either way`(command: String) throws {
    let folder = try TemporaryFolder()
    let asked = try WavesinkRun([command, "--help"], in: folder)
    #expect(asked.status == 0)
    #expect(asked.errors == "")
    #expect(asked.text.contains("USAGE: wavesink "))
    #expect(asked.text.contains("OPTIONS:"))
    #expect(try WavesinkRun(["help", command], in: folder).output == asked.output)
  }

  @Test func `the version is a number of three parts`() throws {
    let run = try WavesinkRun(["--version"], in: TemporaryFolder())
    #expect(run.status == 0)
    #expect(run.text.split(separator: ".").count == 3 && run.text.hasSuffix("\n"), "\(run.text)")
  }

  @Test(arguments: [
    (["--loud"], "unknown option '--loud'"),
    (["rendr", "song.mid"], "'rendr' is no subcommand"),
    (["help", "rendr"], "'rendr' is no subcommand"),
    (["song.mid"], "wavesink play SONG"),
    (["render"], "missing expected argument '<song> ...'"),
    (["play"], "missing expected argument '<song> ...'"),
    (["inspect"], "missing expected argument '<bank>'"),
    (["inspect", "one", "two"], "unexpected argument 'two'"),
    (["convert"], "missing expected argument '<bank>'"),
    (["convert", "bank.dls"], "missing expected argument '<file>'"),
    (["convert", "bank.dls", "bank.sf2"], "'bank.sf2' is no name of a DLS collection"),
    (["convert", "bank.dls", "out.dls", "--program", "128"], "'128' is invalid"),
    (["convert", "bank.dls", "out.dls", "--program", "129:0"], "'129:0' is invalid"),
    (["convert", "bank.dls", "out.dls", "--program", "128:1:0"], "'128:1:0' is invalid"),
    (["convert", "bank.dls", "out.dls", "--program", "1:2:3:4"], "'1:2:3:4' is invalid"),
    (["render", "song.mid", "--bank"], "missing value for '--bank <file>'"),
    (["render", "song.mid", "--rate", "7999"], "8000 to 192000 Hz, not 7999"),
    (["render", "song.mid", "--rate", "192001"], "8000 to 192000 Hz, not 192001"),
    (["render", "song.mid", "--rate", "fast"], "'fast' is invalid"),
    (["render", "song.mid", "--block", "0"], "1 to 65536 frames, not 0"),
    (["render", "song.mid", "--tail", "3601"], "0 to 3600 seconds, not 3601"),
    (["render", "song.mid", "--tail", "nan"], "0 to 3600 seconds, not nan"),
    (["render", "song.mid", "--jobs", "257"], "1 to 256, not 257"),
    (["render", "song.mid", "--voices", "4097"], "1 to 4096, not 4097"),
    (["play", "song.mid", "--voices", "0"], "1 to 4096, not 0"),
    (["run", "--voices", "-3"], "missing value for '--voices <count>'"),
    (["--groups", "65"], "1 to 64, not 65"),
    (["render", "song.mid", "--gain", "25"], "-96 to 24 dB, not 25"),
    (["render", "song.mid", "--gain", "inf"], "-96 to 24 dB, not inf"),
    (["render", "song.mid", "--threads", "17"], "--threads is 1 to 16, not 17"),
    (["render", "song.mid", "--interpolation", "best"], "'linear', 'cubic' or 'sinc'"),
    (["render", "song.mid", "--format", "s8"], "'float', 's16' or 's24'"),
    (["run", "--outputs", "surround"], "'stereo', 'groups' or 'channels'"),
    (["render", "song.mid", "other.mid", "-o", "out.wav"], "there are 2 songs"),
    (["render", "song.mid", "b/song.mid"], "would both be written to song.wav"),
    (["render", "song.mid", "-o", "out.mp3"], "unknown kind of audio file"),
    (["render", "song.mid", "-o", "out.flac", "--format", "float"], "holds no float samples"),
  ])
  func `wrong usage is one sentence and exit code 64`(arguments: [String], sentence: String) throws {
    let run = try Workplace().folder
    let wrong = try WavesinkRun(arguments, in: run)
    expectFailure(wrong, status: 64)
    #expect(wrong.failures.first?.contains(sentence) == true, "\(wrong.errors)")
    #expect(wrong.errors.contains("\nUsage: wavesink "))
    #expect(run.names == ["bank.dls", "song.mid"])
  }
}
