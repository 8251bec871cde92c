// SPDX-License-Identifier: MIT
// Writes the bank as a DLS level 2 file. Off-line.

/// The chunk tree, in the order in which it is written:
///
///     RIFF 'DLS '
///      ├ vers dlid colh
///      ├ LIST lins ─ LIST 'ins ' ─ insh, LIST lrgn, LIST lar2, LIST INFO
///      │             LIST lrgn ─ LIST rgn2 ─ rgnh wsmp wlnk [LIST lar2]
///      ├ ptbl
///      ├ LIST wvpl ─ LIST wave ─ fmt, data, wsmp, LIST INFO
///      └ LIST INFO
struct DLSFileBuilder {
  var bank: Bank
  /// Content version, highest part first.
  var version = [1, 0, 0, 0]

  /// The whole file.
  func bytes() -> [UInt8] {
    let (pool, offsets) = wavePool()
    var file = RIFFWriter()
    file.list("DLS ", form: "RIFF") { form in
      form.chunk("vers") { chunk in
        for part in [1, 0, 3, 2] { chunk.u16(version[part]) }
      }
      // A fixed identifier: equal identifiers mean equal content, and the content is fixed by the generator.
      form.chunk("dlid") { $0.bytes += [0x57, 0x53, 0x4E, 0x4B] + Array("GM1 bank 001".utf8) }
      form.chunk("colh") { $0.u32(bank.instruments.count) }
      form.list("lins") { list in
        for instrument in bank.instruments { write(instrument, to: &list) }
      }
      form.chunk("ptbl") { chunk in
        chunk.u32(8)
        chunk.u32(offsets.count)
        for offset in offsets { chunk.u32(offset) }
      }
      form.list("wvpl") { $0.bytes += pool }
      form.info([
        ("INAM", "Wavesink General MIDI"), ("IENG", "The Wavesink authors"), ("ICOP", "CC0 1.0"),
        ("ICRD", "2026-11-21"), ("ISFT", "Wavesink preset-generator"),
        ("ICMT", "Every wave is computed; nobody's recordings are in here."),
      ])
    }
    return file.bytes
  }

  private func wavePool() -> (bytes: [UInt8], offsets: [Int]) {
    var pool = RIFFWriter()
    var offsets: [Int] = []
    for wave in bank.waves {
      offsets.append(pool.bytes.count)
      pool.list("wave") { list in
        list.chunk("fmt ") { chunk in
          chunk.u16(1)
          chunk.u16(1)
          chunk.u32(wave.rate)
          chunk.u32(wave.rate * 2)
          chunk.u16(2)
          chunk.u16(16)
        }
        list.chunk("data") { chunk in
          chunk.bytes.reserveCapacity(wave.samples.count * 2)
          for sample in wave.samples { chunk.u16(Int(sample)) }
        }
        writeSample(unityNote: wave.unityNote, fineTune: 0, gain: 0, loop: wave.loop, to: &list)
        list.info([("INAM", wave.name)])
      }
    }
    return (pool.bytes, offsets)
  }

  private func write(_ instrument: Instrument, to list: inout RIFFWriter) {
    list.list("ins ") { list in
      list.chunk("insh") { chunk in
        chunk.u32(instrument.zones.count)
        chunk.u32(instrument.isDrumKit ? 0x8000_0000 : 0)
        chunk.u32(instrument.program)
      }
      list.list("lrgn") { list in
        for zone in instrument.zones { write(zone, to: &list) }
      }
      writeArticulation(instrument.articulation, to: &list)
      list.info([("INAM", instrument.name)])
    }
  }

  private func write(_ zone: Zone, to list: inout RIFFWriter) {
    list.list("rgn2") { list in
      list.chunk("rgnh") { chunk in
        for bound in [
          zone.keys.lowerBound, zone.keys.upperBound, zone.velocities.lowerBound, zone.velocities.upperBound,
        ] {
          chunk.u16(bound)
        }
        chunk.u16(0)
        chunk.u16(zone.keyGroup)
        chunk.u16(zone.layer)
      }
      writeSample(
        unityNote: zone.unityNote, fineTune: zone.fineTuneCents, gain: zone.gainDecibels,
        loop: bank.waves[zone.wave].loop, to: &list)
      list.chunk("wlnk") { chunk in
        chunk.u16(0)
        chunk.u16(0)
        chunk.u32(1)
        chunk.u32(zone.wave)
      }
      if let articulation = zone.articulation { writeArticulation(articulation, to: &list) }
    }
  }

  private func writeSample(unityNote: Int, fineTune: Int, gain: Double, loop: Range<Int>?, to list: inout RIFFWriter) {
    list.chunk("wsmp") { chunk in
      chunk.u32(20)
      chunk.u16(unityNote)
      chunk.u16(fineTune)
      chunk.u32(Int((gain * 655_360).rounded()))
      chunk.u32(1)
      chunk.u32(loop == nil ? 0 : 1)
      guard let loop else { return }
      chunk.u32(16)
      chunk.u32(0)
      chunk.u32(loop.lowerBound)
      chunk.u32(loop.count)
    }
  }

  private func writeArticulation(_ articulation: Articulation, to list: inout RIFFWriter) {
    let connections = articulation.connections
    list.list("lar2") { list in
      list.chunk("art2") { chunk in
        chunk.u32(8)
        chunk.u32(connections.count)
        for connection in connections {
          chunk.u16(connection.source)
          chunk.u16(connection.control)
          chunk.u16(connection.destination)
          chunk.u16(connection.transform)
          chunk.u32(Int((connection.scale * 65536).rounded()))
        }
      }
    }
  }
}
