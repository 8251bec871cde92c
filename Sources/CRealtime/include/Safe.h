// SPDX-License-Identifier: MIT
#pragma once

// Tells the Swift compiler that a function neither locks nor allocates. It believes this: say it only with a reason.
#define RT_SAFE __attribute__((swift_attr("@_noLocks"))) __attribute__((swift_attr("@_noAllocation")))
