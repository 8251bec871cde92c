// SPDX-License-Identifier: MIT
// "Second Street": a funk groove with brass, organ, guitars, saxophone, bass and drums. Off-line.

extension Song {
  /// E minor, 26 bars of 4/4 at 104, about 60 seconds.
  static var secondStreet: Song {
    Song(
      title: "Second Street", tempi: [(0, 104), (100, 98), (103, 84)], meter: (4, 4), volumeScale: 0.82,
      parts: [grooveDrums, fingerBass, mutedGuitar, cleanGuitar, organ, brass, trumpet, sax])
  }

  private static let beat: [(key: Int, grid: String)] = [
    (36, "X..x ..x. ..X. .x.."), (38, ".... X..o .o.. X..o"), (42, "x.x. x.x. x.x. x..."), (46, ".... .... .... ..x."),
  ]
  private static let turn: [(key: Int, grid: String)] = [
    (36, "X..x ..x. ..X. x..."), (38, ".... X..o .o.x X.xX"), (42, "x.x. x.x. x.x. ...."), (50, ".... .... .... .x.."),
    (45, ".... .... .... ...x"),
  ]
  private static let ride: [(key: Int, grid: String)] = [
    (36, "X... ..x. X..x ...."), (38, ".... X..o .... X..o"), (51, "x.ox x.ox x.ox x.ox"), (44, ".... x... .... x..."),
  ]

  private static var grooveDrums: Part {
    let crash: [(key: Int, grid: String)] = [(49, "X")] + beat
    return Part(
      name: "Drums", channel: 10, program: 1, volume: 104, reverb: 30, looseBeats: 0.006, looseVelocity: 6,
      text: [
        Score.drums([(42, "x.x. x.x. x.x. x.x."), (37, ".... x... .... x...")]), Score.drums(turn),
        Score.drums(crash), Score.drums(beat, times: 2), Score.drums(turn),
        Score.drums(beat, times: 3), Score.drums(turn),
        Score.drums(crash), Score.drums(ride, times: 2), Score.drums(turn),
        Score.drums(crash), Score.drums(beat, times: 2), Score.drums(turn), Score.drums(ride, times: 3),
        Score.drums(turn),
        Score.drums(crash), Score.drums(beat), Score.drums(turn),
        "v118 k36+k49:.5 r:.5 v100 k38:.5 k38:.25 k38:.25 v120 k36+k57:2",
      ].joined(separator: " "))
  }

  private static var fingerBass: Part {
    let e = "v96 e2:.75! e2:.25' r:.5 g2:.5 a2:.5 a#2:.25 b2:.25' d3:.5' e3:.5'"
    let a = "a1:.75! a1:.25' r:.5 c2:.5 d2:.5 d#2:.25 e2:.25' g2:.5' a2:.5'"
    return Part(
      name: "Bass", channel: 2, program: 34, volume: 104, pan: 64, reverb: 10,
      text: """
        r:4 | \(e)
        | ( \(e) )*2 \(a) | a1:.75 a1:.25' r:.5 c2:.5 b1:.5 bb1 a1 g1 | ( \(e) )*2 \(a) | b1:.5 b1' d2 d#2 e2 g2' a2 b2'
        | c2:1.5 c2:.5' e2:1 g2 | b1:1.5 b1:.5' d#2:1 f#2 | \(e) | d2:1 d2:.5' f#2 a2:1 d2
        | ( \(e) )*2 \(a) | \(a) | ( \(e) )*2 c2:1.5 c2:.5' e2:1 g2
          | b1:1.5 b1:.5' bend:0>-150:.5 d#2:.5 bend:0 f#2:.5 a2:.5 b2:.5'
        | ( \(e) )*2 | \(a) | v110 e2:.5! r:.5 b1:.5 d2:.5 e2:2!
        """)
  }

  private static var mutedGuitar: Part {
    let e = "r:.25 e4:.25' r:.25 b3' d4' r r e4' r b3' r d4' e4' r g4' r"
    return Part(
      name: "Muted guitar", channel: 3, program: 29, volume: 112, pan: 34, reverb: 20,
      text: """
        r:4 v84 ( \(e) )*25
        """)
  }

  private static var cleanGuitar: Part {
    let em = "r:.5 g4+b4+d5:.25' r g4+b4+d5' r:.75 r:.5 a4+c#5+e5:.25' g4+b4+d5:.25! r:1"
    let am = "r:.5 g4+c#5+e5:.25' r g4+c#5+e5' r:.75 r:.5 f#4+b4+e5:.25' g4+c#5+e5:.25! r:1"
    return Part(
      name: "Clean guitar", channel: 4, program: 28, volume: 84, pan: 94, reverb: 30, chorus: 30,
      text: """
        r:8 v78 ( ( \(em) )*2 ( \(am) )*2 )*2
        | v70 e4+g4+b4+d5:4~ d#4+f#4+a4+b4 g4+b4+d5+e5 f#4+a4+c5+d5
        | v78 ( ( \(em) )*2 ( \(am) )*2 )*2 \(em) \(em) \(am) | v96 g4+b4+d5+f#5:.5! r:1.5 e3+b3+e4+g4+b4:2!
        """)
  }

