// SPDX-License-Identifier: MIT
// The questions of conditional chunks (DLS 2.2, `cdl `). Any thread but audio.

/// A question that every device understands, found by its GUID.
enum ConditionalQuery: CaseIterable {
  case gmInHardware, gsInHardware, xgInHardware, supportsDLS1, sampleMemorySize
  case supportsDLS2, samplePlaybackRate, manufacturersID, productID

  /// The question of this GUID; nil where nobody knows it.
  init?(_ guid: GUID) {
    guard let query = Self.allCases.first(where: { $0.guid == guid }) else { return nil }
    self = query
  }

  /// `DLSID_…` of the specification.
  var guid: GUID {
    switch self {
    case .gmInHardware: GUID(0x178F_2F24, 0xC364, 0x11D1, 0xA760_0000_F875_AC12)
    case .gsInHardware: GUID(0x178F_2F25, 0xC364, 0x11D1, 0xA760_0000_F875_AC12)
    case .xgInHardware: GUID(0x178F_2F26, 0xC364, 0x11D1, 0xA760_0000_F875_AC12)
    case .supportsDLS1: GUID(0x178F_2F27, 0xC364, 0x11D1, 0xA760_0000_F875_AC12)
    case .sampleMemorySize: GUID(0x178F_2F28, 0xC364, 0x11D1, 0xA760_0000_F875_AC12)
    case .supportsDLS2: GUID(0xF145_99E5, 0x4689, 0x11D2, 0xAFA6_00AA_0024_D8B6)
    case .samplePlaybackRate: GUID(0x2A91_F713, 0xA4BF, 0x11D2, 0xBBDF_0060_0833_DBD8)
    case .manufacturersID: GUID(0xB03E_1181, 0x8095, 0x11D2, 0xA1EF_0060_0833_DBD8)
    case .productID: GUID(0xB03E_1182, 0x8095, 0x11D2, 0xA1EF_0060_0833_DBD8)
    }
  }
}
