// SPDX-License-Identifier: MIT
// "Harbour Lights": a waltz for oboe, flute, violin, strings, piano, harp, bass and timpani. Off-line.

extension Song {
  /// D major, 28 bars of 3/4, about 70 seconds.
  static var harbourLights: Song {
    Song(
      title: "Harbour Lights",
      tempi: [
        (0, 76), (12, 84), (34, 80), (36, 86), (58, 78), (60, 84), (75, 76), (78, 66), (81, 56),
      ], meter: (3, 4), volumeScale: 1.2, parts: [oboe, flute, violin, strings, piano, harp, bass, timpani])
  }

  private static var oboe: Part {
    Part(
      name: "Oboe", channel: 1, program: 69, volume: 96, pan: 54, reverb: 60,
      text: """
        exp:100 r:12
        | v76 exp:70>112:3 f#5:2~ e5:1 | e5:1 d5:.5 c#5 a4:1 | exp:80>105:2 d5:1.5~ c#5:.5 b4:1 | f#4:1 a4:2
        | v82 exp:84>120:3 b4:1~ d5 g5 | mod:0>50:1.5 f#5:1.5 mod:0 e5:.5 d5:1 | e5:1 g5:.5~ f#5 e5 d5
          | exp:110>70:3 c#5:2 a4:1
        | r:15 v70 exp:76 b4:3 | d5:1 c#5 b4 | r:3
        | v88 exp:84>120:3 f#5:2~ e5:1 | e5:1 d5:.5 c#5 a4:1 | exp:90>116:2 d5:1.5~ c#5:.5 b4:1 | f#4:1 a4:1 b4:1
        | v92 exp:92>127:3 b4:1~ d5 g5 | e5:1~ g5:1 c#6:1 | mod:0>64:2 exp:120>50:6 d6:5 mod:0 r:1
        """)
  }

  private static var flute: Part {
    Part(
      name: "Flute", channel: 2, program: 74, volume: 98, pan: 76, reverb: 60,
      text: """
        exp:100 r:36
        | v78 exp:80>115:3 d5:1~ f#5 b5 | a5:1.5~ g5:.5 f#5:1 | exp:90>110:2 g5:1 b5:.5~ a5 g5:1
          | mod:0>40:2 f#5:2 mod:0 d5:1
        | v86 exp:90>124:6 e5:1~ g5 b5 | d#6:1~ b5 a5 | exp:118>80:3 g5:1.5 f#5:.5 e5:1 | v74 a5:.5~ g5 f#5 e5 d5 c#5
        | v66 exp:80 r:3 a5:1' e5:1' a5:1' | r:3 a5:.5 b5 c#6 d6 c#6 a5 | v74 b5:3 | g5:1.5 f#5:.5 e5:1
          | exp:90>40:6 f#5:3 a5:2.5 r:.5
        """)
  }

  private static var violin: Part {
    Part(
      name: "Violin", channel: 3, program: 41, volume: 84, pan: 40, reverb: 60,
      text: """
        exp:100 r:36
        | v62 exp:60>90:6 b4:3~ | c#5:3 | d5:3 | a4:3 | exp:70>100:6 b4:3 | d#5:3 | e5:3 | exp:90>60:3 g4:3
        | v80 exp:80>112:3 f#6:2~ e6:1 | e6:1 d6:.5 c#6 a5:1 | exp:80>108:2 d6:1.5~ c#6:.5 b5:1 | f#5:1 a5 b5
        | v86 exp:90>124:3 b5:1~ d6 g6 | e6:1~ g6 e6 | mod:0>50:2 exp:112>40:6 f#6:5 mod:0 r:1
        """)
  }

  private static var strings: Part {
    Part(
      name: "Strings", channel: 4, program: 49, volume: 84, pan: 64, reverb: 70,
      text: """
        g.99 v58 exp:30>76:12 d4+f#4+a4:3 d4+f#4+b4 d4+g4+b4 c#4+e4+a4
        | exp:70 d4+f#4+a4 c#4+e4+a4 d4+f#4+b4 c#4+f#4+a4 | exp:70>96:9 d4+g4+b4 d4+f#4+a4 e4+g4+b4 exp:90>70:3
          c#4+e4+g4
        | v66 exp:76>100:12 b3+d4+f#4 c#4+f#4+a4 d4+g4+b4 d4+f#4+a4
          | exp:84>118:6 e4+g4+b4 d#4+f#4+b4 exp:110>76:6 e4+g4+b4 c#4+e4+g4+a4
        | v70 exp:80>110:12 d4+f#4+a4 c#4+e4+a4 d4+f#4+b4 d4+f#4+b4
          | exp:100>122:6 d4+g4+b4 c#4+g4+a4 exp:110>30:6 d4+f#4+a4:6
        """)
  }

