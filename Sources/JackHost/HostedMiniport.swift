// SPDX-License-Identifier: MIT
// Which miniport the client hosts. Any thread.

public import Synthesis

/// The miniport that the client hosts.
public typealias HostedMiniport = Synthesizer
