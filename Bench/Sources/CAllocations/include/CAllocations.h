// SPDX-License-Identifier: MIT
// Counts what a program takes from the heap: linked into it, it stands before glibc's own functions.
#pragma once
#include <stdint.h>

/// Calls of malloc and its kin by any thread so far.
uint64_t allocation_count(void);
