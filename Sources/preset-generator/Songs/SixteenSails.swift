// SPDX-License-Identifier: MIT
// "Sixteen Sails": a march for all sixteen channels. Off-line.

extension Song {
  /// C minor, 24 bars of 4/4, about 55 seconds. Every channel from 1 to 16 has its instrument.
  static var sixteenSails: Song {
    Song(
      title: "Sixteen Sails", tempi: [(0, 96), (14, 88), (16, 112), (76, 116), (92, 100), (94, 76)], meter: (4, 4),
      volumeScale: 0.74,
      parts: sailsKeys + sailsStrings + sailsWinds + sailsRhythm)
  }

  private static var sailsKeys: [Part] {
    let chords = [
      "c3 eb3 g3", "bb2 eb3 g3", "ab2 c3 eb3", "bb2 eb3 g3", "ab2 c3 f3", "g2 c3 eb3", "ab2 d3 f3", "g2 b2 d3",
    ]
    let accompaniment = chords.map { chord in
      let n = chord.split(separator: " ")
      return "up ped \(n[0]):.5 \(n[1]) \(n[2]) \(n[1]) \(n[0]) \(n[1]) \(n[2]) \(n[1])"
    }.joined(separator: " | ")
    return [
      Part(
        name: "Piano", channel: 1, program: 1, volume: 84, pan: 56,
        text: """
          r:16 | v66 \(accompaniment) | up v84 eb3+g3+bb3:1' eb4+g4+bb4' eb3' bb3+eb4'
            | d3+f3+bb3' d4+f4+bb4' bb2' f3+bb3' | c3+eb3+g3' c4+eb4+g4' g2' eb3+g3'
            | ab2+c3+eb3' c4+eb4+ab4' eb3' c4+eb4'
          | eb3+g3+bb3:1' eb4+g4+bb4' eb3' bb3+eb4' | d3+f3+bb3' d4+f4+bb4' bb2' f3+bb3'
            | ab2+c3+eb3' c4+eb4+ab4' c3' eb3+ab3' | g2+b2+d3' b3+d4+g4' d3' b3+f4+g4'
          | v96 c2+c3:1! g3+c4+eb4:1' g2:1 g3+c4+eb4:1' | ab1+ab2:1 ab3+c4+eb4:1' eb2:1 ab3+c4+eb4:1'
            | f1+f2:1 f3+ab3+c4:1' g1+g2:1 g3+b3+d4+f4:1' | v104 ped c1+c2+g2+c3+e3+g3+c4:4 up
          """),
      Part(
        name: "Harp", channel: 4, program: 47, volume: 96, pan: 90, reverb: 70,
        text: """
          v70 c3:.5 g3 c4 eb4 g4 c5 eb5 g5 | ab2:.5 eb3 ab3 c4 eb4 ab4 c5 eb5 | f2:.5 c3 f3 ab3 c4 f4 ab4 c5
            | g2:.25 b2 d3 f3 g3 b3 d4 f4 g4 b4 d5 f5 g5 b5 d6 f6
          | r:28 | r:2 v76 g3:.25 b3 d4 f4 g4 b4 d5 g5 | eb5:2 bb5:2 | r:20 | r:4
            | r:2 g3:.25 b3 d4 f4 g4 b4 d5 f5 | r:4 | r:4 | r:4 | v84 c3:.25 g3 c4 e4 g4 c5 e5 g5 c6:2
          """),
      Part(
        name: "Glockenspiel", channel: 13, program: 10, volume: 96, pan: 44, reverb: 60,
        text: """
          r:16 | v60 r:3 g5:.5 c6 | r:4 | r:3 eb5:.5 ab5 | r:4 | r:3 c6:.5 f6 | r:4 | r:4 | r:2 d6:.5 f6 g6 b6
            | v74 bb6:1 r:3 | f6:1 r:3 | g6:1 r:3 | eb6:1 r:3
          | bb5:.5 eb6 g6 bb6 r:2 | f6:.5 d6 bb5 f6 r:2 | eb6:.5 c6 ab5 eb6 r:2 | d6:.5 b5 g5 d6 f6 g6 b6:1
            | v82 c6:1 g6 eb6 c6 | eb6 ab6 c6 eb6 | f6:1 ab6 g6 b6 | c6:.5 e6 g6 c7:2.5
          """),
      Part(
        name: "Pad", channel: 15, program: 90, volume: 84, pan: 64, reverb: 60,
        text: """
          g.99 v64 exp:40>100:12 c4+eb4+g4:4 c4+eb4+ab4 c4+f4+ab4 exp:100>60:4 b3+d4+g4
            | exp:60 c4+eb4+g4:4 bb3+eb4+g4 c4+eb4+ab4 bb3+eb4+g4 c4+f4+ab4 c4+eb4+g4 d4+f4+ab4 b3+d4+g4
          | exp:76 bb3+eb4+g4:4 bb3+d4+f4 c4+eb4+g4 c4+eb4+ab4 bb3+eb4+g4 bb3+d4+f4 c4+eb4+ab4 b3+d4+g4
            | exp:90 c4+eb4+g4:4 c4+eb4+ab4 c4+f4+ab4:2 b3+d4+g4 exp:100>30:4 c4+e4+g4:4
          """),
    ]
  }