  private static var piano: Part {
    let opening = ["d2 a2 f#3 a3", "b1 f#2 d3 a3", "g1 d2 b2 f#3", "a1 e2 d3 e3"]
    let first = [
      "d2 a2 d3 f#3", "c#2 a2 e3 a3", "b1 f#2 d3 f#3", "f#1 c#2 a2 c#3", "g1 d2 b2 d3", "f#1 d2 a2 d3", "e1 b1 g2 d3",
      "a1 e2 g2 c#3",
    ]
    let middle = [
      "b1 f#2 b2 d3", "f#1 c#2 a2 c#3", "g1 d2 g2 b2", "d2 a2 d3 f#3", "e2 b2 e3 g3", "b1 f#2 a2 d#3", "e2 g2 b2 e3",
      "a1 e2 g2 c#3",
    ]
    let last = ["d2 a2 d3 f#3", "c#2 a2 e3 a3", "b1 f#2 d3 f#3", "a1 f#2 b2 d3", "g1 d2 b2 d3", "a1 g2 c#3 e3"]
    let bars = (opening + first + middle + last).map { Score.arpeggio(octaveUp($0)) }.joined(separator: " | ")
    return Part(
      name: "Piano", channel: 5, program: 1, volume: 92, pan: 60, reverb: 50, looseBeats: 0.012, looseVelocity: 7,
      text: """
        v58 \(bars) | v64 up ped d2:.5 a2 d3 f#3 a3 d4 | v50 d3+a3+d4+f#4:3 up
        """)
  }

  /// The same chord an octave higher.
  private static func octaveUp(_ chord: String) -> String {
    String(chord.map { $0.isNumber ? Character(String(Int(String($0))! + 1)) : $0 })
  }

  private static var harp: Part {
    Part(
      name: "Harp", channel: 6, program: 47, volume: 88, pan: 88, reverb: 70,
      text: """
        r:33 v60 a3:.25 c#4 e4 g4 a4 c#5 e5 g5 a5:1
        | v64 r:1 f#5+b5:1 f#5+b5 | r:1 c#5+f#5 c#5+f#5 | r:1 d5+g5 d5+g5 | r:1 f#5+a5 f#5+a5 | r:1 g5+b5 g5+b5
          | r:1 f#5+a5 d#5+b5
        | r:1 g5+b5 g5+e5 | v72 a3:.25 c#4 e4 g4 a4 c#5 e5 g5 a5 c#6 e6 g6
        | v60 a5:3 | r:15 v74 d4:.25 f#4 a4 d5 f#5 a5 d6:1.5 | v58 f#5+a5+d6:3
        """)
  }

  private static var bass: Part {
    Part(
      name: "Contrabass", channel: 7, program: 44, volume: 96, pan: 70, reverb: 50,
      text: """
        r:12 g.9 v68 exp:90
        | d2:2 a1:1 | c#2:2 e2:1 | b1:2 f#2:1 | f#2:2 c#2:1 | g2:2 d2:1 | f#2:2 d2:1 | e2:2 b1:1 | a1:2 e2:1
        | v76 b1:2 f#2:1 | f#2:2 c#2:1 | g2:2 d2:1 | d2:2 a1:1 | e2:2 b1:1 | b1:2 f#2:1 | e2:2 g2:1 | a1:3
        | d2:2 a1:1 | c#2:2 e2:1 | b1:2 f#2:1 | a1:2 b1:1 | g1:2 d2:1 | a1:2 c#2:1 | exp:100>50:6 d2:3~ d2:2.5 r:.5
        """)
  }

  private static var timpani: Part {
    Part(
      name: "Timpani", channel: 8, program: 48, volume: 84, pan: 50, reverb: 60,
      text: """
        r:51 exp:50>110:3 v56 ( b2:.125 )*24 | v74 exp:110 e3:2 r:1 | exp:50>115:3 v60 ( a2:.125 )*24
        | v86 exp:110 d3:3 | r:9 | v70 g2:3 | exp:50>120:3 v64 ( a2:.125 )*24 | v88 d3:3 | v50 d3:3
        """)
  }
}