  private static var organ: Part {
    Part(
      name: "Organ", channel: 5, program: 19, volume: 74, pan: 50, reverb: 30,
      text: """
        g.98 v70 r:8 exp:70
        | ( mod:0>80:4 g4+b4+d5:4 mod:80>0:4 g4+b4+d5 g4+c#5+e5 f#4+c#5+e5 )*2
        | exp:70>110:16 mod:90 e4+g4+b4+d5 d#4+f#4+a4+b4 g4+b4+d5 f#4+a4+d5
        | exp:80 mod:20 ( g4+b4+d5:4 mod:20>100:4 g4+b4+d5 g4+c#5+e5 mod:100>20:4 g4+c#5+e5 )*1
        | exp:80>115:16 g4+b4+d5 g4+b4+e5 e4+g4+b4+d5 mod:20>120:4 d#4+f#4+a4+b4
        | mod:40 exp:100 g4+b4+d5 g4+b4+d5 g4+c#5+e5 | v92 g4+b4+d5+e5:.5 r:1.5 exp:100>127:2 e4+g4+b4+e5:2
        """)
  }

  private static var brass: Part {
    let stab = "r:1.5 e4+g4+b4+d5:.25! r:.25 r:1 e4+g4+b4+d5:.5'! r:.5"
    return Part(
      name: "Brass section", channel: 6, program: 62, volume: 92, pan: 72, reverb: 40,
      text: """
        r:40 v104 exp:120
        | r:2 g4+b4+e5:.5' f#4+a4+d5:.5' exp:60>127:2 e4+g4+c5:1 | a4+b4+d#5:2 r:2 | \(stab)
          | exp:50>127:4 f#4+a4+c5+d5:3.5 r:.5
        | exp:110 ( \(stab) )*2 r:8 | v108 ( \(stab) )*2 exp:50>127:8 e4+g4+b4:4~ exp:90>127:3 d#4+f#4+a4+b4:3 r:1
        | v112 exp:120 ( \(stab) )*2 r:3 g4:.25' a4' b4' d5' | v120 e4+g4+b4+e5:.5'! r:1.5 bend:-200>0:.25
          exp:80>127:2 e4+g4+b4+d5+f#5:2!
        """)
  }

  private static var trumpet: Part {
    Part(
      name: "Trumpet", channel: 7, program: 57, volume: 100, pan: 80, reverb: 40,
      text: """
        r:40 v96 exp:110
        | r:2 e5:.5' d5' c5:1 | d#5:1.5 b4:.25' d#5' f#5:1.5 r:.5 | r:3 b4:.25' d5' e5' g5' | mod:0>60:3 f#5:3 mod:0 r:1
        | r:32 | v108 e5:.5 g5 b5:1 r:1 bend:-100>0:.2 b5:.5 a5:.5
          | g5:.25 e5 d5 b4 d5:.5 e5:1.5~ mod:0>70:1 e5:1 mod:0 | r:4 | v118 e5:.5'! r:1.5 mod:0>60:2 b5:2! mod:0
        """)
  }

  private static var sax: Part {
    Part(
      name: "Alto sax", channel: 8, program: 66, volume: 100, pan: 58, reverb: 50,
      text: """
        r:8 v90 exp:110
        | r:1 b4:.5 d5:.25 e5:.75! d5:.5 b4:.5 a4:.5 | bend:-150>0:.3 b4:1.5 g4:.5 e4:1 r:1
          | r:.5 e5:.5 g5:.25 e5:.25 c#5:.5 bend:-100>0:.2 a4:1 g4:.5 a4:.5 | b4:2 mod:0>70:1 r:2 mod:0
        | r:1 b4:.5 d5:.25 e5:.75! g5:.5 e5:.5 d5:.5 | bend:-200>0:.3 g5:1 e5:.5 d5:.5 b4:1 r:1
          | a4:.5 c#5 e5 g5 f#5:.25 e5 c#5:.5 a4:1 | mod:0>60:2 b4:2.5 mod:0 r:1.5
        | r:16
        | v100 exp:120 e5:.25 g5 a5 bb5 bend:-100>0:.2 b5:1.5 a5:.25 g5 e5:.5 d5:.5
          | r:.5 b4:.25 d5 e5:.5 g5:.25 e5 d5:.5 b4:.5 a4:.25 b4 g4:.5
          | c#5:.5 e5 g5:.25 a5 g5 e5 c#5:.5 a4:.5 g4:.5 a4:.5
          | bend:-200>0:.4 mod:0>80:2 e5:2.5 mod:0 d5:.25 c#5 a4:.5 g4
        | v106 b4:.25 d5 e5 g5 b5:1! a5:.25 b5 d6:.75 b5:.75 | bend:0>200:.5 a5:.75 bend:0 g5:.25 e5:.5 d5:.5
          g5:.5 e5:.25 d5 b4:1 | e5:.5 g5 b5 d6 mod:0>90:2 exp:120>127:2 e6:2 | mod:0 d#6:1 b5:.5 a5 f#5 d#5 b4 a4
        | v100 exp:115 g4:.5 b4 d5 e5 bend:-150>0:.25 g5:1 e5:1
          | d5:.25 e5 d5 b4 a4:.5 g4:.5 mod:0>60:1 e4:2 mod:0 | r:.5 e5:.5 g5 a5 g5:.25 e5 c#5 a4 b4:1
          | v116 e5:.5'! r:.5 b4:.25 d5 e5 g5 exp:90>127:1 mod:0>90:2 b5:2 mod:0
        """)
  }
}