  private static var sailsStrings: [Part] {
    [
      Part(
        name: "Strings", channel: 2, program: 49, volume: 92, pan: 52, reverb: 60,
        text: """
          g.98 r:8 v60 exp:50>100:8 f4+ab4+c5:4 f4+g4+b4 | v64 exp:70 eb4+g4:4 eb4+g4 eb4+ab4 eb4+bb4
            exp:70>100:8 f4+ab4 eb4+g4 exp:100>118:8 f4+ab4+d5 d4+f4+b4
          | v88 exp:100 g4+bb4+eb5:2 bb4+eb5+g5 | f4+bb4+d5:3 d5+f5:1 | eb4+g4+c5:2 g4+c5+eb5 | eb4+ab4+c5:4
            | exp:100>120:8 g4+bb4+eb5:2 bb4+eb5+g5 | f4+bb4+d5:2 bb4+d5+f5 | ab4+c5+eb5:4 | g4+b4+d5:2 b4+d5+f5
          | v100 exp:118 c5+eb5+g5:3 f5:.5 eb5 | c5+eb5:3 ab4+c5:1 | f4+ab4+c5:2 g4+b4+d5 | exp:127>50:4 g4+c5+e5+g5:4
          """),
      Part(
        name: "Pizzicato", channel: 3, program: 46, volume: 104, pan: 40, reverb: 50,
        text: """
          r:16 | v84 ( r:1 eb4+g4:.5 r:.5 r:1 eb4+g4:.5 eb4 )*2 ( r:1 c4+ab4:.5 r r:1 eb4+g4:.5 r )*1 r:1
            eb4+g4:.5 r r:1 eb4+bb4:.5 r
          | r:1 f4+ab4:.5 r r:1 f4+ab4:.5 f4 | r:1 eb4+g4:.5 r r:1 eb4+g4:.5 eb4
            | r:1 d4+f4:.5 r r:1 f4+ab4:.5 r | v96 g3:.5 b3 d4 f4 g4 f4 d4 b3
          | r:32 | v100 c5:.5 g4 eb4 g4 c5 g4 eb4 g4 | c5 ab4 eb4 ab4 c5 ab4 eb4 ab4
            | c5 ab4 f4 ab4 b4 g4 d4 g4 | c4+e4+g4:1! r:3
          """),
      Part(
        name: "Bass", channel: 11, program: 33, volume: 108, pan: 68, reverb: 20,
        text: """
          r:16 | v84 c2:1 r g2 r | bb1 r g2 r | ab1 r eb2 r | eb2 r bb1 r | f2 r c2 r | c2 r g1 r | d2 r ab1 r
            | g1 r g2:.5 f2 eb2 d2
          | v100 eb2:1 bb1 eb2 g2 | bb1 f2 bb1 d2 | c2 g2 c2 eb2 | ab1 eb2 ab1 c2 | eb2 bb1 eb2 g2
            | bb1 f2 bb1 d2 | ab1 eb2 ab1 c2 | g1 d2 g2:.5 f2 d2 b1
          | v110 c2:1 c2:.5 c2 g1:1 g1:.5 bb1 | ab1:1 ab1:.5 ab1 eb2:1 c2 | f1:1 f1:.5 ab1 g1:1 g1:.5 b1 | c2:4
          """),
      Part(
        name: "Choir", channel: 12, program: 53, volume: 84, pan: 76, reverb: 80,
        text: """
          g.98 v66 exp:40>96:14 mod:0>30:14 g4+c5:4~ ab4+c5 ab4+c5 g4+b4 | r:32
          | v72 exp:80>104:16 g4+bb4:4~ f4+bb4 g4+c5 ab4+c5 exp:90>120:16 bb4+eb5 bb4+d5 c5+eb5 b4+d5
          | v96 exp:120 g4+c5+eb5:4~ ab4+c5+eb5 ab4+c5:2~ g4+b4+d5 mod:30>80:3 exp:127>40:4 g4+c5+e5:4
          """),
    ]
  }

