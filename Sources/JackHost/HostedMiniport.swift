// SPDX-License-Identifier: MIT
// Which miniport the client hosts. Any thread.

public import Racks

/// The miniport that the client hosts.
public typealias HostedMiniport = InstrumentRack
