// SPDX-License-Identifier: MIT
// What applies of a file, and what an articulation replaces. Any thread.

import Realtime
import Testing

@testable import DLS

private let always = u16(0x10) + u32(1)
private let never = u16(0x10) + u32(0)
private let broken = u16(0x0F)
private let onLevel2 = u16(0x11) + hex("E5 99 45 F1 89 46 D2 11 AF A6 00 AA 00 24 D8 B6")
private let onLevel1Only = onLevel2 + u16(0x0F)
/// `CONST 1000; QUERY(SamplePlaybackRate); GT`.
private let above1000Hertz =
  u16(0x10) + u32(1000) + u16(0x11) + hex("13 F7 91 2A BF A4 D2 11 BB DF 00 60 08 33 DB D8") + u16(0x0C)

@Suite struct ConditionTests {
  private func scales(_ connections: [Connection]?) -> [Int32]? { connections?.map(\.scale) }

  @Test(
    "a region applies when its condition says so",
    arguments: ["rgn ", "rgn2"], [(always, 1), (never, 0), (onLevel2, 1), (onLevel1Only, 0), (above1000Hertz, 1)])
  func regions(type: String, condition: ([UInt8], Int)) throws {
    // The condition stands last: its place in the list does not matter.
    let reading = try Collection.read(bank([region([rgnh(), wlnk(), chunk("cdl ", condition.0)], type: type)]).bytes)
    #expect(reading.collection.instruments[0].regions.count == condition.1)
    #expect(reading.excludedLists == 1 - condition.1)
    #expect(reading.conditions.map(\.answer) == [condition.1 == 1 ? .yes : .no])
    #expect(reading.conditions.map { Array($0.program) } == [condition.0])
    #expect(reading.warnings.map(\.kind) == (condition.1 == 1 ? [] : [.instrumentSilent]))
  }

  @Test func `of twins for two levels one plays, and the device decides which`() throws {
    let twins = [
      region([chunk("cdl ", onLevel1Only), rgnh(keyGroup: 1), wlnk()], type: "rgn "),
      region([chunk("cdl ", onLevel2), rgnh(keyGroup: 2), wlnk()]),
    ]
    var device = Capabilities()
    #expect(try Collection.read(bank(twins).bytes).collection.instruments[0].regions.map(\.keyGroup) == [2])
    device.supportsLevel2 = false
    let old = try Collection.read(bank(twins).bytes, capabilities: device)
    #expect(old.collection.instruments[0].regions.map(\.keyGroup) == [1])
  }

  @Test(
    "an articulation applies when its condition says so",
    arguments: ["lart", "lar2"], [(always, true), (never, false), (onLevel2, true), (above1000Hertz, true)])
  func articulations(type: String, condition: ([UInt8], Bool)) throws {
    let list = articulation(type, scale: 7, condition: condition.0)
    let global = try Collection.read(bank([region()], extras: [list]).bytes)
    #expect(scales(global.collection.instruments[0].articulation) == (condition.1 ? [7] : nil))
    let local = try Collection.read(bank(regionWith: [list]).bytes)
    #expect(scales(local.collection.instruments[0].regions[0].articulation) == (condition.1 ? [7] : nil))
    #expect(local.excludedLists == (condition.1 ? 0 : 1))
    #expect(local.warnings.isEmpty)
  }

  @Test func `the playback rate of the device is asked`() throws {
    let list = articulation(condition: above1000Hertz)
    let slow = Capabilities(sampleRate: SampleRate(hertz: 800))
    let reading = try Collection.read(bank([region()], extras: [list]).bytes, capabilities: slow)
    #expect(reading.collection.instruments[0].articulation == nil)
  }

  @Test func `a condition that cannot run switches its list off with a warning`() throws {
    let reading = try Collection.read(
      bank([region(), region([rgnh(), wlnk(), chunk("cdl ", broken)])], extras: [articulation(condition: broken)]).bytes
    )
    #expect(reading.collection.instruments[0].regions.count == 1)
    #expect(reading.collection.instruments[0].articulation == nil)
    #expect(reading.warnings.map(\.kind) == [.conditionFaulty(.underflow), .conditionFaulty(.underflow)])
    #expect(reading.warnings.map(\.path) == ["lins/ins 1/rgn2 2", "lins/ins 1/lar2"])
    #expect(reading.excludedLists == 0)
  }

  @Test func `a file that says no is read, and says so`() throws {
    let reading = try Collection.read(Bank(suffix: [chunk("cdl ", never)]).bytes)
    #expect(!reading.isForThisDevice)
    #expect(reading.excludedLists == 0)
    #expect(reading.warnings.map(\.kind) == [.notForThisDevice])
    #expect(reading.collection.instruments[0].regions.count == 1)
  }

  @Test func `a file whose condition cannot run plays`() throws {
    let reading = try Collection.read(Bank(prefix: [chunk("cdl ", broken)]).bytes)
    #expect(reading.isForThisDevice)
    #expect(reading.warnings.map(\.kind) == [.conditionFaulty(.underflow)])
    #expect(reading.warnings[0].description.hasSuffix("the file is read"))
  }

  // MARK: Scope

  @Test func `a region's own articulation stands beside the instrument's, never mixed`() throws {
    let reading = try Collection.read(
      bank([region([rgnh(), wlnk(), articulation(scale: 5)]), region()], extras: [articulation(scale: 9)]).bytes)
    let instrument = reading.collection.instruments[0]
    #expect(scales(instrument.articulation) == [9])
    #expect(instrument.regions.map { scales($0.articulation) } == [[5], nil])
  }

  @Test func `an own articulation that does not apply leaves the instrument's in force`() throws {
    let own = articulation(scale: 5, condition: never)
    let reading = try Collection.read(bank([region([rgnh(), wlnk(), own])], extras: [articulation(scale: 9)]).bytes)
    #expect(reading.collection.instruments[0].regions[0].articulation == nil)
    #expect(scales(reading.collection.instruments[0].articulation) == [9])
  }

  @Test func `an own articulation without connections is still one`() throws {
    let reading = try Collection.read(bank(regionWith: [list("lar2", [art("art2", [])])]).bytes)
    #expect(reading.collection.instruments[0].regions[0].articulation == [])
  }

  @Test func `both levels of one scope add up, Level 1 first`() throws {
    let reading = try Collection.read(
      bank([region()], extras: [articulation("lar2", scale: 2), articulation("lart", scale: 1)]).bytes)
    #expect(scales(reading.collection.instruments[0].articulation) == [1, 2])
  }

  @Test func `of both levels of one scope only the applicable one counts`() throws {
    let reading = try Collection.read(
      bank(regionWith: [
        articulation("lart", scale: 1, condition: onLevel1Only), articulation("lar2", scale: 2, condition: onLevel2),
      ]).bytes)
    #expect(scales(reading.collection.instruments[0].regions[0].articulation) == [2])
  }

  @Test func `several chunks of one list follow each other`() throws {
    let chunks = [art("art2", [block(0, 0, 0x209, scale: 1)]), art("art2", [block(0, 0, 0x206, scale: 2)])]
    let reading = try Collection.read(bank([region()], extras: [list("lar2", chunks)]).bytes)
    #expect(scales(reading.collection.instruments[0].articulation) == [1, 2])
  }
}