  private static var sailsWinds: [Part] {
    [
      Part(
        name: "Flute", channel: 5, program: 74, volume: 96, pan: 82, reverb: 60,
        text: """
          r:16 | v80 exp:84>110:4 g5:1.5~ ab5:.5 g5:1 eb5 | c5:2~ d5:1 eb5
            | exp:90>115:4 eb5:1.5~ f5:.5 eb5:1 c5 | bb4:3 r:1 | ab4:1~ c5 f5 ab5
            | mod:0>40:2 g5:2 mod:0 eb5:1 c5 | d5:1.5 eb5:.5 f5:1 ab5 | exp:110>70:4 g5:2 b4:1 d5
          | r:16 | v84 exp:110 bb5:.5 g5 eb5 g5 bb5:1 eb6 | d6:.5 bb5 f5 bb5 d6:1 f6
            | eb6:.5 c6 ab5 c6 eb6:1 c6 | b5:.5 d6 f6 d6 g6:2 | v92 c6:.5 d6 eb6 d6 c6:1 g5
            | ab5:.5 bb5 c6 bb5 ab5:1 eb6 | f6:1 c6 d6 b5 | exp:110>50:4 c6:4
          """),
      Part(
        name: "Clarinet", channel: 6, program: 72, volume: 92, pan: 36, reverb: 50,
        text: """
          r:16 | v72 exp:90 eb5:1.5~ f5:.5 eb5:1 c5 | g4:2~ bb4:1 bb4 | c5:1.5~ d5:.5 c5:1 ab4 | g4:3 r:1
            | v70 f4:.5 ab4 c5 ab4 f4 ab4 c5 f5 | eb4:.5 g4 c5 g4 eb4 g4 c5 eb5 | d4 f4 ab4 f4 d4 f4 ab4 d5
            | g4:2 d4:1 f4
          | r:16 | v78 g4:.5 bb4 eb5 bb4 g4 bb4 eb5 g5 | f4 bb4 d5 bb4 f4 bb4 d5 f5
            | eb4 ab4 c5 ab4 eb4 ab4 c5 eb5 | d4 g4 b4 g4 d5:2 | v84 eb5:2 g5:2 | eb5:3 c5:1 | ab4:2 b4:2
            | exp:100>40:4 g4:4
          """),
      Part(
        name: "Horn", channel: 7, program: 61, volume: 100, pan: 46, reverb: 70,
        text: """
          r:12 | v64 exp:60>110:4 g3:4 | r:12 v58 exp:90 eb4:3~ d4:1 | c4:4 | c4:2 g3:2 | v66 f4:4
            | g4:2 f4:1 d4 | v88 exp:110 eb4:1.5! f4:.5 g4:1 bb4 | f4:3 d4:1 | eb4:1.5 d4:.5 c4:1 g4 | ab4:3 r:1
          | v94 bb4:1.5! c5:.5 bb4:1 g4 | f4:2 bb4:2 | c5:1.5 bb4:.5 ab4:1 eb4
            | mod:0>40:3 d4:3 mod:0 g4:.5 g4' | v100 c4+g4:2! eb4:1 g4 | ab4:2 eb4 | f4:1 ab4 g4 b4
            | exp:120>60:4 c4+g4:4
          """),
      Part(
        name: "Trumpet", channel: 8, program: 57, volume: 92, pan: 70, reverb: 50,
        text: """
          r:44 | v80 exp:70>115:4 r:2 g4:.5' g4:.25' g4' g4:.5' b4' | v98 exp:110 eb5:1.5! f5:.5 g5:1 bb5
            | f5:3 d5:.5' f5' | eb5:1.5 d5:.5 c5:1 g5 | mod:0>60:3 c5:3 mod:0 r:1
            | bb4:.5' bb4:.25' bb4' eb5:1 g5:1.5 f5:.5 | d5:.5' d5:.25' d5' f5:1 bb5:2
          | exp:100>124:4 ab5:1.5 g5:.5 eb5:1 c5 | d5:1 f5 g5:2 | v108 g5:1.5! f5:.5 eb5:1 c5
            | eb5:1.5 d5:.5 c5:1 ab4 | c5:1 f5 d5 g5 | mod:0>70:4 exp:127>60:4 c5+g5:4
          """),
      Part(
        name: "Trombone", channel: 9, program: 58, volume: 92, pan: 58, reverb: 50,
        text: """
          r:44 | v76 exp:70>115:4 g3:2 b3:2 | v92 exp:108 eb3+bb3:2! g3:2 | d3+bb3:3 f3:1 | c3+g3:2 eb3
            | ab3:2 bend:-200>0:.5 c4:1 r | eb3+bb3:2 g3 | d3+f3:2 bb3 | c3+ab3:2 eb3 | g3:2 d3:1 g3
          | v104 c3+g3:2! c4:1 bb3 | ab3:2 eb3 | f3:1 c4 g3 d4 | exp:120>60:4 c3+g3+e4:4
          """),
      Part(
        name: "Lead", channel: 16, program: 82, volume: 112, pan: 64, reverb: 50, chorus: 20,
        text: """
          r:44 | r:3 v84 exp:110 bend:-200>0:.3 g4:.5 b4 | r:16 | r:4 | r:2 bb4:.25 d5 f5 d5 bb4 d5 f5 bb5
            | c6:1 mod:0>50:1 ab5:.5 mod:0 g5 eb5:1 c5 | b4:.25 d5 f5 g5 b5 g5 f5 d5 bend:0>200:1 g5:1 bend:0 r:1
          | v96 eb6:1.5 d6:.5 c6:1 g5 | ab5:.25 bb5 c6 d6 eb6:1 mod:0>80:1 c6:2 mod:0
            | f5:.25 g5 ab5 c6 f6:1 d6:.25 b5 g5 f5 d5:.5 b4 | mod:0>80:3 exp:120>40:4 bend:-100>0:.3 e5:4 mod:0
          """),
    ]
  }

  private static var sailsRhythm: [Part] {
    let march: [(key: Int, grid: String)] = [
      (36, "X... .... x... ...."), (38, "..xo X.oo x.xo X.oo"), (42, "x... x... x... x..."),
    ]
    let drive: [(key: Int, grid: String)] = [
      (36, "X... ..x. X.x. ...."), (38, ".... X... .... X..o"), (51, "x.x. x.x. x.x. x.x."),
    ]
    let fill: [(key: Int, grid: String)] = [
      (36, "X... .... X... ...."), (38, "X.xx X.xx .... ...."), (48, ".... .... X.x. ...."),
      (45, ".... .... ...x X..."), (41, ".... .... .... .xXX"),
    ]
    let soft: [(key: Int, grid: String)] = [
      (42, "o... o... o... o.o."), (37, ".... o... .... o..."), (69, "..o. ..o. ..o. ..o."),
    ]
    let crash: [(key: Int, grid: String)] = [(49, "X")]
    return [
      Part(
        name: "Drums", channel: 10, program: 1, volume: 100, reverb: 40, looseBeats: 0.006,
        text: [
          "r:14 v70 k55:.5 r:.5 k81:.5 r:.5", Score.drums(soft, times: 4), Score.drums(march, times: 3),
          Score.drums(fill),
          Score.drums(crash + march), Score.drums(march, times: 3), Score.drums(crash + drive),
          Score.drums(drive, times: 2), Score.drums(fill),
          Score.drums(crash + drive), Score.drums(drive), Score.drums(fill), "v120 k36+k49:2 v90 k57:2",
        ].joined(separator: " ")),
      Part(
        name: "Timpani", channel: 14, program: 48, volume: 96, pan: 60, reverb: 60,
        text: """
          v70 c3:3 g2:1 | r:4 | exp:100 v60 f2:4 | exp:30>120:4 ( g2:.125 )*32 | exp:110 v80 c3:1 r:3 | r:24
            | r:2 ( g2:.25 )*8
          | v96 eb3:1 r bb2 r | bb2 r:3 | c3:1 r g2 r | ab2 r:3 | eb3:1 r bb2 r | bb2 r:2 bb2:.5 bb2
            | ab2:1 r:3 | exp:50>125:4 ( g2:.125 )*32
          | v108 exp:120 c3:1 r g2 c3 | ab2 r:3 | f2:1 r g2:.5 g2 g2 g2 | ( c3:.125 )*24 v118 c3:1
          """),
    ]
  }
}
